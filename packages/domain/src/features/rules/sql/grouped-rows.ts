import type { Judgement, RowValue, Rule } from '../language.ts';
import { type ClusterFind, type GroupFind, partakes, wideOf } from '../parts.ts';
import { numberOf } from '../row-values.ts';
import { bound, type Fragment, joined, sql, text } from './fragment.ts';
import { firstSql, IN_ORDER, judgementSql, type RowStage } from './group-sql.ts';
import { stepsSql, valueReason } from './reason-sql.ts';
import { valueSql } from './row-sql.ts';
import { aliased, IDENTITY, list, names, notEvaluable, onlyGiven, source, type Stages, subjectSql } from './stages.ts';
import { isCurrent, joinsOf } from './table.ts';

/** How the stages of a find over groups look at rows. */
export type Looking = {
  /** Names of the key columns. */
  readonly keys: Fragment;
  /** Whether the whole history is looked at, where it pays to leave out early what cannot matter. */
  readonly whole: boolean;
  /** Columns of the rows that take part. */
  readonly select: (columns: readonly Fragment[]) => Fragment;
  /**
   * Stage `rows`: those that take part or cannot be judged, with keys, the columns asked for, `fits`, and the reason of those
   * that cannot. `among`: a stage of keys; rows of other groups are left out.
   */
  readonly rows: (extra: readonly Fragment[], among?: Fragment) => Fragment;
};

export const lookingAt = (
  rule: Rule,
  find: GroupFind | ClusterFind,
  stage: RowStage,
  prefix: string,
  stages: Stages,
): Looking => {
  const { table } = stage;
  const { possible, lacking } = stepsSql(table, partakes(rule, find));
  const parts = find.by.map((key) => valueSql(table, key));
  const wide = find.each === 'cluster' ? wideOf(find) : undefined;
  // Windows that look past the group need the rows that do not take part as well, and are touched by them.
  const touching =
    wide === undefined
      ? {
          keys: find.by,
          partaking: partakes(rule, find),
          within: find.each === 'cluster' ? daysOf(rule, find) : undefined,
        }
      : { keys: wide.map((field) => ({ field })) };
  const from = source(rule, table, touching, prefix, stages);
  const [takesPart, only] = wide === undefined ? [text('true'), sql`and ${possible}`] : [sql`(${possible})`, text('')];
  const keyColumns = aliased(parts, 'k');
  const asked = () => [...stage.columns.values()].map(({ name, of }) => sql`${of} as ${name}`);
  const rows = text(`${prefix}rows`);
  return {
    keys: list(names('k', parts.length)),
    whole: table.scope.touched === undefined,
    select: (columns) => sql`
      select ${IDENTITY}, ${list([...keyColumns, ...asked(), ...columns])}
      from ${from} ${joinsOf(table)} where ${isCurrent(table)} and ${possible} and ${lacking} is null`,
    rows: (extra, among) => {
      const same = parts.map((part, index) => sql`among.${text(`k${index}`)} = ${part}`);
      const [join, narrow] =
        among === undefined
          ? [text(''), text('')]
          : [
              sql`left join ${among} among on ${joined(same, ' and ')}`,
              sql`and (among.k0 is not null or ${lacking} is not null)`,
            ];
      stages.ctes.push(sql`
        ${rows} as materialized (
          select *, takes_part and reason is null as fits from (
            select ${IDENTITY}, ${subjectSql(rule, find, table)}, ${list([...keyColumns, ...asked(), ...extra])},
              ${takesPart} as takes_part, ${lacking} as reason
            from ${from} ${joinsOf(table)} ${join}
            where ${isCurrent(table)} ${only} ${narrow}
          ) looked_at)`);
      stages.results.push(notEvaluable(find, sql`${rows} where takes_part and reason is not null ${onlyGiven(table)}`));
      return rows;
    },
  };
};

/** How many days the rows of a cluster may lie apart. */
export const daysOf = (rule: Rule, { within }: ClusterFind): Fragment =>
  bound(numberOf(rule.parameters, within), 'integer');

/** What a hit says besides its values, of its rows. */
export const EVIDENCE = {
  subject: sql`${firstSql(text('subject_kind'))}, ${firstSql(text('subject_id'))}`,
  unit: sql`${firstSql(text('unit_id'))}, ${firstSql(text('unit_code'))}`,
  from: text('min(occurred_on)'),
  to: text('max(occurred_on)'),
  records: sql`array_agg(record_id::text order by ${IN_ORDER})`,
};

/** The reason of the first of the values that a row lacks. */
export const lackSql = ({ table }: RowStage, values: readonly RowValue[]): Fragment => {
  const cases = values.flatMap((value) => {
    const why = valueReason(table, value);
    return why === undefined ? [] : [sql`when ${valueSql(table, value)} is null then ${why}`];
  });
  return cases.length === 0 ? text('null::text') : sql`case ${joined(cases, ' ')} end`;
};

/** What is known of a window's or group's value before it is worked out: the most it can reach, or what it is for sure. */
export type Bound = { readonly most: Fragment } | { readonly fixed: Fragment } | undefined;

/**
 * What a group must at least have for a judgement ever to hold, in counts and sums alone: most groups are too small, and
 * leaving them out in one hashed pass saves sorting the whole history. Undefined: nothing can be left out.
 */
export const atLeastSql = (
  judgement: Judgement,
  rule: Rule,
  boundOf: (name: string) => Bound,
): Fragment | undefined => {
  const inner = (part: Judgement) => atLeastSql(part, rule, boundOf);
  if ('all' in judgement) {
    const known = judgement.all.map(inner).filter((part) => part !== undefined);
    return known.length === 0 ? undefined : sql`(${joined(known, ' and ')})`;
  }
  if ('any' in judgement) {
    const known = judgement.any.map(inner).filter((part) => part !== undefined);
    return known.length === 0 || known.length < judgement.any.length ? undefined : sql`(${joined(known, ' or ')})`;
  }
  if (!('compare' in judgement)) return undefined;
  const [left, comparison, right] = judgement.compare;
  if (!('value' in left) || (comparison !== '>' && comparison !== '>=')) return undefined;
  const [greatest, against] = [boundOf(left.value), 'value' in right ? boundOf(right.value) : undefined];
  if (greatest === undefined || !('most' in greatest)) return undefined;
  if ('value' in right && (against === undefined || !('fixed' in against))) return undefined;
  return judgementSql(judgement, rule.parameters, (name) => {
    const known = boundOf(name);
    if (known === undefined) throw new RangeError(`nothing is known of ${name} beforehand`);
    return 'most' in known ? known.most : known.fixed;
  });
};
