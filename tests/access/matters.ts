import { testVault } from '../support/deliveries.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import type { Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { viewerOfAccount } from '@qingfeng/operations/features/identity/read.ts';
import { registerInformation } from '@qingfeng/operations/features/information/register-information.ts';
import type { BackTestResult } from '@qingfeng/contracts/features/rules/back-tests.ts';
import { publishShippedRules } from '@qingfeng/operations/features/rules/publish-rules.ts';
import { publishShippedSchemes } from '@qingfeng/operations/features/warnings/publish-scheme.ts';
import { insertWarning } from '@qingfeng/operations/features/warnings/store.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import type { TestAccount } from '../support/people.ts';
import { at, SERVED_BY_PAPER, walk } from '../support/warning-steps.ts';
import { A, B } from '../support/warnings.ts';
import type { World } from './world.ts';
import { CANARY } from './world.ts';

/** The matters of the first bureau that the requests are about; every text in them carries the canary. */

const byNow = (viewer: By['viewer']): By => {
  const now = instant(new Date());
  return { viewer, onBehalfOf: null, now, today: dayOf(now, 'Asia/Shanghai'), newId, requestId: 'world' };
};

/** What ships with the product and what every county sets: schemes, rules, its name. */
export const publishShipped = async (database: Database): Promise<void> => {
  await database.prisma.setting.create({ data: { key: 'county', value: { name: '清河县' }, changedAt: new Date() } });
  await publishShippedSchemes(database, byNow(SYSTEM), [A, B]);
  await publishShippedRules(database, byNow(SYSTEM), PACK);
};

export const feed = async ({ database, unit }: World): Promise<string> => {
  const id = newId();
  await database.prisma.feed.create({
    data: {
      id,
      code: `F${id.slice(-12).toUpperCase()}`,
      name: `${CANARY}报销`,
      unitId: unit.id,
      kind: 'expense',
      format: 'TABLE',
      provider: CANARY,
      purpose: CANARY,
      legalBasis: CANARY,
      everyDays: 30,
      registeredAt: new Date(),
    },
  });
  return id;
};

/** A tender of the first bureau, with a bid that bears the canary. */
export const tender = async ({ database, unit }: World): Promise<string> => {
  const [id, recordId] = [newId(), newId()];
  // Requests are made several at once, and one market is enough for all.
  await database.prisma.tenderMarket.createMany({
    data: [{ currency: 'CNY', tenders: 1, quartiles: {}, method: 1, screenedAt: new Date() }],
    skipDuplicates: true,
  });
  const said = { tenderRef: id, project: `${CANARY}工程`, unitId: unit.id };
  await database.prisma.tender.create({
    data: {
      ...{ id, ...said, openedOn: new Date('2026-03-01'), currency: 'CNY', bids: 1, bidderCodes: ['91'] },
      ...{ winner: CANARY, flagged: false, screens: {}, search: id },
    },
  });
  await database.prisma.bid.create({
    data: {
      ...{ recordId, feedId: newId(), externalId: recordId, occurredOn: new Date('2026-03-01') },
      ...{ ...said, bidder: CANARY, bidderCode: '91' },
    },
  });
  return id;
};

export const information = async ({ database, account, bystander }: World): Promise<string> => {
  const officer = await viewerOfAccount(database, account('OFFICER', 'own').accountId, byNow(SYSTEM).today);
  if (officer === null) throw new Error('the world has lost its officer');
  const body = {
    title: `${CANARY}的事`,
    text: `${CANARY}的话`,
    subjectKind: 'PERSON',
    subjectId: bystander.personId,
  } as const;
  return registerInformation(database, byNow(officer), body, testVault());
};

/** A finding of the first bureau on a bid of it, under triage. */
export const finding = async (world: World): Promise<string> => {
  const { database, unit } = world;
  const [id, alertId] = [await information(world), newId()];
  await tender(world);
  const bid = await database.prisma.bid.findFirstOrThrow({ where: { unitId: unit.id } });
  const version = await database.prisma.ruleVersion.findFirstOrThrow({ where: { ruleCode: 'R21' } });
  const explanation = { find: 'tender', values: [], thresholds: [], sentence: { zh: CANARY, en: CANARY } };
  const told = { name: 'project', label: { zh: '项目', en: 'project' }, unit: 'TEXT', value: CANARY };
  await database.prisma.alert.create({
    data: {
      ...{
        id: alertId,
        at: new Date(),
        runId: newId(),
        ruleCode: 'R21',
        ruleVersionId: version.id,
        dedupeKey: 'tender|x',
      },
      ...{ subjectKind: 'TENDER', subjectId: 'x', subjectLabel: CANARY, unitId: unit.id, colour: 'RED' },
      ...{ windowFrom: new Date(), windowTo: new Date(), dataAsOf: new Date(), recordKind: 'bid' },
      ...{ recordIds: [bid.recordId], explanation: { ...explanation, values: [told] } },
    },
  });
  await database.prisma.information.updateMany({ where: { id }, data: { alertId } });
  return id;
};

