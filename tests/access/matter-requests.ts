import { R09 } from '@qingfeng/domain/features/rules/pack/expense-rules.ts';
import { addDays, dayOf } from '@qingfeng/domain/shared/local-date.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { A, B, proposal } from '../support/warnings.ts';
import { DEFAULT_POLICY, STAGES } from '@qingfeng/domain/features/information/policy.ts';
import {
  backTest,
  factSheet,
  finding,
  information,
  tender,
  policy,
  POWER,
  power,
  rule,
  shadowRun,
  verificationStage,
  warning,
} from './matters.ts';
import type { Ask, Make } from './requests.ts';
import type { World } from './world.ts';
import { CANARY } from './world.ts';

const TODAY = new Date().toISOString().slice(0, 10);
const words = 'x';
const idOf = (make: (world: World) => Promise<string>, rest: Omit<Ask, 'params'> = {}): Make => {
  return async (world) => ({ params: { id: await make(world) }, ...rest });
};

const ruleIn = (state: 'DRAFT' | 'BACKTEST' | 'PUBLISHED', body?: object, more: object = {}): Make => {
  return async (world) => ({
    params: { ...(await rule(world, state)), ...more },
    ...(body !== undefined && { body: { version: 1, ...body } }),
  });
};
const rules: Readonly<Record<string, Make>> = {
  getRule: ruleIn('PUBLISHED'),
  getRuleVersion: ruleIn('DRAFT'),
  draftRuleVersion: ruleIn('PUBLISHED', { parameters: {}, reason: words }),
  draftRule: async () => ({ body: { wording: { definition: R09, cases: [] }, reason: words } }),
  sampleRule: async () => ({ body: { definition: R09, months: 3 } }),
  reviseRuleVersion: ruleIn('DRAFT', { parameters: {}, reason: words }),
  stepRuleVersion: async (world) => {
    const { id } = await rule(world, 'BACKTEST');
    await backTest(world, 'DONE', id);
    return { params: { id, step: 'review' }, body: { version: 1, reason: null } };
  },
  requestBackTest: ruleIn('DRAFT', { from: TODAY, to: TODAY }),
  startShadowRun: async (world) => {
    const { id } = await rule(world, 'BACKTEST');
    await backTest(world, 'DONE', id);
    return { params: { id }, body: { days: 7, since: TODAY } };
  },
  getShadowRun: idOf(async (world) => shadowRun(world, true)),
  stopShadowRun: idOf(async (world) => shadowRun(world, false)),
  getBackTest: idOf((world) => backTest(world, 'DONE')),
  cancelBackTest: idOf((world) => backTest(world, 'QUEUED')),
};

const catalogue: Readonly<Record<string, Make>> = {
  ...Object.fromEntries(
    ['listPublicPowers', 'exportPublicPowers'].map((name): [string, Make] => [
      name,
      async (world) => {
        await power(world, 'published');
        return {};
      },
    ]),
  ),
  ...Object.fromEntries(
    ['listPowers', 'exportPowers'].map((name): [string, Make] => [
      name,
      async (world) => {
        await power(world, 'draft');
        return {};
      },
    ]),
  ),
  getPublicPower: async (world) => ({ params: { code: (await power(world, 'published')).code } }),
  getPower: async (world) => ({ params: { id: (await power(world, 'draft')).id } }),
  editPower: async (world) => ({
    params: { id: (await power(world, 'draft')).id },
    body: { version: 1, content: POWER, note: null },
  }),
  stepPower: async (world) => ({
    params: { id: (await power(world, 'draft')).id, step: 'submit' },
    body: { version: 1, reason: null },
  }),
  importPowers: () => ({ query: { name: 'a.csv' }, raw: 'x\n' }),
};

/** A question to the account of this role in the other bureau. */
const stageFor: (rest: Omit<Ask, 'params'>) => Make = (rest) => async (world, role) => ({
  params: { id: (await verificationStage(world, role, words)).id },
  ...rest,
});
const NO_FILE = '00000000-0000-7000-8000-000000000000';

