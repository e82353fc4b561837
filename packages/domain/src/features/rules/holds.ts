import type { LocalDate } from '../../shared/local-date.ts';
import { addDays } from '../../shared/local-date.ts';
import type { AnyRow, Facts, Scalar } from './facts.ts';
import type { Findings, Hit } from './findings.ts';
import { findings } from './findings.ts';
import { greatest, groupReader, judge, ratio, type Values } from './group-values.ts';
import type { Find, Rule, SubjectKind, WindowValue } from './language.ts';
import { type ClusterFind, type GroupFind, partakes, strict, subjectOf, wideOf, withLists } from './parts.ts';
import { keyOf, numberOf, type RowReader, rowReader, rowTest } from './row-values.ts';
import { type World, worldOf } from './world.ts';

/** Takes a matter, or counts what could not be judged. */
type Report = {
  readonly hit: (rows: readonly AnyRow[], values: Values, dedupeKey: string) => void;
  readonly notEvaluable: (reason: string) => void;
};
type Seeker = (facts: Facts, world: World, report: Report) => void;

const textOf = (row: AnyRow, field: string): string => String(row[field] ?? '');
/** Rows in the order of their days; the source's own id decides within a day, so that the order is the same everywhere. */
const inOrder = (a: AnyRow, b: AnyRow): number => {
  for (const field of ['occurredOn', 'externalId', 'recordId']) {
    if (textOf(a, field) < textOf(b, field)) return -1;
    if (textOf(a, field) > textOf(b, field)) return 1;
  }
  return 0;
};

const rowSeeker = (rule: Rule, find: Extract<Find, { each: 'row' }>): Seeker => {
  const { holds, lacks } = rowTest(partakes(rule, find), rule.parameters);
  const values = Object.entries(find.values).map(([name, { of }]) => [name, rowReader(of, rule.parameters)] as const);
  return ({ rows }, world, report) => {
    for (const row of rows) {
      const answer = holds(row, world);
      if (answer === false) continue;
      if (answer === null) report.notEvaluable(lacks(row, world));
      else {
        const told = Object.fromEntries(values.map(([name, { read }]) => [name, read(row, world)]));
        report.hit([row], told, `${find.name}|${textOf(row, 'feedId')}|${textOf(row, 'externalId')}`);
      }
    }
  };
};