export const factSheet = async (world: World): Promise<string> => {
  const id = newId();
  await world.database.prisma.factSheet.create({
    data: {
      id,
      number: id,
      informationId: await information(world),
      unitId: world.unit.id,
      question: `${CANARY}的问题`,
      dueOn: new Date('2099-01-01'),
      askedBy: world.account('OFFICER', 'own').accountId,
      askedAt: new Date(),
    },
  });
  return id;
};

/** A stage of joint verification about the first bureau, asked of someone of the other one: in what he reads the canary would be a leak. */
export const verificationStage = async (
  world: World,
  role: Role,
  question: string,
): Promise<{ readonly id: string; readonly informationId: string }> => {
  const { database, account, elsewhere } = world;
  const [verificationId, id, informationId] = [newId(), newId(), await information(world)];
  const opened = { openedBy: account('OFFICER', 'own').accountId, openedAt: new Date() };
  await database.prisma.verification.create({
    data: { id: verificationId, number: `LH-${verificationId.slice(-6)}`, informationId, ...opened },
  });
  await database.prisma.verificationStage.create({
    data: {
      ...{ id, verificationId, position: 0, code: 'AUDIT', name: '审计查证', question, earlier: false, workdays: 5 },
      accountId: account(role, 'other').accountId,
      unitId: elsewhere.id,
      released: { subject: null, unit: null, columns: [], rows: [] },
      ...{ state: 'ASKED', askedAt: new Date(), dueOn: new Date('2099-01-01') },
    },
  });
  return { id, informationId };
};

let policies = 0;
/** A proposal that nobody here made; that it is one more than may wait is none of the matrix's business. */
export const policy = async ({ database }: World): Promise<string> => {
  const id = newId();
  await database.prisma.triagePolicyVersion.create({
    data: {
      id,
      number: (policies += 1),
      policy: {},
      reason: '试',
      proposedAt: new Date(),
    },
  });
  return id;
};

let rules = 99;
/** A rule of its own, with a version in this state: what happens to it changes no other answer. */
export const rule = async ({ database, account }: World, state: 'DRAFT' | 'BACKTEST' | 'PUBLISHED') => {
  const code = `Z${String((rules += 1))}`;
  const shipped = await database.prisma.ruleVersion.findFirstOrThrow({ where: { ruleCode: 'R09' } });
  const [id, publishedId] = [newId(), newId()];
  const version = {
    ruleCode: code,
    definition: { ...(shipped.definition as object), code },
    parameters: shipped.parameters as object,
    createdAt: new Date(),
  };
  await database.prisma.rule.create({ data: { code, name: code, publishedVersionId: publishedId } });
  await database.prisma.ruleVersion.create({ data: { ...version, id: publishedId, number: 1, state: 'PUBLISHED' } });
  const authorId = account('RULE_ADMIN', 'own').accountId;
  if (state !== 'PUBLISHED')
    await database.prisma.ruleVersion.create({ data: { ...version, id, number: 2, state, authorId } });
  return { code, id: state === 'PUBLISHED' ? publishedId : id };
};

/** A run in the shadow; where it has told of something, of the first bureau. */
export const shadowRun = async (world: World, telling: boolean): Promise<string> => {
  const { id: ruleVersionId } = await rule(world, 'BACKTEST');
  const id = newId();
  const day = byNow(SYSTEM).today;
  await world.database.prisma.shadowRun.create({
    data: {
      id,
      ruleVersionId,
      sinceOn: new Date(day),
      untilOn: new Date(day),
      startedBy: world.account('RULE_ADMIN', 'own').accountId,
      startedAt: new Date(),
    },
  });
  const told = {
    label: CANARY,
    personId: null,
    unitId: world.unit.id,
    from: day,
    to: day,
    colour: 'RED',
    sentence: { zh: CANARY, en: CANARY },
  };
  if (telling)
    await world.database.prisma.shadowFinding.create({
      data: { runId: id, dedupeKey: 'k', side: 'SHADOW', firstOn: new Date(day), told },
    });
  return id;
};

/** A back-test whose one example, without an alert of its own, is of the first bureau; or one that waits. A version may be approved after it. */
export const backTest = async (world: World, state: 'QUEUED' | 'DONE', versionId?: string): Promise<string> => {
  const id = newId();
  const ruleVersionId = versionId ?? (await rule(world, 'DRAFT')).id;
  const { definition, parameters } = await world.database.prisma.ruleVersion.findUniqueOrThrow({
    where: { id: ruleVersionId },
  });
  const unitId = world.unit.id;
  const counts = { hits: 1, confirmed: 0, false: 0, missed: 0 };
  const day = byNow(SYSTEM).today;
  const sentence = { zh: `${CANARY}超限`, en: CANARY };
  const result: BackTestResult = {
    hits: 1,
    matrix: { FOUND_CONFIRMED: 0, FOUND_FALSE: 0, MISSED_CONFIRMED: 0, MISSED_FALSE: 0 },
    unverified: 1,
    precisionPermille: null,
    recallPermille: null,
    months: [],
    load: { perWeek: 1, fresh: 1, hoursPerWeek: null },
    notEvaluable: [],
    units: [{ unitId, ...counts }],
    examples: [
      {
        cell: 'UNVERIFIED',
        informationId: null,
        hit: { label: CANARY, personId: null, unitId, from: day, to: day, colour: 'RED', sentence },
      },
    ],
  };
  await world.database.read(sql`
    insert into back_test (id, rule_version_id, wording, from_on, to_on, state, requested_by, requested_at, result)
    values (${id}::uuid, ${ruleVersionId}::uuid,
      md5(${JSON.stringify(definition)}::jsonb::text || ${JSON.stringify(parameters)}::jsonb::text), ${day}::date, ${day}::date, ${state},
      ${world.account('RULE_ADMIN', 'own').accountId}::uuid, now(),
      ${state === 'DONE' ? JSON.stringify(result) : null}::jsonb)`);
  return id;
};