const STEPS_OF_INFORMATION: Readonly<Record<string, object>> = {
  takeInformation: {},
  snoozeInformation: { until: addDays(dayOf(new Date(), 'Asia/Shanghai'), 3), reason: words },
  wakeInformation: {},
  verifyInformation: {},
  proposeDismissal: { reason: 'UNTRUE', conclusion: words },
  proposeAdoption: { informationLevel: 1, conclusion: words },
  proposeTransfer: { conclusion: words },
  confirmProposal: {},
  returnProposal: { reason: words },
  noteInformation: { text: words },
};
const triage: Readonly<Record<string, Make>> = {
  ...Object.fromEntries(
    Object.entries(STEPS_OF_INFORMATION).map(([name, body]) => [
      name,
      idOf(information, { body: { version: 1, ...body } }),
    ]),
  ),
  ...Object.fromEntries(
    ['listInformation', 'getInformationFacets', 'exportInformation'].map((name): [string, Make] => [
      name,
      async (world) => {
        await information(world);
        return name.startsWith('export') ? { query: { reason: '检查' } } : {};
      },
    ]),
  ),
  getInformation: idOf(information),
  listTendersOfMatter: idOf(finding),
  getExplanation: idOf(finding),
  getRelations: idOf(finding),
  getTender: idOf(tender),
  ...Object.fromEntries(
    ['listTenders', 'getTenderFacets', 'exportTenders'].map((name): [string, Make] => [
      name,
      async (world) => {
        await tender(world);
        return name.startsWith('export') ? { query: { reason: '检查' } } : {};
      },
    ]),
  ),
  askUnit: async (world) => ({
    params: { id: await information(world) },
    body: { version: 1, unitId: world.unit.id, question: words },
  }),
  openIdentity: idOf(information, {
    body: { recordId: '019a0000-0000-7000-8000-000000000001', field: 'personHash', reason: words },
  }),
  listHandlers: idOf(information),
  reassignInformation: async (world) => ({
    params: { id: await information(world) },
    body: { version: 1, handlerId: world.colleague('OFFICER').accountId },
  }),
  mergeInformation: async (world) => ({
    params: { id: await information(world) },
    body: { version: 1, intoId: await information(world) },
  }),
  takeManyInformation: async (world) => ({ body: { items: [{ id: await information(world), version: 1 }] } }),
  assignManyInformation: async (world) => ({
    body: {
      items: [{ id: await information(world), version: 1 }],
      handlerId: world.colleague('OFFICER').accountId,
    },
  }),
  dismissManyInformation: async (world) => ({
    body: { items: [{ id: await information(world), version: 1 }], reason: 'UNTRUE', conclusion: words },
  }),
  confirmManyDismissals: async (world) => ({ body: { items: [{ id: await information(world), version: 1 }] } }),
  listVerifications: async (world) => ({
    params: { id: (await verificationStage(world, 'CADRE', `${CANARY}的问题`)).informationId },
  }),
  openVerification: idOf(information, {
    body: {
      version: 1,
      stages: [
        {
          ...{ code: 'AUDIT', accountId: NO_FILE, question: words },
          ...{ columns: [], subject: false, unit: false, earlier: false },
        },
      ],
    },
  }),
  askVerificationAgain: stageFor({ body: { version: 1, question: words } }),
  withdrawVerification: stageFor({ body: { version: 1, reason: words } }),
  listMyVerifications: async (world, role) => {
    await verificationStage(world, role, words);
    return {};
  },
  exportMyVerifications: async (world, role) => {
    await verificationStage(world, role, words);
    return { query: { reason: '检查' } };
  },
  getMyVerification: stageFor({}),
  attachToVerification: stageFor({ query: { name: 'a.txt' }, raw: words }),
  getVerificationFile: async (world, role) => ({
    params: { id: (await verificationStage(world, role, words)).id, fileId: NO_FILE },
  }),
  answerVerification: stageFor({ body: { version: 1, finding: words } }),
  returnVerification: stageFor({ body: { version: 1, reason: words } }),
  // The same as what is in force: refused as changing nothing, so that each who may is answered alike.
  proposeTriagePolicy: () => ({
    body: { policy: { ...DEFAULT_POLICY, stages: [...STAGES] }, reason: words },
  }),
  stepTriagePolicy: async (world) => ({
    params: { id: await policy(world), step: 'reject' },
    body: { version: 1, reason: words },
  }),
  listMyFactSheets: async (world) => {
    await factSheet(world);
    return {};
  },
  exportMyFactSheets: async (world) => {
    await factSheet(world);
    return { query: { reason: '检查' } };
  },
  getMyFactSheet: idOf(factSheet),
  answerFactSheet: idOf(factSheet, { body: { version: 1, answer: words } }),
  registerInformation: ({ bystander }) => ({
    body: { title: words, text: words, subjectKind: 'PERSON', subjectId: bystander.personId },
  }),
  findSubjects: () => ({ query: { q: '金丝雀' } }),
};

