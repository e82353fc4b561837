import type { RuleCase } from '@qingfeng/domain/features/rules/cases.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import type { RuleVersion } from '@qingfeng/domain/features/rules/version-life.ts';
import { begin, take } from '@qingfeng/domain/features/rules/version-life.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Parameters } from './version-store.ts';
import { loadVersion } from './version-store.ts';

/** Another wording of a rule with its test cases. */
export type Wording = { readonly definition: Rule; readonly cases: readonly RuleCase[] };
type Content = {
  readonly parameters: Readonly<Record<string, number>>;
  /** Instead of those kept so far; another wording brings its own. */
  readonly cases?: readonly RuleCase[] | undefined;
  readonly wording?: Wording | undefined;
  readonly reason: string;
};
/** What a version says: columns of its row. */
type Said = { readonly definition: Rule; readonly parameters: Parameters; readonly cases: readonly RuleCase[] };

/** The values that a definition brings itself. */
const ownValues = ({ parameters }: Rule): Parameters =>
  Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));

/** What a draft says after this: other values of parameters, each within its limits, or another wording. */
const saidAnew = (before: Said, { parameters, cases, wording }: Content): Said => {
  if (wording !== undefined) {
    const { definition } = wording;
    if (definition.code !== before.definition.code || definition.kind !== before.definition.kind)
      throw new Refusal('rule.kind-fixed');
    return { definition, cases: wording.cases, parameters: ownValues(definition) };
  }
  for (const [name, value] of Object.entries(parameters)) {
    const { parameters: known } = before.definition;
    const parameter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (parameter === undefined) throw new Refusal('rule.parameter-unknown', { parameter: name });
    if (value < parameter.least || value > parameter.most) {
      throw new Refusal('rule.parameter-out-of-range', {
        parameter: parameter.label.zh,
        least: parameter.least,
        most: parameter.most,
      });
    }
  }
  return { ...before, parameters: { ...before.parameters, ...parameters }, cases: cases ?? before.cases };
};

const asColumns = ({ definition, parameters, cases }: Said) => ({
  definition,
  parameters: parameters as Record<string, never>,
  cases: cases.map(({ name, expect, asOf, records }) => ({ name, expect, asOf, records })),
});

const begun = (by: By) => {
  const draft: RuleVersion = {
    id: by.newId(),
    version: 0,
    state: 'DRAFT',
    authorId: by.viewer.accountId,
    approverIds: [],
    approvalsNeeded: 1,
    backTested: false,
    casesPass: true,
    frozen: false,
  };
  return begin('draft', draft, {}, by);
};

const saveDraft = (
  tx: WriteTx,
  by: By,
  { id, state, version, authorId }: RuleVersion,
  of: { readonly ruleCode: string; readonly number: number; readonly reason: string },
  said: Said,
): Promise<unknown> =>
  tx.ruleVersion.create({
    data: { id, state, version, authorId, ...of, ...asColumns(said), approverIds: [], createdAt: by.now },
  });

/** Drafts a new version, from the newest wording. The reason is asked so that a reviewer can judge it. */
export const draftRuleVersion = (
  database: Database,
  by: By,
  which: { readonly code: string; readonly version: number },
  content: Content,
): Promise<string> =>
  change(database, by, async (tx) => {
    await tx.$executeRaw(sql`select 1 from rule where code = ${which.code} for update`);
    const rule = await tx.rule.findUnique({ where: { code: which.code } });
    const [newest] = await tx.$queryRaw<(Said & { readonly number: number; readonly state: string })[]>(sql`
      select number, state, definition, parameters, cases from rule_version
      where rule_code = ${which.code} order by number desc limit 1`);
    if (rule === null || newest === undefined) throw missing('rule');
    if (rule.version !== which.version) throw new Refusal('thing.changed', { version: rule.version });
    if (['DRAFT', 'BACKTEST', 'REVIEWED'].includes(newest.state))
      throw new Refusal('rule.draft-open', { number: newest.number });
    const { next, events } = begun(by);
    await saveDraft(
      tx,
      by,
      next,
      { ruleCode: rule.code, number: newest.number + 1, reason: content.reason },
      saidAnew(newest, content),
    );
    return { result: next.id, events };
  });

/** Codes of the county's own rules: those that ship have others. */
const LOCAL = 'L';

/** Drafts a rule that did not exist before, under the county's next code. */
export const draftRule = (
  database: Database,
  by: By,
  { wording, reason }: { readonly wording: Wording; readonly reason: string },
): Promise<string> =>
  change(database, by, async (tx) => {
    // Of two who draft at the same moment the second waits, and counts the first.
    await tx.$executeRaw(sql`select pg_advisory_xact_lock(hashtext('rule code'))`);
    const [{ next: number } = { next: 1 }] = await tx.$queryRaw<{ next: number }[]>(sql`
      select coalesce(max(substring(code from 2)::int), 0) + 1 as next from rule where code ~ ${`^${LOCAL}[0-9]+$`}`);
    const code = `${LOCAL}${String(number).padStart(2, '0')}`;
    const definition = { ...wording.definition, code };
    const { next, events } = begun(by);
    await tx.rule.create({ data: { code, name: definition.name.zh } });
    const said = { definition, parameters: ownValues(definition), cases: wording.cases };
    await saveDraft(tx, by, next, { ruleCode: code, number: 1, reason }, said);
    return { result: next.id, events };
  });

/** Goes on with a draft of one's own. */
export const reviseRuleVersion = (
  database: Database,
  by: By,
  which: { readonly id: string; readonly version: number },
  content: Content,
): Promise<string> =>
  change(database, by, async (tx) => {
    const held = await loadVersion(tx, by, which);
    const { next, events } = take('revise', held.life, {}, by);
    await tx.ruleVersion.update({
      where: { id: next.id },
      data: { version: next.version, ...asColumns(saidAnew(held, content)), reason: content.reason },
    });
    return { result: next.id, events };
  });