/** A first version under way in the first bureau; or an item of the other one that the public reads, where nothing is secret. */
export const power = async ({ database, unit, elsewhere }: World, state: 'draft' | 'published') => {
  const [id, versionId] = [newId(), newId()];
  const code = `P${id}`;
  const isPublished = state === 'published';
  const name = isPublished ? '公开的许可' : POWER.name;
  const at = new Date();
  await database.prisma.powerItem.create({
    data: {
      id,
      code,
      unitId: isPublished ? elsewhere.id : unit.id,
      name,
      category: '行政许可',
      searchText: name,
      ...(isPublished
        ? { publishedVersionId: versionId, publicState: 'PUBLISHED', publishedAt: at }
        : { openVersionId: versionId, openState: 'DRAFT' }),
    },
  });
  await database.prisma.powerItemVersion.create({
    data: {
      id: versionId,
      itemId: id,
      number: 1,
      state: isPublished ? 'PUBLISHED' : 'DRAFT',
      content: { ...POWER, name },
      missing: [],
      createdAt: at,
    },
  });
  return { id, code };
};

export const POWER = {
  name: `${CANARY}许可`,
  category: '行政许可',
  summary: null,
  basis: [],
  steps: [],
  promisedDays: null,
  legalDays: null,
  fee: null,
  section: null,
  phone: null,
  riskPost: null,
  workRules: null,
  institutions: [],
  sourceUrl: null,
};

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The same warning with real ids where the pure tests write words: under keys that end in id or ids. */
const withRealIds = (warning: Warning, known: Readonly<Record<string, string>>): Warning => {
  const ids = new Map(Object.entries(known));
  const idOf = (word: string): string => {
    if (UUID.test(word)) return word;
    const id = ids.get(word) ?? newId();
    ids.set(word, id);
    return id;
  };
  const real = (value: unknown, isId: boolean): unknown => {
    if (typeof value === 'string') return isId ? idOf(value) : value;
    if (Array.isArray(value)) return value.map((item) => real(item, isId));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, real(item, /^(id|by)$|Ids?$/.test(key))]),
    );
  };
  const { scheme, ...rest } = warning;
  return { ...(real(rest, false) as Omit<Warning, 'scheme'>), scheme };
};

/** A warning about a person of the first bureau, drafted by its officer; `served` means that the person has signed for the paper. */
const WALKED = {
  drafted: [],
  pending: ['submit'],
  served: SERVED_BY_PAPER,
  'to-be-followed': [...SERVED_BY_PAPER, 'proposeEscalation'],
  'under-review': [...SERVED_BY_PAPER, 'answer', 'answer', 'respond', 'review'],
} as const;

export const warning = async (
  { database, account, unit, bystander }: Pick<World, 'database' | 'account' | 'unit' | 'bystander'>,
  {
    state,
    level = 'L3',
    about = bystander,
    on: today = byNow(SYSTEM).today,
  }: { state: keyof typeof WALKED; level?: 'L3' | 'L1'; about?: TestAccount; on?: LocalDate },
): Promise<string> => {
  const made = withRealIds(walk(at(A, level, 'WRITTEN', today), today, ...WALKED[state]), {
    drafter: account('OFFICER', 'own').accountId,
    colleague: account('HANDLING_HEAD', 'own').accountId,
    head: account('HANDLING_HEAD', 'own').accountId,
    object: about.personId,
    'object unit': unit.id,
    'handling unit': unit.id,
  });
  const version = await database.prisma.schemeVersion.findFirstOrThrow({ where: { schemeId: A.id } });
  await change(database, byNow(SYSTEM), async (tx) => {
    await insertWarning(tx, byNow(SYSTEM), made, {
      caseNumber: `YJ-${made.id}`,
      schemeVersionId: version.id,
      objectName: `${CANARY}某人`,
      paperWords: { facts: [`${CANARY}的事实`] },
      search: CANARY,
    });
    return {
      result: undefined,
      events: [{ thingKind: 'warning', thingId: made.id, type: 'warning.proposed', version: 1, body: {} }],
    };
  });
  return made.id;
};
