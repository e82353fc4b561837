import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { shippedCases } from '@qingfeng/domain/features/rules/pack/shipped-cases.ts';
import { SWITCHED_OFF } from '@qingfeng/domain/features/rules/pack.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';

/** Values of the parameters as the definition ships them. */
const shipped = (rule: Rule) =>
  Object.fromEntries(Object.entries(rule.parameters).map(([name, { value }]) => [name, value]));

/** Puts the rules that come with the product in force as their first versions; those that exist are left as the county has them. */
export const publishShippedRules = (database: Database, by: By, rules: readonly Rule[]): Promise<number> =>
  change(database, by, async (tx) => {
    const known = new Set((await tx.rule.findMany({ select: { code: true } })).map(({ code }) => code));
    const fresh = rules.filter(({ code }) => !known.has(code)).map((rule) => ({ rule, versionId: by.newId() }));
    await tx.rule.createMany({
      data: fresh.map(({ rule, versionId }) => ({
        code: rule.code,
        name: rule.name.zh,
        publishedVersionId: versionId,
        state: SWITCHED_OFF.includes(rule.code) ? 'PAUSED' : 'ACTIVE',
      })),
    });
    await tx.ruleVersion.createMany({
      data: fresh.map(({ rule, versionId }) => ({
        id: versionId,
        ruleCode: rule.code,
        number: 1,
        state: 'PUBLISHED',
        definition: rule,
        parameters: shipped(rule),
        cases: shippedCases(rule.code) as object[],
        createdAt: by.now,
        publishedAt: by.now,
      })),
    });
    return {
      result: fresh.length,
      events: [
        {
          thingKind: 'rule',
          thingId: by.newId(),
          type: 'rule.shipped',
          version: null,
          body: { rules: fresh.map(({ rule }) => rule.code) },
        },
      ],
    };
  });