/** The rows that take part, by group, each group in order. */
const grouping = (rule: Rule, find: GroupFind | ClusterFind) => {
  const { holds, lacks } = rowTest(partakes(rule, find), rule.parameters);
  const keys = find.by.map((key) => rowReader(key, rule.parameters));
  return ({ rows }: Facts, world: World, report: Report): ReadonlyMap<string, AnyRow[]> => {
    const groups = new Map<string, AnyRow[]>();
    for (const row of rows) {
      const answer = holds(row, world);
      if (answer === false) continue;
      const key = answer === null ? null : keyOf(keys, row, world);
      if (key === null) {
        report.notEvaluable(lacks(row, world));
        continue;
      }
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
    for (const group of groups.values()) group.sort(inOrder);
    return groups;
  };
};
/** A group's key as part of a dedupe key. */
const keyText = (key: string): string => key.replaceAll('\u001f', '|');

/**
 * Why a group cannot be judged: the first by alphabet of what its rows lack for sums, least and greatest values; else what
 * they all lack of the first value that none of them has; else a division by zero.
 */
const lacksOf = (rule: Rule, find: GroupFind) => {
  const needed = strict(find).map((value) => rowReader(value, rule.parameters));
  const sparse = Object.entries(find.values).flatMap(([name, { of }]) =>
    'greatest' in of ? [{ name, reader: rowReader(of.greatest, rule.parameters) }] : [],
  );
  const first = (reasons: readonly string[]): string | undefined => reasons.toSorted()[0];
  return (rows: readonly AnyRow[], told: Values, world: World): string => {
    const absent = rows.flatMap((row) => needed.find(({ read }) => read(row, world) === null)?.lacks(row, world) ?? []);
    const unknown = sparse.find(({ name }) => told[name] === null);
    return (first(absent) ?? first(rows.map((row) => unknown?.reader.lacks(row, world) ?? '')) ?? '') || 'zero-divisor';
  };
};

const groupSeeker = (rule: Rule, find: GroupFind): Seeker => {
  const groupsOf = grouping(rule, find);
  const values = Object.entries(find.values).map(([name, { of }]) => [name, groupReader(of, rule.parameters)] as const);
  const holds = judge(find.when, rule.parameters);
  const lacks = lacksOf(rule, find);
  return (facts, world, report) => {
    for (const [key, rows] of groupsOf(facts, world, report)) {
      const told = Object.fromEntries(values.map(([name, read]) => [name, read(rows, world)]));
      const answer = holds(told);
      if (answer === true) report.hit(rows, told, `${find.name}|${keyText(key)}`);
      else if (answer === null) report.notEvaluable(lacks(rows, told, world));
    }
  };
};

/** Values of one window: its rows, and all rows of the same days that `over` looks at. */
type Window = { readonly rows: readonly AnyRow[]; readonly wide: readonly AnyRow[] };
type WindowReader = (window: Window, world: World) => Scalar | null;

const windowReader = (value: WindowValue, rule: Rule): WindowReader => {
  if ('count' in value) return ({ rows, wide }) => (value.over === undefined ? rows : wide).length;
  if ('sum' in value) {
    const { read } = rowReader(value.sum, rule.parameters);
    return ({ rows, wide }, world) =>
      (value.over === undefined ? rows : wide).reduce((all, row) => all + Number(read(row, world) ?? 0), 0);
  }
  if ('same' in value) {
    const { read } = rowReader(value.same, rule.parameters);
    return ({ rows: [row] }, world) => (row === undefined ? null : read(row, world));
  }
  if ('last' in value) {
    const { read } = rowReader(value.last, rule.parameters);
    return ({ rows }, world) => read(rows.at(-1) as AnyRow, world);
  }
  if ('max' in value) {
    const { read } = rowReader(value.max, rule.parameters);
    return ({ rows }, world) => greatest(rows.map((row) => read(row, world)));
  }
  const [part, whole] = value.ratio.map((inner) => windowReader(inner, rule)) as [WindowReader, WindowReader];
  return (window, world) => ratio(part(window, world), whole(window, world));
};

const clusterSeeker = (rule: Rule, find: ClusterFind): Seeker => {
  const groupsOf = grouping(rule, find);
  const days = numberOf(rule.parameters, find.within);
  const holds = judge(find.when, rule.parameters);
  const values = Object.entries(find.values).map(([name, { of }]) => [name, windowReader(of, rule)] as const);
  const totals = Object.entries(find.totals).map(([name, { of }]) => [name, groupReader(of, rule.parameters)] as const);
  const wideKeys = wideOf(find)?.map((field): RowReader => rowReader({ field }, rule.parameters));

  /** Qualifying windows that share rows, put together: positions from first to last, and the highest of each value. */
  const mattersIn = (group: readonly AnyRow[], wide: readonly AnyRow[], world: World) => {
    const matters: { first: number; last: number; peaks: Record<string, Scalar | null> }[] = [];
    group.forEach((row, last) => {
      const to = textOf(row, 'occurredOn');
      const next = group[last + 1];
      if (next !== undefined && textOf(next, 'occurredOn') === to) return;
      const from = addDays(to as LocalDate, -days);
      const within = (other: AnyRow) => textOf(other, 'occurredOn') >= from && textOf(other, 'occurredOn') <= to;
      const window = { rows: group.filter(within), wide: wide.filter(within) };
      const told = Object.fromEntries(values.map(([name, read]) => [name, read(window, world)]));
      if (holds(told) !== true) return;
      const first = last + 1 - window.rows.length;
      const before = matters.at(-1);
      if (before === undefined || before.last < first) matters.push({ first, last, peaks: told });
      else {
        before.last = last;
        before.peaks = Object.fromEntries(
          Object.entries(told).map(([name, value]) => [name, greatest([before.peaks[name] ?? null, value])]),
        );
      }
    });
    return matters;
  };

  return (facts, world, report) => {
    const wide = wideKeys && Map.groupBy(facts.rows, (row) => keyOf(wideKeys, row, world));
    for (const [key, group] of groupsOf(facts, world, report)) {
      const around = wideKeys && wide?.get(keyOf(wideKeys, group[0] as AnyRow, world));
      for (const { first, last, peaks } of mattersIn(group, around ?? [], world)) {
        const rows = group.slice(first, last + 1);
        const told = { ...peaks, ...Object.fromEntries(totals.map(([name, read]) => [name, read(rows, world)])) };
        const [start] = rows as [AnyRow];
        report.hit(
          rows,
          told,
          [find.name, keyText(key), textOf(start, 'feedId'), textOf(start, 'externalId')].join('|'),
        );
      }
    }
  };
};

const seekerOf = (rule: Rule, find: Find): Seeker => {
  if (find.each === 'row') return rowSeeker(rule, find);
  return find.each === 'group' ? groupSeeker(rule, find) : clusterSeeker(rule, find);
};

const subjectIn = (rule: Rule, find: Find, row: AnyRow): { subjectKind: SubjectKind; subjectId: string } => {
  for (const { kind, field } of subjectOf(rule, find)) {
    const id = row[field] ?? null;
    if (id !== null) return { subjectKind: kind, subjectId: String(id) };
  }
  throw new RangeError(`a row of rule ${rule.code} took part without a subject`);
};

const firstOf = (rows: readonly AnyRow[], field: string): string | null =>
  rows.map((row) => (row[field] ?? null) as string | null).find((value) => value !== null) ?? null;

/** A rule read once: give it facts as often as you like. */
export const reading = (written: Rule): ((facts: Facts) => Findings) => {
  const rule = withLists(written);
  const seekers = rule.finds.map((find) => ({ find, seek: seekerOf(rule, find) }));
  const levels = rule.levels.map(({ colour, when }) => ({ colour, when: when && judge(when, rule.parameters) }));
  return (facts) => {
    const world = worldOf(facts, rule.kind);
    const hits: Hit[] = [];
    const reasons = new Map<string, number>();
    for (const { find, seek } of seekers) {
      seek(facts, world, {
        hit: (rows, values, dedupeKey) => {
          const [first] = rows as [AnyRow];
          const level = levels.find(({ when }) => when === undefined || when(values) === true);
          if (level === undefined) throw new RangeError(`rule ${rule.code} has no level for what it found`);
          hits.push({
            find: find.name,
            ...subjectIn(rule, find, first),
            unitId: firstOf(rows, 'unitId'),
            unitCode: firstOf(rows, 'unitCode'),
            dedupeKey,
            from: textOf(first, 'occurredOn') as LocalDate,
            to: textOf(rows.at(-1) ?? first, 'occurredOn') as LocalDate,
            recordIds: rows.map((row) => textOf(row, 'recordId')),
            values,
            colour: level.colour,
          });
        },
        notEvaluable: (reason) => {
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        },
      });
    }
    return findings(hits, Object.fromEntries(reasons));
  };
};

/** What a rule means: what it finds in these facts, in memory. The compiled SQL finds the same in the tables. */
export const holds = (rule: Rule, facts: Facts): Findings => reading(rule)(facts);
