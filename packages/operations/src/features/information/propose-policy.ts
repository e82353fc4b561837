import type { proposeTriagePolicy as contract } from '@qingfeng/contracts/features/information/policy.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { faultsOf, POLICY_DECIDERS } from '@qingfeng/domain/features/information/policy.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { canonicalJson } from '@qingfeng/platform/canonical-json.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openTask } from '../tasks/store.ts';
import { policyIn } from './store.ts';

/** Numbered one after the other, and only one waits at a time, so that nobody publishes past another. */
export const lockPolicies = async (tx: WriteTx): Promise<void> => {
  await tx.$executeRaw(sql`select pg_advisory_xact_lock(hashtext('triage_policy_version'))`);
};

const faultyIn = async (tx: WriteTx, { repeats, weights, stages }: BodyOf<typeof contract>['policy']) => {
  const codes = [...repeats, ...weights].map(({ ruleCode }) => ruleCode);
  const unitIds = stages.flatMap((stage) => stage.unitIds);
  const [known] = await tx.$queryRaw<{ rules: string[]; units: string[] }[]>(sql`
    select array(select code from rule where code = any(${codes}::text[])) as rules,
      array(select id::text from unit where ended_on is null and id = any(${unitIds}::uuid[])) as units`);
  return [
    ...(repeats.some(({ ruleCode }) => known?.rules.includes(ruleCode) !== true) ? ['repeats'] : []),
    ...(weights.some(({ ruleCode }) => known?.rules.includes(ruleCode) !== true) ? ['weights'] : []),
    ...(unitIds.some((id) => known?.units.includes(id) !== true) ? ['stages'] : []),
  ];
};

/** Proposes how alerts shall be triaged; nothing is triaged by it before a second person has published it (DOMAIN §7.1 RULE_ADMIN). */
export const proposePolicy = (
  database: Database,
  by: By,
  { policy, reason }: BodyOf<typeof contract>,
): Promise<string> =>
  change(database, by, async (tx) => {
    const faults = [...new Set([...faultsOf(policy), ...(await faultyIn(tx, policy))])];
    if (faults.length > 0) throw new Refusal('policy.faulty', { parts: faults });
    await lockPolicies(tx);
    const [last] = await tx.$queryRaw<{ number: number | null; open: boolean | null }[]>(sql`
      select max(number) as number, bool_or(state = 'PROPOSED') as open from triage_policy_version`);
    if (last?.open === true) throw new Refusal('policy.proposal-open');
    if (canonicalJson(policy) === canonicalJson(await policyIn(tx))) throw new Refusal('policy.changes-nothing');
    const [id, number] = [by.newId(), (last?.number ?? 0) + 1];
    await tx.triagePolicyVersion.create({
      data: { id, number, policy, reason, proposedBy: by.viewer.accountId, proposedAt: by.now },
    });
    for (const role of POLICY_DECIDERS)
      await openTask(tx, by, {
        act: 'triage-policy.publish',
        thingKind: 'triage-policy',
        thingId: id,
        title: `研判策略第${String(number)}版`,
        unitId: null,
        dueOn: null,
        to: { role, scopeUnitId: null },
      });
    return {
      result: id,
      events: [
        { thingKind: 'triage-policy', thingId: id, type: 'triage-policy.proposed', version: 1, body: { number } },
      ],
    };
  });
