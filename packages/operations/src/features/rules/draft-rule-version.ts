import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import type { RuleVersion } from '@qingfeng/domain/features/rules/version-life.ts';
import { begin, take } from '@qingfeng/domain/features/rules/version-life.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Parameters } from './version-store.ts';
import { loadVersion } from './version-store.ts';

type Content = { readonly parameters: Readonly<Record<string, number>>; readonly reason: string };

/** The parameters with other values, each within its limits. */
const withValues = (definition: Rule, before: Parameters, values: Content['parameters']): Record<string, never> => {
  for (const [name, value] of Object.entries(values)) {
    const known = Object.hasOwn(definition.parameters, name) ? definition.parameters[name] : undefined;
    if (known === undefined) throw new Refusal('rule.parameter-unknown', { parameter: name });
    if (value < known.least || value > known.most) {
      throw new Refusal('rule.parameter-out-of-range', {
        parameter: known.label.zh,
        least: known.least,
        most: known.most,
      });
    }
  }
  return { ...before, ...values } as Record<string, never>;
};

/** Drafts a new version, from the newest wording, with other parameters. The reason is asked so that a reviewer can judge it. */
export const draftRuleVersion = (
  database: Database,
  by: By,
  which: { readonly code: string; readonly version: number },
  { parameters, reason }: Content,
): Promise<string> =>
  change(database, by, async (tx) => {
    await tx.$executeRaw(sql`select 1 from rule where code = ${which.code} for update`);
    const rule = await tx.rule.findUnique({ where: { code: which.code } });
    const newest = await tx.ruleVersion.findFirst({ where: { ruleCode: which.code }, orderBy: { number: 'desc' } });
    if (rule === null || newest === null) throw missing('rule');
    if (rule.version !== which.version) throw new Refusal('thing.changed', { version: rule.version });
    if (['DRAFT', 'BACKTEST', 'REVIEWED'].includes(newest.state))
      throw new Refusal('rule.draft-open', { number: newest.number });
    const draft: RuleVersion = {
      id: by.newId(),
      version: 0,
      state: 'DRAFT',
      authorId: by.viewer.accountId,
      approverIds: [],
      approvalsNeeded: 1,
      backTested: false,
      frozen: false,
    };
    const { next, events } = begin('draft', draft, {}, by);
    await tx.ruleVersion.create({
      data: {
        id: next.id,
        ruleCode: rule.code,
        number: newest.number + 1,
        state: next.state,
        version: next.version,
        definition: newest.definition ?? {},
        parameters: withValues(newest.definition as unknown as Rule, newest.parameters as Parameters, parameters),
        authorId: next.authorId,
        approverIds: [],
        reason,
        createdAt: by.now,
      },
    });
    return { result: next.id, events };
  });

/** Goes on with a draft of one's own. */
export const reviseRuleVersion = (
  database: Database,
  by: By,
  which: { readonly id: string; readonly version: number },
  { parameters, reason }: Content,
): Promise<string> =>
  change(database, by, async (tx) => {
    const held = await loadVersion(tx, by, which);
    const { next, events } = take('revise', held.life, {}, by);
    await tx.ruleVersion.update({
      where: { id: next.id },
      data: {
        version: next.version,
        parameters: withValues(held.definition, held.parameters, parameters),
        reason,
      },
    });
    return { result: next.id, events };
  });
