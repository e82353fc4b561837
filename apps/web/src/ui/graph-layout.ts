export type Point = { readonly x: number; readonly y: number };
type Ends = { readonly from: string; readonly to: string; readonly loose?: boolean };

/** Around a table, the first at the top, in a box of one by one. */
export const aroundATable = (ids: readonly string[]): ReadonlyMap<string, Point> => {
  if (ids.length === 1) return new Map(ids.map((id) => [id, { x: 0.5, y: 0.5 }]));
  return new Map(
    ids.map((id, at) => {
      const angle = (2 * Math.PI * at) / ids.length - Math.PI / 2;
      return [id, { x: 0.5 + 0.5 * Math.cos(angle), y: 0.5 + 0.5 * Math.sin(angle) }];
    }),
  );
};

const ROUNDS = 240;
/** A step of the first round, as a share of the box; later ones are shorter. */
const FIRST_STEP = 0.12;
/** How much a loose tie pulls beside another. */
const LOOSE = 0.15;

/**
 * What is tied comes together, what is not moves apart (Fruchterman and Reingold 1991), from places around a table, so that the same graph always
 * looks the same; fitted to a box of one by one. Sixty nodes take some 20 ms.
 */
export const asAWeb = (ids: readonly string[], edges: readonly Ends[]): ReadonlyMap<string, Point> => {
  const start = aroundATable(ids);
  const places = ids.map((id) => ({ ...(start.get(id) ?? { x: 0.5, y: 0.5 }) }));
  const index = new Map(ids.map((id, at) => [id, at]));
  const ties = edges.flatMap(({ from, to, loose }) => {
    const [a, b] = [index.get(from), index.get(to)];
    return a === undefined || b === undefined || a === b ? [] : [[a, b, loose === true ? LOOSE : 1] as const];
  });
  const ideal = Math.sqrt(1 / Math.max(1, ids.length));
  const moves = places.map(() => ({ x: 0, y: 0 }));
  const push = (a: number, b: number, force: (distance: number) => number): void => {
    const [one, other, mine, theirs] = [places[a], places[b], moves[a], moves[b]];
    if (!one || !other || !mine || !theirs) return;
    const [dx, dy] = [one.x - other.x, one.y - other.y];
    const distance = Math.max(1e-4, Math.hypot(dx, dy));
    const share = force(distance) / distance;
    mine.x += dx * share;
    mine.y += dy * share;
    theirs.x -= dx * share;
    theirs.y -= dy * share;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const move of moves) [move.x, move.y] = [0, 0];
    for (let a = 0; a < places.length; a += 1)
      for (let b = a + 1; b < places.length; b += 1) push(a, b, (distance) => (ideal * ideal) / distance);
    for (const [a, b, pull] of ties) push(a, b, (distance) => (-pull * distance * distance) / ideal);
    const most = FIRST_STEP * (1 - round / ROUNDS);
    places.forEach((place, at) => {
      const move = moves[at] ?? { x: 0, y: 0 };
      const length = Math.max(1e-9, Math.hypot(move.x, move.y));
      place.x += (move.x / length) * Math.min(length, most);
      place.y += (move.y / length) * Math.min(length, most);
    });
  }
  return fitted(ids, places);
};

const fitted = (ids: readonly string[], places: readonly Point[]): ReadonlyMap<string, Point> => {
  const along = (axis: 'x' | 'y') => {
    const values = places.map((place) => place[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return (value: number): number => (most - least < 1e-6 ? 0.5 : (value - least) / (most - least));
  };
  const [x, y] = [along('x'), along('y')];
  return new Map(ids.map((id, at) => [id, { x: x(places[at]?.x ?? 0), y: y(places[at]?.y ?? 0) }]));
};
