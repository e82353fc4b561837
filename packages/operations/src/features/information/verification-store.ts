import { addWorkdays } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { Stage, StageState, StageStep } from '@qingfeng/domain/features/information/verification.ts';
import { isOver, take } from '@qingfeng/domain/features/information/verification.ts';
import { type By, SYSTEM } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleInformation, visibleStage } from '../../shared/access.ts';
import { loadCalendar } from '../calendar/store.ts';
import { closeTasks, openTask } from '../tasks/store.ts';

export type HeldStage = {
  readonly stage: Stage;
  readonly verificationId: string;
  readonly informationId: string;
  readonly number: string;
  readonly name: string;
  readonly workdays: number;
  /** Whom the matter is about: a task of somebody who must stay away from that person is not shown. */
  readonly personId: string | null;
};

type Row = Omit<HeldStage, 'stage'> & {
  id: string;
  version: number;
  state: StageState;
  accountId: string;
  handlerId: string | null;
};

/** A stage `s` of a verification `v` on the matter `i`. */
export const STAGES_OF: Sql = sql`verification_stage s join verification v on v.id = s.verification_id
  join information i on i.county = 1 and i.id = v.information_id`;

/** Loads and locks a stage for who handles the matter, or for who is asked; unseen is missing. */
export const loadStage = async (
  tx: WriteTx,
  by: By,
  id: string,
  version: number,
  side: 'OFFICER' | 'ASKED',
): Promise<HeldStage> => {
  const seen = side === 'OFFICER' ? visibleInformation(by.viewer, sql`i`) : visibleStage(by.viewer, sql`s`, sql`i`);
  const [row] = await tx.$queryRaw<Row[]>(sql`
    select s.id, s.version, s.state, s.account_id as "accountId", i.handler_id as "handlerId", v.id as "verificationId",
      i.id as "informationId", v.number, s.name, s.workdays,
      i.subject_person_id as "personId"
    from ${STAGES_OF} where s.id = ${id}::uuid and ${seen} for update of v, s`);
  if (row === undefined) throw missing('verification');
  if (row.version !== version) throw new Refusal('thing.changed', { version: row.version });
  const { id: stageId, version: now, state, accountId, handlerId, ...beside } = row;
  // Who is asked and must stay away since does not see it, and so never comes here.
  return { stage: { id: stageId, version: now, state, accountId, handlerId, awayFrom: false }, ...beside };
};

type Words = { readonly question?: string; readonly finding?: string; readonly reason?: string };

/** Keeps what a step made of a stage, and puts before someone what is next: the one asked, else the next stage, else the handler. */
export const saveStage = async (
  tx: WriteTx,
  by: By,
  { stage, verificationId, informationId, number, name, workdays, personId }: HeldStage,
  next: Stage,
  words: Words,
): Promise<DomainEvent[]> => {
  const isAsked = next.state === 'ASKED';
  const due = isAsked ? addWorkdays(await loadCalendar(tx), by.today, workdays) : null;
  const { count } = await tx.verificationStage.updateMany({
    where: { id: stage.id, version: stage.version },
    data: {
      version: next.version,
      state: next.state,
      ...(words.question === undefined ? {} : { question: words.question }),
      ...(words.finding === undefined ? {} : { finding: words.finding }),
      ...(words.reason === undefined ? {} : { reason: words.reason }),
      ...(isAsked
        ? { askedAt: by.now, dueOn: due === null ? null : new Date(due), endedAt: null }
        : { endedAt: by.now }),
    },
  });
  if (count === 0) throw new Refusal('thing.changed', { version: stage.version });
  await closeTasks(tx, by, stage.id);
  if (due !== null) {
    await openTask(tx, by, {
      act: 'verification.answer',
      thingKind: 'verification',
      thingId: stage.id,
      // The number and the stage: of the matter the list says nothing.
      title: `${number} ${name}`,
      unitId: null,
      aboutPersonId: personId,
      dueOn: due,
      to: { accountId: stage.accountId },
    });
    return [];
  }
  return isOver(next.state) ? askNext(tx, by, verificationId, informationId) : [];
};

/** Begins the first stage that still waits, once all before it are over; after the last one the officer hears of it. */
export const askNext = async (
  tx: WriteTx,
  by: By,
  verificationId: string,
  informationId: string,
): Promise<DomainEvent[]> => {
  const rows = await tx.$queryRaw<(Row & { position: number })[]>(sql`
    select s.id, s.version, s.state, s.account_id as "accountId", i.handler_id as "handlerId", v.id as "verificationId",
      i.id as "informationId", v.number, s.name, s.workdays,
      i.subject_person_id as "personId", s.position
    from ${STAGES_OF} where v.id = ${verificationId}::uuid order by s.position`);
  const first = rows.find(({ state }) => !isOver(state));
  if (first === undefined)
    return [
      {
        thingKind: 'information',
        thingId: informationId,
        type: 'information.verified-jointly',
        version: null,
        body: { verificationId },
      },
    ];
  if (first.state !== 'WAITING') return [];
  const { id, version, state, accountId, handlerId, ...beside } = first;
  const stage: Stage = { id, version, state, accountId, handlerId, awayFrom: false };
  const { next, events } = take('ask', stage, {}, { ...by, viewer: SYSTEM });
  return [...events, ...(await saveStage(tx, by, { stage, ...beside }, next, {}))];
};

/** What a step of a stage tells the matter's own timeline; the words stay with the stage. */
export const toldToMatter = (informationId: string, step: StageStep, stageId: string): DomainEvent => ({
  thingKind: 'information',
  thingId: informationId,
  type: `information.verification-${TOLD[step]}`,
  version: null,
  body: { stageId },
});
const TOLD = {
  plan: 'opened',
  ask: 'opened',
  askAgain: 'asked-again',
  answer: 'answered',
  return: 'returned',
  withdraw: 'withdrawn',
} as const satisfies Record<StageStep, string>;
