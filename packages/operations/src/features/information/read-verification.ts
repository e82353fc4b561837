import type {
  getMyVerification,
  listMyVerifications,
  listVerifications,
} from '@qingfeng/contracts/features/information/verification.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { Released } from '@qingfeng/domain/features/information/verification.ts';
import { refusalOfAsking, stepsOpenTo } from '@qingfeng/domain/features/information/verification.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { OFFICERS } from '@qingfeng/domain/shared/roles.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { runningGrant, visibleInformation, visibleStage } from '../../shared/access.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { mayBeAsked, mayOpenOn } from './open-verification.ts';
import { policyNow } from './read.ts';
import { informationIn } from './store.ts';
import { STAGES_OF } from './verification-store.ts';

type Verifications = ResponseOf<typeof listVerifications>;
type Stage = Verifications['items'][number]['stages'][number];
type Mine = ResponseOf<typeof getMyVerification>;

/** Most people of a stage that a form offers. */
const MOST_PEOPLE = 50;

const FILES = sql`(
  select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size::int) order by f.uploaded_at, f.id), '[]')
  from stored_file f where f.thing_kind = 'verification' and f.thing_id = s.id)`;
const lateOn = (today: LocalDate): Sql => sql`(s.state = 'ASKED' and s.due_on < ${today}::date)`;

type StageRow = Omit<Stage, 'openSteps'> & { verificationId: string; accountId: string };

/** The joint verifications of one matter, as who sees the matter sees them. */
export const verificationsOf = async (
  database: Database,
  viewer: Viewer,
  informationId: string,
  today: LocalDate,
): Promise<Verifications> => {
  const matter = await database.readOne<{
    body: Parameters<typeof informationIn>[0];
    version: number;
    concernedPath: string | null;
    supplierCode: string | null;
  }>(sql`
    select i.body, i.version, u.path as "concernedPath", case when i.subject_kind = 'SUPPLIER' then i.subject_id end as "supplierCode"
    from information i left join unit u on u.id = i.unit_id
    where i.county = 1 and i.id = ${informationId}::uuid and ${visibleInformation(viewer, sql`i`)}`);
  if (matter === undefined) throw missing('information');
  const information = informationIn(matter.body, matter.version);
  const [opened, rows] = await Promise.all([
    database.read<Omit<Verifications['items'][number], 'stages'>>(sql`
      select v.id, v.number, a.name as "openedBy", v.opened_at as "openedAt" from verification v join account a on a.id = v.opened_by
      where v.information_id = ${informationId}::uuid order by v.id desc`),
    database.read<StageRow>(sql`
      select s.id, s.version, s.position, s.name, s.state, b.short_name as body, a.name as person, s.question, s.released, s.earlier,
        s.workdays, s.asked_at as "askedAt", s.due_on as "dueOn", ${lateOn(today)} as late,
        case when s.state = 'ANSWERED' then s.finding end as finding, s.reason, s.ended_at as "endedAt",
        case when s.state = 'ANSWERED' then ${FILES} else '[]' end as files, v.id as "verificationId", s.account_id as "accountId"
      from ${STAGES_OF} join account a on a.id = s.account_id left join unit b on b.id = s.unit_id
      where i.id = ${informationId}::uuid order by s.position`),
  ]);
  const isOpen = rows.some(({ state }) => state === 'WAITING' || state === 'ASKED' || state === 'RETURNED');
  const mayOpen = mayOpenOn(information, viewer) && !isOpen;
  return {
    items: opened.map((one) => ({
      ...one,
      stages: rows
        .filter(({ verificationId }) => verificationId === one.id)
        .map(({ verificationId: _of, accountId, ...stage }) => ({
          ...stage,
          openSteps: stepsOf({ ...stage, accountId, handlerId: information.handlerId }, viewer, today).filter(
            ({ step }) => step === 'askAgain' || step === 'withdraw',
          ),
        })),
    })),
    mayOpen,
    plan: mayOpen ? await planFor(database, information, matter, today) : [],
  };
};

type Held = { id: string; version: number; state: Stage['state']; accountId: string; handlerId: string | null };
const stepsOf = ({ id, version, state, accountId, handlerId }: Held, viewer: Viewer, today: LocalDate) => [
  ...stepsOpenTo({ id, version, state, accountId, handlerId, awayFrom: false }, viewer, today),
];

