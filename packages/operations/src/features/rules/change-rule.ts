import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

type Which = { readonly code: string; readonly version: number };

const ruleIn = async (tx: WriteTx, { code, version }: Which) => {
  await tx.$executeRaw(sql`select 1 from rule where code = ${code} for update`);
  const rule = await tx.rule.findUnique({ where: { code } });
  if (rule === null) throw missing('rule');
  if (rule.version !== version) throw new Refusal('thing.changed', { version: rule.version });
  return rule;
};

const event = (versionId: string, type: string, body: Record<string, string | number>) =>
  ({ thingKind: 'rule-version', thingId: versionId, type, version: null, body }) as const;

/** Drafts a new version with other parameters, each within its limits. The reason is asked so that the reviewer can judge it. */
export const draftRuleVersion = (
  database: Database,
  by: By,
  which: Which,
  { parameters, reason }: { readonly parameters: Readonly<Record<string, number>>; readonly reason: string },
): Promise<string> =>
  change(database, by, async (tx) => {
    const rule = await ruleIn(tx, which);
    const newest = await tx.ruleVersion.findFirst({ where: { ruleCode: rule.code }, orderBy: { number: 'desc' } });
    if (newest === null) throw missing('rule');
    if (newest.state === 'DRAFT' || newest.state === 'REVIEWED')
      throw new Refusal('rule.draft-open', { number: newest.number });
    const definition = newest.definition as unknown as Rule;
    for (const [name, value] of Object.entries(parameters)) {
      const known = definition.parameters[name];
      if (known === undefined) throw new Refusal('rule.parameter-unknown', { parameter: name });
      if (value < known.least || value > known.most) {
        throw new Refusal('rule.parameter-out-of-range', {
          parameter: known.label.zh,
          least: known.least,
          most: known.most,
        });
      }
    }
    const id = by.newId();
    await tx.ruleVersion.create({
      data: {
        id,
        ruleCode: rule.code,
        number: newest.number + 1,
        state: 'DRAFT',
        definition: newest.definition ?? {},
        parameters: { ...(newest.parameters as Record<string, never>), ...parameters },
        authorId: by.viewer.accountId,
        reason,
        createdAt: by.now,
      },
    });
    return {
      result: rule.code,
      events: [event(id, 'rule-version.drafted', { rule: rule.code, number: newest.number + 1 })],
    };
  });

type Version = { readonly code: string; readonly id: string; readonly version: number };

const versionIn = async (tx: WriteTx, by: By, { code, id, version }: Version, state: string) => {
  const found = await tx.ruleVersion.findFirst({ where: { id, ruleCode: code } });
  if (found === null) throw missing('rule-version');
  if (found.version !== version) throw new Refusal('thing.changed', { version: found.version });
  if (found.state !== state)
    throw new Refusal('step.not-available', { thing: 'rule-version', step: 'review', state: found.state });
  if (found.authorId === by.viewer.accountId) throw new Refusal('rule.own-version');
  return found;
};

/** Another person reviews a draft: author and reviewer differ. */
export const reviewRuleVersion = (database: Database, by: By, which: Version): Promise<string> =>
  change(database, by, async (tx) => {
    const found = await versionIn(tx, by, which, 'DRAFT');
    await tx.ruleVersion.updateMany({
      where: { id: found.id, version: found.version },
      data: { state: 'REVIEWED', reviewerId: by.viewer.accountId, version: found.version + 1 },
    });
    return {
      result: which.code,
      events: [event(found.id, 'rule-version.reviewed', { rule: which.code, number: found.number })],
    };
  });

/** Publishes a reviewed version; the one before is retired in the same change, so that exactly one is in force at any moment. */
export const publishRuleVersion = (database: Database, by: By, which: Version): Promise<string> =>
  change(database, by, async (tx) => {
    if (!hasRole(by.viewer, 'RULE_ADMIN', 'COMMISSION_LEADER'))
      throw new Refusal('access.denied', { thing: 'rule-version', step: 'publish' });
    const found = await versionIn(tx, by, which, 'REVIEWED');
    await tx.ruleVersion.updateMany({
      where: { ruleCode: which.code, state: 'PUBLISHED' },
      data: { state: 'RETIRED' },
    });
    await tx.ruleVersion.updateMany({
      where: { id: found.id, version: found.version },
      data: { state: 'PUBLISHED', publishedAt: by.now, version: found.version + 1 },
    });
    await tx.rule.update({
      where: { code: which.code },
      data: { publishedVersionId: found.id, version: { increment: 1 } },
    });
    return {
      result: which.code,
      events: [event(found.id, 'rule-version.published', { rule: which.code, number: found.number })],
    };
  });

/** Pauses a rule or lets it run again; what it found stays. */
export const setRuleState = (database: Database, by: By, which: Which, state: 'ACTIVE' | 'PAUSED'): Promise<string> =>
  change(database, by, async (tx) => {
    const rule = await ruleIn(tx, which);
    if (rule.state === state)
      throw new Refusal('step.not-available', { thing: 'rule', step: state === 'PAUSED' ? 'pause' : 'resume', state });
    await tx.rule.update({ where: { code: rule.code }, data: { state, version: rule.version + 1 } });
    return {
      result: rule.code,
      events: [
        event(rule.publishedVersionId ?? by.newId(), state === 'PAUSED' ? 'rule.paused' : 'rule.resumed', {
          rule: rule.code,
        }),
      ],
    };
  });
