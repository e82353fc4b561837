import type { ContractStep } from '@qingfeng/domain/features/sources/data-contract.ts';
import { CONTRACT_STEPS, refusalOfContractStep } from '@qingfeng/domain/features/sources/data-contract.ts';
import { feedEvent } from '@qingfeng/domain/features/sources/batch.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { closeTasks, openTask } from '../tasks/store.ts';
import { loadContract, saveContract } from './store.ts';

type Asked = {
  readonly id: string;
  readonly step: ContractStep;
  readonly version: number;
  readonly reason: string | null;
};

const PAST = { approve: 'approved', refuse: 'refused', revoke: 'revoked' } as const satisfies Record<
  ContractStep,
  string
>;

/** What is to be done about a contract; other tasks of the feed stay. */
const ACTS = ['feed.approve', 'feed.revise'];

type Held = { readonly id: string; readonly code: string; readonly name: string; readonly unitId: string };

/** Puts a contract before the data security officer, in the change that wrote it. */
export const submitContract = async (tx: WriteTx, by: By, feed: Held): Promise<void> => {
  await closeTasks(tx, by, feed.id, ACTS);
  await openTask(tx, by, {
    ...taskOf(feed),
    act: 'feed.approve',
    to: { role: 'DATA_SECURITY_OFFICER', scopeUnitId: null },
  });
};

const taskOf = ({ id, code, name, unitId }: Held) => ({
  thingKind: 'feed',
  thingId: id,
  title: `${name}（${code}）`,
  unitId,
  dueOn: null,
});

/** Approves what was agreed about a feed, refuses it or takes the approval back; refused, it goes back to who wrote it. */
export const decideContract = (database: Database, by: By, { id, step, version, reason }: Asked): Promise<string> =>
  change(database, by, async (tx) => {
    const { contract, version: stands, ...feed } = await loadContract(tx, by, id);
    const refusal = refusalOfContractStep(step, contract, by.viewer);
    if (refusal !== null) throw new Refusal(refusal, { thing: 'feed', step, state: contract.state });
    if (stands !== version) throw new Refusal('thing.changed', { at: by.now, version: stands });
    if (step !== 'approve' && reason === null) throw new Refusal('step.incomplete', { missing: ['reason'] });
    await saveContract(tx, by, id, CONTRACT_STEPS[step].to, reason);
    await closeTasks(tx, by, id, ACTS);
    if (step !== 'approve' && contract.by !== null)
      await openTask(tx, by, { ...taskOf(feed), act: 'feed.revise', to: { accountId: contract.by } });
    return { result: id, events: [feedEvent(`feed.contract-${PAST[step]}`, { id, version: version + 1 })] };
  });
