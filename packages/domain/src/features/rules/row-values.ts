import { firstAbsent, type Reader, type Test, testOf, writtenOut } from './conditions.ts';
import { type AnyRow, dayNo, millisOf, monthOf, periodNo, type Scalar } from './facts.ts';
import type { Alike, AnyOperand, ParameterDefinition, RowCondition, RowLeaf, RowValue } from './language.ts';
import { relation } from './relations.ts';
import type { World } from './world.ts';

export type Parameters = Readonly<Record<string, ParameterDefinition>>;
export type RowReader = Reader<AnyRow>;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const missing = (field: string) => () => `missing:${field}`;
const never = () => '';

export const parameterOf = (parameters: Parameters, name: string): ParameterDefinition => {
  const parameter = parameters[name];
  if (parameter === undefined) throw new RangeError(`no parameter ${name}`);
  return parameter;
};
/** A parameter that is one number. */
export const numberOf = (parameters: Parameters, name: string): number => {
  const { value } = parameterOf(parameters, name);
  if (typeof value !== 'number') throw new RangeError(`parameter ${name} is a table`);
  return value;
};
/** A parameter that is a table of numbers by code. */
export const tableOf = (parameters: Parameters, name: string): ReadonlyMap<string, number> => {
  const { value } = parameterOf(parameters, name);
  if (typeof value === 'number') throw new RangeError(`parameter ${name} is one number`);
  return new Map(Object.entries(value));
};

/** How to read a value off a row. */
export const rowReader = (value: AnyOperand, parameters: Parameters): RowReader => {
  if ('value' in value) throw new RangeError(`a row has no value ${value.value} of its own`);
  const inner = (part: RowValue): RowReader => rowReader(part, parameters);
  if ('field' in value) {
    const { field } = value;
    return { read: (row) => row[field] ?? null, lacks: missing(field) };
  }
  if ('yuan' in value) {
    const { yuan } = value;
    return {
      read: (row) => (row['currency'] === 'CNY' ? (row[yuan] ?? null) : null),
      lacks: (row) =>
        (row[yuan] ?? null) === null
          ? `missing:${yuan}`
          : (row['currency'] ?? null) === null
            ? 'missing:currency'
            : 'currency',
    };
  }
  if ('constant' in value) {
    const { constant } = value;
    return { read: () => constant, lacks: never };
  }
  if ('parameter' in value) {
    const { by } = value;
    if (by === undefined) {
      const number = numberOf(parameters, value.parameter);
      return { read: () => number, lacks: never };
    }
    const table = tableOf(parameters, value.parameter);
    return {
      read: (row) => table.get(String(row[by])) ?? null,
      lacks: (row) => ((row[by] ?? null) === null ? `missing:${by}` : `unlisted:${by}`),
    };
  }
  if ('either' in value) {
    const readers = value.either.map(inner);
    const [first] = readers;
    return {
      read: (row, world) => {
        for (const { read } of readers) {
          const found = read(row, world);
          if (found !== null) return found;
        }
        return null;
      },
      lacks: (row, world) => first?.lacks(row, world) ?? '',
    };
  }
  if ('asOf' in value) return { read: (_, world) => world.asOf, lacks: never };
  if ('dayOf' in value) {
    const { dayOf: field, startingAt } = value;
    const shift = startingAt === undefined ? 0 : numberOf(parameters, startingAt) * HOUR_MS;
    return {
      read: (row, world) => {
        const at = row[field] ?? null;
        return at === null ? null : world.wallClock(millisOf(at) - shift).day;
      },
      lacks: missing(field),
    };
  }
  if ('hourOf' in value) {
    const { hourOf: field } = value;
    return {
      read: (row, world) => {
        const at = row[field] ?? null;
        return at === null ? null : world.wallClock(millisOf(at)).hour;
      },
      lacks: missing(field),
    };
  }
  if ('workdayNo' in value) {
    const { read, lacks } = inner(value.workdayNo);
    return {
      read: (row, world) => {
        const day = read(row, world);
        return day === null ? null : (world.day(day)?.workdayNo ?? null);
      },
      lacks: (row, world) => (read(row, world) === null ? lacks(row, world) : 'calendar'),
    };
  }
  if ('wholeDays' in value) {
    const [from, to] = value.wholeDays;
    return {
      read: (row) => {
        const start = row[from] ?? null;
        const end = row[to] ?? null;
        // Adding 0 turns −0 into 0.
        return start === null || end === null ? null : Math.trunc((millisOf(end) - millisOf(start)) / DAY_MS) + 0;
      },
      lacks: (row) => `missing:${(row[from] ?? null) === null ? from : to}`,
    };
  }
  if ('period' in value) {
    const { period } = value;
    return mapped(inner(value.of), (day) => periodNo(day, period));
  }
  if ('monthOf' in value) return mapped(inner(value.monthOf), monthOf);
  if ('minuteOf' in value)
    return mapped(inner({ field: value.minuteOf }), (at) => Math.floor(millisOf(at) / MINUTE_MS));
  if ('daysBetween' in value) return paired(value.daysBetween.map(inner), (from, to) => dayNo(to) - dayNo(from));
  if ('plus' in value) return paired(value.plus.map(inner), (a, b) => Number(a) + Number(b));
  if ('minus' in value) return paired(value.minus.map(inner), (a, b) => Number(a) - Number(b));
  // Adding 0 turns −0 into 0.
  if ('times' in value) return paired(value.times.map(inner), (a, b) => Number(a) * Number(b) + 0);
  if ('ratio' in value)
    return paired(value.ratio.map(inner), (a, b) => (Number(b) === 0 ? null : Number(a) / Number(b) + 0));
  if ('remainder' in value)
    return paired(value.remainder.map(inner), (a, b) => (Number(b) === 0 ? null : (Number(a) % Number(b)) + 0));
  if ('largest' in value) {
    const readers = value.largest.map(inner);
    return {
      read: (row, world) =>
        readers.reduce<Scalar | null>((high, { read }) => {
          const next = read(row, world);
          return high === null || (next !== null && next > high) ? next : high;
        }, null),
      lacks: (row, world) => readers[0]?.lacks(row, world) ?? '',
    };
  }
  if ('if' in value) return choiceReader(value, parameters);
  if ('mine' in value) {
    const { read, lacks } = inner(value.mine);
    const outer = ({ outer: of }: World) => {
      if (of === undefined) throw new RangeError('mine stands outside of a relation');
      return of;
    };
    return {
      read: (_, world) => read(outer(world).row, outer(world).world),
      lacks: (_, world) => lacks(outer(world).row, outer(world).world),
    };
  }
  if ('related' in value) {
    const { read, lacks } = relation(value.related, inner, (condition) => rowTest(condition, parameters));
    return { read: (row, world) => read(value.give, row, world), lacks: (row, world) => lacks(value.give, row, world) };
  }
  if ('together' in value) {
    const { together } = value;
    return mapped(inner({ field: together.who }), (who, world) => world.meetings(together).get(who) ?? 0);
  }
  return alikeReader(value.alike, parameters);
};

