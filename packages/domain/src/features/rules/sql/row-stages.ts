import type { Find, Rule } from '../language.ts';
import { partakes } from '../parts.ts';
import { sql, text } from './fragment.ts';
import { stepsSql } from './reason-sql.ts';
import { valueSql } from './row-sql.ts';
import { aliased, hit, IDENTITY, list, notEvaluable, onlyGiven, source, type Stages, subjectSql } from './stages.ts';
import { isCurrent, joinsOf, type Table } from './table.ts';

/** Each row by itself. */
export const rowStages = (
  rule: Rule,
  find: Extract<Find, { each: 'row' }>,
  table: Table,
  prefix: string,
  stages: Stages,
): void => {
  const { possible, lacking } = stepsSql(table, partakes(rule, find));
  const values = Object.entries(find.values).map(([name, { of }]) => [name, valueSql(table, of)] as const);
  const from = source(rule, table, { keys: [] }, prefix, stages);
  const judged = text(`${prefix}judged`);
  stages.ctes.push(sql`
    ${judged} as materialized (
      select ${IDENTITY}, ${subjectSql(rule, find, table)}, ${list([
        ...aliased(
          values.map(([, value]) => value),
          'v',
        ),
        sql`${lacking} as reason`,
      ])}
      from ${from} ${joinsOf(table)}
      where ${isCurrent(table)} and ${possible})`);
  stages.results.push(
    hit(
      rule,
      find,
      {
        subject: text('subject_kind, subject_id'),
        unit: text('unit_id, unit_code'),
        dedupe: text('feed_id, external_id'),
        from: text('occurred_on'),
        to: text('occurred_on'),
        records: text('array[record_id::text]'),
      },
      new Map(values.map(([name], index) => [name, text(`v${index}`)])),
      sql`from ${judged} where reason is null`,
    ),
    notEvaluable(find, sql`${judged} where reason is not null ${onlyGiven(table)}`),
  );
};