const drafted = (world: World): Promise<string> => warning(world, { state: 'drafted' });
const { levelCode, mode, circumstance, ground, boundaryAnswer } = proposal(B, 'BLUE', 'KEY_REMINDER');
const LEVEL = { levelCode, mode, circumstance, ground };
const CONTENT = {
  ...LEVEL,
  boundaryAnswer,
  facts: [words],
  questions: [],
  limits: { response: null, rectification: null, overall: null },
};
const up = proposal(A, 'L2', 'WRITTEN');
const HIGHER = { ...CONTENT, levelCode: up.levelCode, mode: up.mode, circumstance: up.circumstance };
const VISIT = {
  on: TODAY,
  visitors: ['00000000-0000-7000-8000-000000000000'],
  methods: ['SITE'],
  place: words,
  personsMet: words,
  reaction: words,
  opinion: words,
};
const STEPS_OF_WARNING: Readonly<Record<string, object>> = {
  reviseWarning: CONTENT,
  reassignWarning: { drafterId: '00000000-0000-4000-8000-000000000000' },
  submitWarning: {},
  withdrawWarning: { reason: words },
  approveWarning: { on: TODAY, minutesNumber: null, participants: [], fileId: null, lowered: null },
  raiseWarning: { ...LEVEL, reason: words },
  askMoreOfWarning: { reason: words },
  rejectWarning: { reason: words },
  issueWarning: { interview: null },
  rescindWarning: { reason: words },
  serveWarning: { how: 'REFUSED', on: TODAY, witnesses: [], fileId: null },
  recordInterview: { on: TODAY, record: words, signedBy: [words, words], fileId: null },
  fileWarningRecord: { record: words, fileId: null },
  reviewWarning: {},
  acceptResponse: { noFault: false },
  returnResponse: { reason: words },
  grantExtension: { period: { amount: 1, unit: 'MONTH' } },
  refuseExtension: { reason: words },
  suspendWarning: { code: 'HOSPITAL', reason: words },
  resumeWarning: {},
  passVisit: VISIT,
  failVisit: { ...VISIT, openMeasureIds: [], reason: words },
  liftWarning: { filingNumber: null, conclusion: words },
  refuseLift: { openMeasureIds: [], reason: words },
  archiveWarning: { classification: words },
  proposeEscalation: { ground: 'NOT_CORRECTED' },
  transferWarning: { clueNumber: words, reason: words },
  remindObject: {},
};

/** Steps of the person warned, on a served warning about the account of this role in the first bureau. */
const served: (rest: Omit<Ask, 'params'>) => Make = (rest) => async (world, role) => ({
  params: { id: await warning(world, { state: 'served', about: world.account(role, 'own') }) },
  ...rest,
});