/** A value made of one other: unknown where that is. */
const mapped = ({ read, lacks }: RowReader, of: (value: Scalar, world: World) => Scalar): RowReader => ({
  read: (row, world) => {
    const value = read(row, world);
    return value === null ? null : of(value, world);
  },
  lacks,
});

/** A value made of two others: unknown where one is, or where they make none. */
const paired = (readers: readonly RowReader[], of: (a: Scalar, b: Scalar) => number | null): RowReader => {
  const [{ read: readLeft }, { read: readRight }] = readers as [RowReader, RowReader];
  return {
    read: (row, world) => {
      const left = readLeft(row, world);
      const right = readRight(row, world);
      return left === null || right === null ? null : of(left, right);
    },
    lacks: (row, world) => firstAbsent(readers, row, world) || 'zero-divisor',
  };
};

const choiceReader = (value: Extract<RowValue, { if: unknown }>, parameters: Parameters): RowReader => {
  const { holds, lacks } = rowTest(value.if, parameters);
  const [then, otherwise] = [value.then, value.else].map((part) => part && rowReader(part, parameters));
  const chosen = (answer: boolean): RowReader | undefined => (answer ? then : otherwise);
  return {
    read: (row, world) => {
      const answer = holds(row, world);
      return answer === null ? null : (chosen(answer)?.read(row, world) ?? null);
    },
    lacks: (row, world) => {
      const answer = holds(row, world);
      return answer === null ? lacks(row, world) : (chosen(answer)?.lacks(row, world) ?? 'inapplicable');
    },
  };
};

const alikeReader = (alike: Alike, parameters: Parameters): RowReader => {
  const { holds } = rowTest(alike.where, parameters);
  const keys = alike.by.map((part) => rowReader(part, parameters));
  const keyIn =
    (world: World) =>
    (row: AnyRow): string | null =>
      holds(row, world) === true ? keyOf(keys, row, world) : null;
  return {
    read: (row, world) => {
      const key = keyIn(world)(row);
      return key === null ? 0 : world.alike(alike, key, keyIn(world));
    },
    lacks: never,
  };
};

/** The values of some keys as one text, or null if one is absent. U+001F does not occur in codes and names. */
export const keyOf = (keys: readonly RowReader[], row: AnyRow, world: World): string | null => {
  const parts: Scalar[] = [];
  for (const { read } of keys) {
    const part = read(row, world);
    if (part === null) return null;
    parts.push(part);
  }
  return parts.join('\u001f');
};

/** Whether a condition holds of a row. */
export const rowTest = (condition: RowCondition, parameters: Parameters): Test<AnyRow> => {
  const readerOf = (value: AnyOperand): RowReader => rowReader(value, parameters);
  const leafOf = (leaf: RowLeaf): Test<AnyRow> => {
    if ('namedBy' in leaf) {
      const { namedBy } = leaf;
      return {
        holds: (row, world) => world.isNamed(namedBy, row['feedId'] ?? null, row['externalId'] ?? null),
        lacks: never,
      };
    }
    if ('isWorkday' in leaf) {
      const { read, lacks } = readerOf(leaf.isWorkday);
      return {
        holds: (row, world) => {
          const day = read(row, world);
          return day === null ? null : (world.day(day)?.isWorkday ?? null);
        },
        lacks: (row, world) => (read(row, world) === null ? lacks(row, world) : 'calendar'),
      };
    }
    if ('some' in leaf) {
      const { some, lacks } = relation(leaf.some, readerOf, (part) => rowTest(part, parameters));
      return { holds: some, lacks: (row, world) => lacks('count', row, world) };
    }
    if ('contains' in leaf) {
      const { read, lacks } = readerOf(leaf.contains);
      const words = writtenOut(leaf.of);
      return {
        holds: (row, world) => {
          const text = read(row, world);
          return text === null ? null : words.some((word) => String(text).includes(word));
        },
        lacks,
      };
    }
    const { read, lacks } = readerOf(leaf.known);
    return { holds: (row, world) => (read(row, world) === null ? null : true), lacks };
  };
  return testOf(condition, readerOf, leafOf);
};
