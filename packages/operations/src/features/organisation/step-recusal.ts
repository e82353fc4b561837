import type { RecusalState, RecusalStep } from '@qingfeng/domain/features/organisation/recusal.ts';
import { RECUSAL_STEPS, refusalOfRecusalStep } from '@qingfeng/domain/features/organisation/recusal.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleRecusal } from '../../shared/access.ts';
import { closeTasks } from '../tasks/store.ts';
import { handOver, openDecision } from './declare-recusal.ts';

type Asked = {
  readonly id: string;
  readonly step: RecusalStep;
  readonly version: number;
  readonly reason: string | null;
};

type Loaded = {
  readonly id: string;
  readonly state: RecusalState;
  readonly personId: string;
  readonly name: string;
  readonly otherPersonId: string | null;
  readonly otherUnitId: string | null;
  readonly otherSupplierCode: string | null;
  readonly appliedBy: string | null;
  readonly version: number;
};

const PAST = {
  approve: 'approved',
  reject: 'rejected',
  withdraw: 'withdrawn',
  'ask-end': 'end-asked',
  end: 'ended',
  keep: 'kept',
} as const satisfies Record<RecusalStep, string>;

const loadRecusal = async (tx: WriteTx, by: By, id: string): Promise<Loaded> => {
  const [recusal] = await tx.$queryRaw<Loaded[]>(sql`
    select r.id, r.state, r.person_id as "personId", p.name, r.other_person_id as "otherPersonId",
      r.other_unit_id as "otherUnitId", r.other_supplier_code as "otherSupplierCode", r.applied_by as "appliedBy", r.version
    from recusal r join person p on p.id = r.person_id
    where r.id = ${id}::uuid and ${visibleRecusal(by.viewer, sql`r`)} for update of r`);
  if (recusal === undefined) throw missing('recusal');
  return recusal;
};

/** One step on a recusal; it binds, or no longer binds, from the person's next request. */
export const stepRecusal = (database: Database, by: By, { id, step, version, reason }: Asked): Promise<string> =>
  change(database, by, async (tx) => {
    const recusal = await loadRecusal(tx, by, id);
    const refusal = refusalOfRecusalStep(step, recusal, by.viewer);
    if (refusal !== null) throw new Refusal(refusal, { thing: 'recusal', step, state: recusal.state });
    if (recusal.version !== version) throw new Refusal('thing.changed');
    if (step === 'ask-end' && reason === null) throw new Refusal('step.incomplete', { missing: ['reason'] });
    const { to, by: actor } = RECUSAL_STEPS[step];
    await tx.recusal.update({
      where: { id },
      data: {
        state: to,
        version: { increment: 1 },
        ...(step === 'ask-end' && { endReason: reason }),
        ...(step === 'end' && { endedOn: new Date(by.today) }),
        ...(actor === 'DECIDER' && { decidedBy: by.viewer.accountId, decidedAt: by.now }),
      },
    });
    await closeTasks(tx, by, id);
    if (step === 'ask-end') await openDecision(tx, by, recusal);
    if (step === 'approve') await handOver(tx, by, recusal.personId, recusal);
    return {
      result: id,
      events: [
        {
          thingKind: 'recusal',
          thingId: id,
          type: `recusal.${PAST[step]}`,
          version: version + 1,
          body: { personId: recusal.personId, from: recusal.state, to },
        },
      ],
    };
  });
