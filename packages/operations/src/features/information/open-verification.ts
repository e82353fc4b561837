import type { openVerification as contract } from '@qingfeng/contracts/features/information/verification.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Information } from '@qingfeng/domain/features/information/information.ts';
import type { StagePolicy } from '@qingfeng/domain/features/information/policy.ts';
import { begin, refusalOfAsking, release } from '@qingfeng/domain/features/information/verification.ts';
import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { OFFICERS } from '@qingfeng/domain/shared/roles.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { informationOf } from './read-information.ts';
import { numberOf } from './receive-alerts.ts';
import { loadInformation, policyIn } from './store.ts';
import { stepIn } from './take-step.ts';
import { tellsTooMuch } from './telling-words.ts';
import { askNext, toldToMatter } from './verification-store.ts';

type Input = BodyOf<typeof contract>;

/** The day of a record can be released like any of its cells. */
const DAY = { key: 'occurredOn', label: '日期', digest: false } as const;

/** Whether an account may be asked in a stage: a person of one of its bodies, or of the commission's own staff. */
export const mayBeAsked = (viewer: Viewer, { ownStaff, unitIds }: StagePolicy): boolean =>
  ownStaff
    ? hasRole(viewer, ...OFFICERS)
    : hasRole(viewer, 'PARTNER') &&
      (unitIds.length === 0 || (viewer.unitId !== null && unitIds.includes(viewer.unitId)));

/** Whether someone may have the matter verified now: who handles it, while it is looked into and nothing waits for a second person. */
export const mayOpenOn = ({ state, handlerId, pending }: Information, viewer: Viewer): boolean =>
  handlerId === viewer.accountId &&
  hasRole(viewer, ...OFFICERS) &&
  (state === 'SCREENING' || state === 'VERIFYING') &&
  pending === null;

/**
 * Has an alert verified by several bodies one after the other (MR-24). What each learns is fixed here: its question and the chosen cells,
 * no name that was not released, no other finding. Whoever is concerned, or must stay away, is not asked.
 */
export const openVerification = async (database: Database, by: By, id: string, input: Input): Promise<string> => {
  const { alert, subject, unit, rule, number: alertNumber } = await informationOf(database, by.viewer, id, by.today);
  const asked = await Promise.all(input.stages.map(({ accountId }) => viewerOfAccount(database, accountId, by.today)));
  const evidence = {
    columns: [DAY, ...(alert?.columns ?? [])],
    rows: (alert?.rows ?? []).map(({ occurredOn, cells }) => ({ cells: [occurredOn, ...cells] })),
  };
  return change(database, by, async (tx) => {
    const held = await loadInformation(tx, by, id, input.version);
    const { information } = held;
    if (!mayOpenOn(information, by.viewer))
      throw new Refusal('step.not-available', {
        thing: 'information',
        step: 'openVerification',
        state: information.state,
      });
    await mustBeTheOnly(tx, id);
    const place = await placeOf(tx, id);
    const { stages } = await policyIn(tx);
    const [verificationId, year] = [by.newId(), yearOf(by.today)];
    const number = numberOf('LH', year, await nextNumber(tx, year));
    const events: DomainEvent[] = [];
    if (information.state === 'SCREENING') events.push(...(await stepIn(tx, by, held, 'ask', { sheet: null })).events);
    await tx.verification.create({
      data: { id: verificationId, number, informationId: id, openedBy: by.viewer.accountId, openedAt: by.now },
    });
    for (const [position, wanted] of input.stages.entries()) {
      const stage = stages.find(({ code }) => code === wanted.code);
      const who = asked[position] ?? null;
      if (stage === undefined) throw new Refusal('verification.stage-unknown');
      if (who === null || !mayBeAsked(who, stage)) throw missing('account');
      const refusal = refusalOfAsking(information, who, place);
      if (refusal !== null) throw refusal;
      const names = [
        ...(wanted.subject || subject.kind === 'UNIT' ? [] : [subject.label]),
        ...(wanted.unit || unit === null ? [] : [unit]),
      ];
      const told = tellsTooMuch(wanted.question, [alertNumber, rule?.code, rule?.name, ...names]);
      if (told !== null) throw new Refusal('information.reveals-source', { word: told });
      const stageId = by.newId();
      const { next, events: planned } = begin(
        'plan',
        {
          id: stageId,
          version: 0,
          state: 'WAITING',
          accountId: who.accountId,
          handlerId: information.handlerId,
          awayFrom: false,
        },
        wanted,
        by,
      );
      await tx.verificationStage.create({
        data: {
          id: stageId,
          verificationId,
          position,
          code: stage.code,
          name: stage.name,
          accountId: who.accountId,
          unitId: who.unitId,
          question: wanted.question,
          released: release(evidence, { label: subject.label, unit }, wanted),
          earlier: wanted.earlier,
          workdays: stage.workdays,
          state: next.state,
          version: next.version,
        },
      });
      events.push(...planned);
    }
    events.push(toldToMatter(id, 'plan', verificationId), ...(await askNext(tx, by, verificationId, id)));
    const [first, ...rest] = events;
    return { result: id, events: [first as DomainEvent, ...rest] };
  });
};

const mustBeTheOnly = async (tx: WriteTx, informationId: string): Promise<void> => {
  const [open] = await tx.$queryRaw<{ number: string }[]>(sql`
    select v.number from verification v join verification_stage s on s.verification_id = v.id
    where v.information_id = ${informationId}::uuid and s.state in ('WAITING', 'ASKED', 'RETURNED') limit 1`);
  if (open !== undefined) throw new Refusal('verification.open', { number: open.number });
};

/** Where the unit concerned stands in the tree, and the supplier concerned. */
const placeOf = async (tx: WriteTx, informationId: string) => {
  const [place] = await tx.$queryRaw<{ concernedPath: string | null; supplierCode: string | null }[]>(sql`
    select u.path as "concernedPath", case when i.subject_kind = 'SUPPLIER' then i.subject_id end as "supplierCode"
    from information i left join unit u on u.id = i.unit_id where i.county = 1 and i.id = ${informationId}::uuid`);
  return place ?? { concernedPath: null, supplierCode: null };
};

const nextNumber = async (tx: WriteTx, year: number): Promise<number> => {
  const [row] = await tx.$queryRaw<{ last: number }[]>(sql`
    insert into letter_counter (organ_code, kind, year, last) values ('', 'VERIFICATION', ${year}::int, 1)
    on conflict (organ_code, kind, year) do update set last = letter_counter.last + 1 returning last`);
  return row?.last ?? 1;
};