const warnings: Readonly<Record<string, Make>> = {
  ...Object.fromEntries(
    Object.entries(STEPS_OF_WARNING).map(([name, body]) => [name, idOf(drafted, { body: { version: 1, ...body } })]),
  ),
  ...Object.fromEntries(
    ['listWarnings', 'exportWarnings'].map((name): [string, Make] => [
      name,
      async (world) => {
        await drafted(world);
        return { query: { tab: 'all', ...(name.startsWith('export') ? { reason: '检查' } : {}) } };
      },
    ]),
  ),
  getWarning: idOf(drafted),
  draftSuccessor: idOf((world) => warning(world, { state: 'to-be-followed' }), { body: { version: 6, ...HIGHER } }),
  listDrafters: idOf(drafted),
  previewPaper: idOf(drafted),
  getProposalForm: idOf(information),
  proposeWarning: async (world) => {
    const version = await world.database.prisma.schemeVersion.findFirstOrThrow({ where: { schemeId: B.id } });
    return {
      body: {
        informationId: await information(world),
        schemeVersionId: version.id,
        object: { kind: 'PERSON', id: world.bystander.personId },
        ...CONTENT,
      },
    };
  },
  getPaper: () => ({ params: { id: NO_FILE } }),
  attachToWarning: idOf(drafted, { query: { name: 'a.txt' }, raw: words }),
  getWarningFile: async (world) => ({ params: { id: await drafted(world), fileId: NO_FILE } }),
  listMyWarnings: async (world, role) => {
    await warning(world, { state: 'served', about: world.account(role, 'own') });
    return {};
  },
  getMyWarning: served({}),
  signForWarning: served({ body: { version: 1, password: words } }),
  answerQuestion: served({ body: { version: 1, question: 0, text: words, fileIds: [] } }),
  respondToWarning: served({ body: { version: 1, text: words, fileIds: [], measures: [], signed: true } }),
  askExtension: served({ body: { version: 1, reason: words } }),
  finishMeasure: served({ body: { version: 1, measureId: NO_FILE, doneOn: TODAY, fileIds: [NO_FILE] } }),
  reportDone: served({ body: { version: 1, signed: true } }),
};

const DAYS = [{ date: '2031-01-01', kind: 'HOLIDAY', name: words }];
let number = 0;
/** A proposal of the own business administrator or of a colleague. */
const calendarYear =
  (by: 'account' | 'colleague', rest: Omit<Ask, 'params'> = {}): Make =>
  async (world) => {
    const proposer = by === 'account' ? world.account('BIZ_ADMIN', 'own') : world.colleague('BIZ_ADMIN');
    const id = newId();
    await world.database.prisma.calendarYear.create({
      data: {
        id,
        year: 2031,
        version: (number += 1),
        source: '通知',
        days: [],
        importedBy: proposer.accountId,
        importedAt: new Date(),
      },
    });
    return { params: { id }, ...rest };
  };
const calendar: Readonly<Record<string, Make>> = {
  getCalendarYear: calendarYear('colleague'),
  exportCalendarYear: calendarYear('colleague'),
  publishCalendarYear: calendarYear('colleague', { body: { version: 1 } }),
  rejectCalendarYear: calendarYear('colleague', { body: { version: 1, reason: words } }),
  withdrawCalendarYear: calendarYear('account', { body: { version: 1 } }),
  previewCalendarYear: () => ({ body: { year: 2031, days: DAYS } }),
  readCalendarFile: () => ({ query: { name: 'a.csv', year: '2031' }, raw: 'x\n' }),
  proposeCalendarYear: () => ({ body: { year: 2032, source: words, days: [] } }),
};

export const MATTER_REQUESTS: Readonly<Record<string, Make>> = {
  ...rules,
  ...calendar,
  ...catalogue,
  ...triage,
  ...warnings,
};
