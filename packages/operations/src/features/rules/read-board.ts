import type { getRuleBoard } from '@qingfeng/contracts/features/rules/board.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { addMonths } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { join, sql } from '@qingfeng/platform/database.ts';
import { visibleInformation } from '../../shared/access.ts';
import { CONFIRMED, dismissedAs, permille } from './read.ts';

type Board = ResponseOf<typeof getRuleBoard>;

const MONTHS = 12;
/** Whose work is told by name: those who hand it out. */
const LEADS = ['HANDLING_HEAD', 'COMMISSION_LEADER'] as const;

type Verdicts = { confirmed: number; untrue: number; lawful: number; ruleFault: number };
type Counted<Row> = Omit<Row, 'precisionPermille'>;

const verdicts = (within: Sql): Sql =>
  join([
    sql`count(*) filter (where ${within} and ${CONFIRMED})::int as confirmed`,
    sql`count(*) filter (where ${within} and ${dismissedAs(sql`('UNTRUE')`)})::int as untrue`,
    sql`count(*) filter (where ${within} and ${dismissedAs(sql`('LAWFUL_EXCEPTION')`)})::int as lawful`,
    sql`count(*) filter (where ${within} and ${dismissedAs(sql`('RULE_FAULT')`)})::int as "ruleFault"`,
  ]);
const withPrecision = <Row extends Verdicts>(row: Row): Row & { precisionPermille: number | null } => ({
  ...row,
  precisionPermille: permille(row.confirmed, row.confirmed + row.untrue + row.lawful + row.ruleFault),
});

/** When a matter was judged; an adopted one is judged though its warning goes on. */
const JUDGED_AT = sql`coalesce(i.closed_at, case when i.state in ('ADOPTED', 'TRANSFERRED') then i.received_at end)`;

/** How the rules do and who has the work, counted over what the viewer may see and nothing else. */
export const ruleBoardOf = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  zone: string,
): Promise<Board> => {
  const first = `${addMonths(today, 1 - MONTHS).slice(0, 7)}-01`;
  const mine = sql`i.county = 1 and i.source = 'ALERT' and ${visibleInformation(viewer, sql`i`)}`;
  const monthOf = (moment: Sql): Sql => sql`to_char(${moment} at time zone ${zone}, 'YYYY-MM')`;
  const recent = (moment: Sql): Sql => sql`(${moment} at time zone ${zone})::date >= ${first}::date`;
  const [months, rules, workload] = await Promise.all([
    database.read<Counted<Board['months'][number]>>(sql`
      with months as (
        select to_char(m, 'YYYY-MM') as month from generate_series(${first}::date, ${today}::date, interval '1 month') m),
      received as (
        select ${monthOf(sql`i.received_at`)} as month, count(*)::int as received from information i
        where ${mine} and ${recent(sql`i.received_at`)} group by 1),
      judged as (
        select ${monthOf(JUDGED_AT)} as month, ${verdicts(sql`true`)} from information i
        where ${mine} and ${recent(JUDGED_AT)} group by 1)
      select month, coalesce(received, 0) as received, coalesce(confirmed, 0) as confirmed, coalesce(untrue, 0) as untrue,
        coalesce(lawful, 0) as lawful, coalesce("ruleFault", 0) as "ruleFault"
      from months left join received using (month) left join judged using (month) order by month`),
    database.read<Counted<Board['rules'][number]>>(sql`
      select r.code, r.name, c.received, c.open, c.confirmed, c.untrue, c.lawful, c."ruleFault", c."medianDays"
      from rule r join (
        select i.rule_code, count(*) filter (where ${recent(sql`i.received_at`)})::int as received,
          count(*) filter (where i.closed_at is null and i.state not in ('ADOPTED', 'TRANSFERRED'))::int as open,
          ${verdicts(recent(JUDGED_AT))},
          round((percentile_cont(0.5) within group (order by extract(epoch from i.closed_at - i.received_at) / 86400)
            filter (where ${recent(sql`i.closed_at`)} and i.closed_at >= i.received_at))::numeric, 1)::float8 as "medianDays"
        from information i where ${mine} group by 1) c on c.rule_code = r.code
      where c.received + c.open + c.confirmed + c.untrue + c.lawful + c."ruleFault" > 0 order by r.code`),
    hasRole(viewer, ...LEADS) ? workloadOf(database, mine, today, zone) : null,
  ]);
  return { months: months.map(withPrecision), rules: rules.map(withPrecision), workload };
};

const workloadOf = async (
  database: Database,
  mine: Sql,
  today: LocalDate,
  zone: string,
): Promise<NonNullable<Board['workload']>> => {
  const open = sql`(i.closed_at is null and i.state not in ('ADOPTED', 'TRANSFERRED'))`;
  const rows = await database.read<
    Omit<NonNullable<Board['workload']>[number], 'handler'> & { id: string | null; name: string | null }
  >(sql`
    select a.id, a.name, c.open, c.overdue, c."oldestDays", c.judged from (
      select i.handler_id, count(*) filter (where ${open})::int as open,
        count(*) filter (where ${open} and i.due_on < ${today}::date)::int as overdue,
        coalesce(max(${today}::date - (i.received_at at time zone ${zone})::date) filter (where ${open}), 0)::int as "oldestDays",
        count(*) filter (where (${JUDGED_AT} at time zone ${zone})::date > ${today}::date - 30)::int as judged
      from information i where ${mine} and (${open} or ${JUDGED_AT} > ${today}::date - 31) group by 1) c
    left join account a on a.id = c.handler_id
    where c.open + c.judged > 0 order by c.open desc, a.name`);
  return rows.map(({ id, name, ...row }) => ({ ...row, handler: id === null ? null : { id, name: name ?? '' } }));
};