/** Who may be asked in each stage: never the unit concerned, nor who must stay away. */
const planFor = async (
  database: Database,
  information: ReturnType<typeof informationIn>,
  place: { readonly concernedPath: string | null; readonly supplierCode: string | null },
  today: LocalDate,
): Promise<Verifications['plan']> => {
  const { stages } = await policyNow(database);
  return Promise.all(
    stages.map(async (stage) => {
      const { code, name, workdays, ownStaff, unitIds } = stage;
      const roles = ownStaff ? OFFICERS : (['PARTNER'] as const);
      const found = await database.read<{ accountId: string; name: string; unit: string | null }>(sql`
        select a.id as "accountId", a.name, u.short_name as unit
        from account a left join person p on p.id = a.person_id left join unit u on u.id = p.unit_id
        where a.status = 'ACTIVE' and (${ownStaff} or cardinality(${unitIds}::uuid[]) = 0 or p.unit_id = any(${unitIds}::uuid[]))
          and exists (select from role_grant g where g.account_id = a.id and g.role = any(${roles}::text[]) and ${runningGrant(today)})
        order by u.sort_order, a.name limit ${MOST_PEOPLE}`);
      const may = await Promise.all(
        found.map(async ({ accountId }) => {
          const who = await viewerOfAccount(database, accountId, today);
          return who !== null && mayBeAsked(who, stage) && refusalOfAsking(information, who, place) === null;
        }),
      );
      return { code, name, workdays, people: found.filter((_, index) => may[index] === true) };
    }),
  );
};

/** The questions to the viewer; of the matter behind them nothing. */
export const myVerifications = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  { page, size, state }: QueryOf<typeof listMyVerifications>,
): Promise<ResponseOf<typeof listMyVerifications>> => {
  const own = sql`${visibleStage(viewer, sql`s`, sql`i`)} and (${state ?? null}::text is null or s.state = ${state ?? null})`;
  const [items, total] = await Promise.all([
    database.read<ResponseOf<typeof listMyVerifications>['items'][number]>(sql`
      select s.id, v.number, s.name, s.state, s.question, s.due_on as "dueOn", ${lateOn(today)} as late
      from ${STAGES_OF} where ${own} order by s.state = 'ASKED' desc, s.due_on, s.id limit ${size} offset ${(page - 1) * size}`),
    database.readOne<{ n: number }>(sql`
      select count(*)::int as n from (select 1 from ${STAGES_OF} where ${own} limit ${TOTAL_CAP + 1}) c`),
  ]);
  const n = total?.n ?? 0;
  return { items, total: Math.min(n, TOTAL_CAP), totalCapped: n > TOTAL_CAP };
};

export const myVerificationOf = async (
  database: Database,
  viewer: Viewer,
  id: string,
  today: LocalDate,
): Promise<Mine> => {
  const row = await database.readOne<
    Omit<Mine, 'openSteps' | 'earlier' | 'released'> & {
      released: Released;
      accountId: string;
      earlier: Mine['earlier'];
    }
  >(sql`
    select s.id, s.version, v.number, s.name, s.state, s.question, s.released, s.asked_at as "askedAt", s.due_on as "dueOn",
      ${lateOn(today)} as late, s.finding, s.reason, s.ended_at as "endedAt", s.account_id as "accountId", ${FILES} as files,
      case when s.earlier then (
        select coalesce(json_agg(json_build_object('name', e.name, 'finding', e.finding) order by e.position), '[]')
        from verification_stage e where e.verification_id = v.id and e.position < s.position and e.state = 'ANSWERED')
      else '[]' end as earlier
    from ${STAGES_OF} where s.id = ${id}::uuid and ${visibleStage(viewer, sql`s`, sql`i`)}`);
  if (row === undefined) throw missing('verification');
  const { accountId, released, ...mine } = row;
  return {
    ...mine,
    released: structuredClone(released) as Mine['released'],
    openSteps: stepsOf({ ...mine, accountId, handlerId: null }, viewer, today),
  };
};

/** Stages that wait for the viewer, for the navigation. */
export const countMyVerifications = async (database: Database, viewer: Viewer): Promise<number> =>
  (
    await database.readOne<{ n: number }>(sql`
      select count(*)::int as n from ${STAGES_OF} where ${visibleStage(viewer, sql`s`, sql`i`)} and s.state = 'ASKED'`)
  )?.n ?? 0;
