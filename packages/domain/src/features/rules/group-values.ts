import { type Reader, type Test, testOf } from './conditions.ts';
import type { AnyRow, Scalar } from './facts.ts';
import type { AnyOperand, GroupValue, Judgement } from './language.ts';
import { medianOf } from './relations.ts';
import { numberOf, type Parameters, rowReader, rowTest } from './row-values.ts';
import type { World } from './world.ts';

/** Values by name, as a hit keeps them. */
export type Values = Readonly<Record<string, Scalar | null>>;
type GroupReader = (rows: readonly AnyRow[], world: World) => Scalar | null;

const minus = (a: Scalar | null, b: Scalar | null): number | null =>
  a === null || b === null ? null : Number(a) - Number(b);
export const ratio = (a: Scalar | null, b: Scalar | null): number | null =>
  // Adding 0 turns −0 into 0.
  a === null || b === null || Number(b) === 0 ? null : Number(a) / Number(b) + 0;

const known = (rows: readonly AnyRow[], world: World, { read }: Reader<AnyRow>): Scalar[] =>
  rows.map((row) => read(row, world)).filter((value) => value !== null);
const least = (values: readonly Scalar[]): Scalar | null =>
  values.reduce<Scalar | null>((low, value) => (low === null || value < low ? value : low), null);
/** The greatest of those known. */
export const greatest = (values: readonly (Scalar | null)[]): Scalar | null =>
  values.reduce((high, value) => (high === null || (value !== null && value > high) ? value : high), null);
const sum = (values: readonly Scalar[]): number => values.reduce<number>((all, value) => all + Number(value), 0);

/** How to read a value off rows that belong together and stand in the order of their days. */
export const groupReader = (value: GroupValue, parameters: Parameters): GroupReader => {
  /** Unknown if any row lacks the value. */
  const ofAll = (reader: Reader<AnyRow>, fold: (values: readonly Scalar[]) => Scalar | null): GroupReader => {
    return (rows, world) => {
      const values = known(rows, world, reader);
      return values.length < rows.length ? null : fold(values);
    };
  };
  if ('count' in value) {
    if (value.count === 'rows') return (rows) => rows.length;
    const { holds } = rowTest(value.count, parameters);
    return (rows, world) => rows.filter((row) => holds(row, world) === true).length;
  }
  if ('sum' in value) return ofAll(rowReader(value.sum, parameters), sum);
  if ('min' in value) return ofAll(rowReader(value.min, parameters), least);
  if ('max' in value) return ofAll(rowReader(value.max, parameters), greatest);
  if ('median' in value) return ofAll(rowReader(value.median, parameters), medianOf);
  if ('unevenness' in value) {
    return ofAll(rowReader(value.unevenness, parameters), (values) => {
      const sorted = values.map(Number).sort((a, b) => a - b);
      const steps = sorted.slice(1).map((next, index) => next - (sorted[index] as number));
      return steps.length === 0 ? null : ratio(Math.max(...steps), Math.min(...steps));
    });
  }
  if ('greatest' in value) {
    const reader = rowReader(value.greatest, parameters);
    return (rows, world) => greatest(known(rows, world, reader));
  }
  if ('distinct' in value) {
    const reader = rowReader(value.distinct, parameters);
    return (rows, world) => new Set(known(rows, world, reader)).size;
  }
  if ('first' in value) {
    const reader = rowReader(value.first, parameters);
    return (rows, world) => known(rows, world, reader)[0] ?? null;
  }
  if ('missingSteps' in value) {
    return ofAll(
      rowReader({ field: value.missingSteps }, parameters),
      (steps) => Number(greatest(steps)) - new Set(steps).size,
    );
  }
  if ('widestGap' in value) {
    const [order, from, to] = [{ field: value.widestGap.order }, value.widestGap.from, value.widestGap.to].map((part) =>
      rowReader(part, parameters),
    ) as [Reader<AnyRow>, Reader<AnyRow>, Reader<AnyRow>];
    return (rows, world) => {
      const steps = rows.map((row) => [order, from, to].map(({ read }) => read(row, world)));
      if (steps.some((step) => step.includes(null))) return null;
      const inOrder = (steps as [Scalar, Scalar, Scalar][]).sort(([a], [b]) => Number(a) - Number(b));
      const gaps = inOrder.slice(1).map(([, , start], index) => Number(start) - Number(inOrder[index]?.[1]));
      return greatest(gaps) ?? 0;
    };
  }
  const combine = 'minus' in value ? minus : ratio;
  const [left, right] = ('minus' in value ? value.minus : value.ratio).map((part) => groupReader(part, parameters)) as [
    GroupReader,
    GroupReader,
  ];
  return (rows, world) => combine(left(rows, world), right(rows, world));
};

/** Whether a judgement holds of named values: they are all that it needs to know. */
export const judge = (judgement: Judgement, parameters: Parameters): ((values: Values) => boolean | null) => {
  const readerOf = (operand: AnyOperand): Reader<Values, null> => {
    if ('value' in operand) return { read: (values) => values[operand.value] ?? null, lacks: () => '' };
    if ('constant' in operand) return { read: () => operand.constant, lacks: () => '' };
    if ('parameter' in operand) {
      const number = numberOf(parameters, operand.parameter);
      return { read: () => number, lacks: () => '' };
    }
    throw new RangeError('a judgement rests on named values, constants and parameters');
  };
  const leafOf = (): Test<Values, null> => {
    throw new RangeError('a judgement has no tests of rows');
  };
  const { holds } = testOf(judgement, readerOf, leafOf);
  return (values) => holds(values, null);
};
