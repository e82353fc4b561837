import type { SaidThreshold } from '@qingfeng/domain/features/rules/explain.ts';
import { allPass, type RuleCase } from '@qingfeng/domain/features/rules/cases.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import type { RuleVersion } from '@qingfeng/domain/features/rules/version-life.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleRule } from '../../shared/access.ts';
import { BACK_TESTED } from './back-test-store.ts';
import { withParameters } from './store.ts';
import { closeTasks, openTask } from '../tasks/store.ts';

export type Parameters = Readonly<Record<string, SaidThreshold['value']>>;

/** A version as a change holds it, its rule locked: of one rule only one step is taken at a time. */
export type HeldVersion = {
  readonly life: RuleVersion;
  readonly ruleCode: string;
  readonly ruleName: string;
  readonly number: number;
  readonly definition: Rule;
  readonly parameters: Parameters;
  readonly cases: readonly RuleCase[];
};

type Row = Omit<HeldVersion, 'life'> & Omit<RuleVersion, 'casesPass'>;

const select = sql`
  select v.id, v.version, v.state, v.author_id as "authorId", coalesce(v.approver_ids, '{}') as "approverIds",
    v.approvals_needed as "approvalsNeeded", r.frozen_at is not null and v.state = 'PAUSED' as frozen,
    ${BACK_TESTED} as "backTested",
    v.rule_code as "ruleCode", r.name as "ruleName", v.number, v.definition, v.parameters, v.cases
  from rule_version v join rule r on r.code = v.rule_code`;

const held = ({ ruleCode, ruleName, number, definition, parameters, cases, ...life }: Row): HeldVersion => ({
  life: { ...life, casesPass: allPass(withParameters(definition, parameters), cases) },
  ruleCode,
  ruleName,
  number,
  definition,
  parameters,
  cases,
});

/** The version, as this viewer may see it; bound to the version that was read. */
export const loadVersion = async (
  tx: WriteTx,
  by: By,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<HeldVersion> => {
  const [row] = await tx.$queryRaw<Row[]>(
    sql`${select} where v.id = ${id}::uuid and ${visibleRule(by.viewer)} for update of r`,
  );
  if (row === undefined) throw missing('rule-version');
  // Read again under the lock of the rule: a step that was taken while we waited has moved it on.
  const [now] = await tx.$queryRaw<Row[]>(sql`${select} where v.id = ${id}::uuid for update of v`);
  if (now === undefined) throw missing('rule-version');
  if (now.version !== version) throw new Refusal('thing.changed', { version: now.version });
  return held(now);
};

/** The version that is in force or paused, its rule being locked by the caller. */
export const inForceOf = async (tx: WriteTx, ruleCode: string): Promise<HeldVersion | null> => {
  const [row] = await tx.$queryRaw<Row[]>(
    sql`${select} where v.rule_code = ${ruleCode} and v.state in ('PUBLISHED', 'PAUSED')`,
  );
  return row === undefined ? null : held(row);
};

/** Writes what a step changed, bound to the version it was decided on. */
export const saveVersion = async (
  tx: WriteTx,
  before: RuleVersion,
  next: RuleVersion,
  more: { readonly publishedAt?: string; readonly stateReason?: string | null } = {},
): Promise<void> => {
  const { count } = await tx.ruleVersion.updateMany({
    where: { id: before.id, version: before.version },
    data: {
      state: next.state,
      version: next.version,
      approverIds: [...next.approverIds],
      approvalsNeeded: next.approvalsNeeded,
      ...more,
    },
  });
  if (count === 0) throw new Refusal('thing.changed');
};

/** Whose turn it is with a version under way. */
const TURN: Readonly<Partial<Record<RuleVersion['state'], { readonly act: string; readonly role: Role }>>> = {
  BACKTEST: { act: 'rule-version.review', role: 'OFFICER' },
  REVIEWED: { act: 'rule-version.publish', role: 'COMMISSION_LEADER' },
};

/** Closes what the step has done and puts the next before someone: an author goes on with what was returned. */
export const settleVersionTasks = async (
  tx: WriteTx,
  by: By,
  { life, ruleCode, ruleName, number }: HeldVersion,
  next: RuleVersion,
): Promise<void> => {
  await closeTasks(tx, by, life.id);
  const turn = TURN[next.state];
  const returned = next.state === 'DRAFT' && life.state !== 'DRAFT' && next.authorId !== null;
  if (turn === undefined && !returned) return;
  await openTask(tx, by, {
    act: turn?.act ?? 'rule-version.revise',
    thingKind: 'rule-version',
    thingId: life.id,
    title: `${ruleCode} ${ruleName}（第${String(number)}版）`,
    unitId: null,
    dueOn: null,
    to: turn === undefined ? { accountId: next.authorId ?? '' } : { role: turn.role, scopeUnitId: null },
  });
};
