import type { getTriagePolicy } from '@qingfeng/contracts/features/information/policy.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { TriagePolicy } from '@qingfeng/domain/features/information/policy.ts';
import {
  POLICY_AUTHORS,
  POLICY_STEP_NAMES,
  policyOf,
  refusalOfPolicyStep,
} from '@qingfeng/domain/features/information/policy.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

type Policies = ResponseOf<typeof getTriagePolicy>;
type Row = Omit<Policies['versions'][number], 'policy' | 'inForce' | 'openSteps'> & {
  policy: Partial<TriagePolicy>;
  proposedById: string | null;
};

/** The policy's domain type is read-only, the wire's is not; they say the same. */
const onWire = (policy: TriagePolicy): Policies['inForce'] => structuredClone(policy) as Policies['inForce'];

export const readPolicies = async (database: Database, viewer: Viewer): Promise<Policies> => {
  const mayAuthor = hasRole(viewer, ...POLICY_AUTHORS);
  const [rows, rules, units] = await Promise.all([
    database.read<Row>(sql`
      select p.id, p.version, p.number, p.state, p.policy, p.reason, p.proposed_by as "proposedById", a.name as "proposedBy",
        p.proposed_at as "proposedAt", d.name as "decidedBy", p.decided_at as "decidedAt", p.decision
      from triage_policy_version p left join account a on a.id = p.proposed_by left join account d on d.id = p.decided_by
      order by p.number desc limit 50`),
    database.read<Policies['rules'][number]>(sql`select code, name from rule order by code`),
    database.read<Policies['units'][number]>(sql`
      select u.id, u.short_name as name from unit u
      where u.ended_on is null and (${mayAuthor} or u.id::text in (
        select jsonb_array_elements_text(s -> 'unitIds') from triage_policy_version p, jsonb_array_elements(p.policy -> 'stages') s))
      order by u.sort_order`),
  ]);
  const inForce = rows.find(({ state }) => state === 'PUBLISHED');
  return {
    inForce: onWire(policyOf(inForce?.policy ?? {})),
    versions: rows.map(({ proposedById, policy, ...row }) => ({
      ...row,
      policy: onWire(policyOf(policy)),
      inForce: row.id === inForce?.id,
      openSteps: POLICY_STEP_NAMES.flatMap((step) => {
        const why = refusalOfPolicyStep(step, { state: row.state, proposedBy: proposedById }, viewer);
        if (why === 'access.denied' || why === 'step.not-available') return [];
        return [{ step, open: why === null, primary: step === 'publish', why }];
      }),
    })),
    mayPropose: mayAuthor && !rows.some(({ state }) => state === 'PROPOSED'),
    rules,
    units,
  };
};
