import { QUIET_REASONS } from '@qingfeng/domain/features/information/quiet.ts';
import { RELATION_KINDS } from '@qingfeng/domain/features/information/relations.ts';
import { SUBJECT_KINDS } from '@qingfeng/domain/features/rules/language.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { OFFICERS } from '@qingfeng/domain/shared/roles.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import {
  colour,
  day,
  deadline,
  id,
  idParams,
  instant,
  listQuery,
  oneOrMore,
  openStep,
  page,
  timelineEntry,
  version,
  withReason,
  words,
} from '../../shared/wire.ts';

/** States of DOMAIN §4.1. */
export const INFORMATION_STATES = [
  'RECEIVED',
  'SCREENING',
  'VERIFYING',
  'ADOPTED',
  'DISMISSED',
  'MERGED',
  'TRANSFERRED',
  'CLOSED',
] as const;
export const DISMISS_REASONS = ['UNTRUE', 'DATA_ERROR', 'LAWFUL_EXCEPTION', 'ALREADY_HANDLED', 'RULE_FAULT'] as const;
export const INFORMATION_SOURCES = ['ALERT', 'MANUAL', 'INFORMANT', 'PARTNER'] as const;

/** Who triages: officers, resident groups within their units, the centre; leaders and heads look on and approve. */
const TRIAGE = ['OFFICER', 'RESIDENT_OFFICER', 'CENTRE_CLERK', 'HANDLING_HEAD', 'COMMISSION_LEADER'] as const;

const person = z.object({ accountId: id, name: z.string() });

const row = z.object({
  id,
  version,
  number: z.string(),
  source: z.enum(INFORMATION_SOURCES),
  state: z.enum(INFORMATION_STATES),
  /** Colour of the alert, `null` for other sources: never the level of a warning. */
  colour: colour.nullable(),
  title: z.string(),
  rule: z.object({ code: z.string(), name: z.string() }).nullable(),
  subject: z.object({ kind: z.enum(SUBJECT_KINDS), id: z.string(), label: z.string() }),
  unit: z.string().nullable(),
  amountMinor: z.int().nullable(),
  currency: z.string().nullable(),
  receivedAt: instant,
  /** Calendar days since it was received. */
  ageDays: z.int(),
  dataAsOf: instant.nullable(),
  /** The data under it is older than its feed's rhythm allows. */
  stale: z.boolean(),
  handler: person.nullable(),
  reviewer: person.nullable(),
  deadline: deadline.nullable(),
  mine: z.boolean(),
  /** Put off until that day; `null`: in the inbox. */
  snoozedUntil: day.nullable(),
  /** On record and with its matter, but not in the inbox: a heavier one of the matter is looked at, or it is one of too few. */
  quiet: z.enum(QUIET_REASONS).nullable(),
  /** Open alerts of the same matter that the viewer may see, this one among them; `null` where it stands alone. */
  matter: z.object({ id, size: z.int() }).nullable(),
});

export const listInformation = endpoint({
  name: 'listInformation',
  method: 'GET',
  path: '/api/v1/information',
  query: listQuery(['receivedAt', 'amountMinor', 'dueOn', 'colour'], {
    /** Tab of the list: what is open, what nobody has taken, mine, what waits for my review, put off, kept quiet, ended. */
    tab: z.enum(['open', 'untaken', 'mine', 'review', 'snoozed', 'quiet', 'ended', 'all']).default('open'),
    state: oneOrMore(z.enum(INFORMATION_STATES)).optional(),
    colour: oneOrMore(colour).optional(),
    rule: oneOrMore(z.string().max(10)).optional(),
    source: oneOrMore(z.enum(INFORMATION_SOURCES)).optional(),
    unitId: id.optional(),
    handlerId: id.optional(),
    /** `matters`: alerts of one matter as one row, the newest of those that fit. */
    view: z.enum(['rows', 'matters']).default('rows'),
    matterId: oneOrMore(id).optional(),
    minAmountMinor: z.coerce.number().int().optional(),
    from: day.optional(),
    to: day.optional(),
    /** Words of the title, a name, pinyin initials or a number. */
    q: z.string().trim().max(100).optional(),
  }),
  response: page(row).extend({
    /** Counts of the tabs: the one that is shown capped at 10,001 like every total, the others at 1,001. */
    tabs: z.record(z.string(), z.int()),
  }),
  audience: 'office',
  access: TRIAGE,
  summary: 'Alerts and other information in my scope, a page at a time',
});

/** What the filters offer: rules, units and handlers that occur in my scope. */
export const getInformationFacets = endpoint({
  name: 'getInformationFacets',
  method: 'GET',
  path: '/api/v1/information-facets',
  response: z.object({
    rules: z.array(z.object({ code: z.string(), name: z.string(), count: z.int() })),
    units: z.array(z.object({ id, name: z.string(), count: z.int() })),
    handlers: z.array(z.object({ id, name: z.string(), count: z.int() })),
  }),
  audience: 'office',
  access: TRIAGE,
  summary: 'Rules, units and handlers to filter information by',
});

export const exportInformation = endpoint({
  name: 'exportInformation',
  method: 'GET',
  path: '/api/v1/information.xlsx',
  query: withReason(listInformation.query),
  response: z.object({}),
  audience: 'office',
  access: TRIAGE,
  delivers: 'file',
  summary: 'The list as shown, as .xlsx with a watermark',
});

/** A number, word or day that the rule read, to be shown highlighted in the sentence. */
const value = z.object({
  key: z.string(),
  label: z.string(),
  value: z.union([z.string(), z.number()]),
  unit: z.string().nullable(),
});

const evidenceRow = z.object({
  recordId: id,
  externalId: z.string(),
  occurredOn: day,
  feed: z.string(),
  /** Cells in the order of `columns`; `null` where the record says nothing. */
  cells: z.array(z.union([z.string(), z.number()]).nullable()),
  /** Indexes of the cells that made the rule fire. */
  matched: z.array(z.int()),
  /** A later revision superseded it since. */
  superseded: z.boolean(),
  /** What it stands for on this platform, where it came from no source. */
  thing: z.object({ kind: z.enum(['information', 'warning']), id }).nullable(),
});

/** How heavy the matter is and why, over those of its alerts that the viewer may see. */
const score = z.object({
  score: z.int(),
  colour,
  /** Different rules, and 100 with what they add to the sum. */
  rules: z.int(),
  rulesPercent: z.int(),
  terms: z.array(
    z.object({
      id,
      number: z.string(),
      rule: z.object({ code: z.string(), name: z.string() }),
      colour,
      points: z.int(),
      weightPercent: z.int(),
      ageDays: z.int(),
      leftPercent: z.int(),
      addsHundredths: z.int(),
    }),
  ),
  /** At which points it turns, up and down again. */
  thresholds: z.object({ yellowFrom: z.int(), yellowUntil: z.int(), redFrom: z.int(), redUntil: z.int() }),
  /** Held by a lower threshold: a matter that comes to this score now would be lighter. */
  held: z.boolean(),
  scoredOn: day,
});

const factSheet = z.object({
  id,
  version,
  number: z.string(),
  unit: z.string(),
  question: z.string(),
  dueOn: day,
  askedAt: instant,
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  state: z.enum(['OPEN', 'ANSWERED', 'WITHDRAWN']),
});

export const information = row.extend({
  openSteps: z.array(openStep),
  /** The finding behind it, for alerts. */
  alert: z
    .object({
      id,
      at: instant,
      ruleCode: z.string(),
      ruleName: z.string(),
      ruleVersionId: id,
      ruleVersion: z.int(),
      /** Of which kind the records are that it rests on. */
      recordKind: z.string(),
      /** Confirmed / decided of this rule, in permille; `null` below five decided. */
      precisionPermille: z.int().nullable(),
      windowFrom: day,
      windowTo: day,
      sentence: z.object({ zh: z.string(), en: z.string() }),
      values: z.array(value),
      threshold: value.nullable(),
      feeds: z.array(z.object({ name: z.string(), dataUntil: day.nullable(), stale: z.boolean() })),
      falsePositives: z.array(z.string()),
      /** `digest`: its cells are digests of something secret, `identity`: of identity numbers. */
      columns: z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          numeric: z.boolean(),
          instant: z.boolean(),
          digest: z.boolean(),
          identity: z.boolean(),
        }),
      ),
      /** Whether the viewer may open the number behind such a digest, with a reason. */
      mayOpenIdentities: z.boolean(),
      rows: z.array(evidenceRow),
      rowsTotal: z.int(),
      later: z.array(
        z.object({ at: instant, kind: z.enum(['JOINED', 'CORRECTED', 'NO_LONGER_HOLDS']), recordIds: z.array(id) }),
      ),
    })
    .nullable(),
  /** Months and what the rule counts on this subject in each, beside the median of its peers; for the chart. */
  trend: z.array(z.object({ month: z.string(), value: z.number(), peer: z.number().nullable() })),
  /** Other information on the same subject or unit that the viewer may see, newest first, at most ten. */
  history: z.array(row.pick({ id: true, number: true, title: true, colour: true, state: true, receivedAt: true })),
  proposal: z
    .object({
      kind: z.enum(['ADOPT', 'DISMISS', 'TRANSFER']),
      by: z.string(),
      at: instant,
      reason: z.enum(DISMISS_REASONS).nullable(),
      informationLevel: z.int().nullable(),
    })
    .nullable(),
  informationLevel: z.int().nullable(),
  /** `null` for what no rule found, and once it no longer counts in its matter. */
  score: score.nullable(),
  dismissReason: z.enum(DISMISS_REASONS).nullable(),
  mergedInto: z.object({ id, number: z.string() }).nullable(),
  warning: z.object({ id, number: z.string() }).nullable(),
  notes: z.array(z.object({ id, at: instant, author: z.string(), step: z.string(), text: z.string() })),
  factSheets: z.array(factSheet),
  timeline: z.array(timelineEntry),
});

export const getInformation = endpoint({
  name: 'getInformation',
  method: 'GET',
  path: '/api/v1/information/:id',
  params: idParams,
  response: information,
  audience: 'office',
  access: TRIAGE,
  summary: 'One matter with its finding, evidence, history and open steps',
});

const said = z.object({
  name: z.string(),
  label: z.object({ zh: z.string(), en: z.string() }),
  unit: z.string(),
});

/** What is kept of the finding for ever, and the rule in the version that found it: all that its explanation as a tree rests on. */
export const getExplanation = endpoint({
  name: 'getExplanation',
  method: 'GET',
  path: '/api/v1/information/:id/explanation',
  params: idParams,
  response: z.object({
    ruleCode: z.string(),
    ruleVersion: z.int(),
    foundAt: instant,
    definition: z.unknown(),
    finding: z.object({
      find: z.string().nullable(),
      colour,
      records: z.int(),
      values: z.array(said.extend({ value: z.union([z.string(), z.number()]).nullable() })),
      thresholds: z.array(said.extend({ value: z.union([z.number(), z.record(z.string(), z.number())]) })),
    }),
  }),
  audience: 'office',
  access: TRIAGE,
  summary: 'Why an alert came about, as data: the kept finding and the version of the rule',
});

/** Whom and what the records of an alert tie together; the rest beyond what can be drawn is counted. */
export const getRelations = endpoint({
  name: 'getRelations',
  method: 'GET',
  path: '/api/v1/information/:id/relations',
  params: idParams,
  response: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(RELATION_KINDS),
        /** Of which field of the records it is; `null` for records. */
        field: z.string().nullable(),
        /** Heading of that field, as templates print it. */
        heading: z.string().nullable(),
        name: z.string(),
        /** On how many records it stands, or how many these are. */
        records: z.int(),
        chief: z.boolean(),
      }),
    ),
    edges: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        /** Records that tie them, or tenders in which two bidders met. */
        count: z.int(),
        tie: z.enum(['RECORDS', 'MET']),
      }),
    ),
    /** Nodes that are not in it. */
    left: z.int(),
  }),
  audience: 'office',
  access: TRIAGE,
  summary: 'Whom and what the records of an alert tie together',
});

const step = <Body extends z.ZodRawShape>(name: string, verb: string, body: Body, summary: string) =>
  endpoint({
    name,
    method: 'POST',
    path: `/api/v1/information/:id/${verb}`,
    params: idParams,
    body: z.object({ version, ...body }),
    response: information,
    audience: 'office',
    access: TRIAGE,
    summary,
  });

export const takeInformation = step('takeInformation', 'take', {}, 'Take it for screening; recusal is checked');
export const snoozeInformation = step(
  'snoozeInformation',
  'snooze',
  { until: day, reason: words() },
  'Put it off until a day, with the reason; it comes back by itself',
);
export const wakeInformation = step('wakeInformation', 'wake', {}, 'Back into the inbox before its day');
export const verifyInformation = step('verifyInformation', 'verify', {}, 'Screening is not enough: facts are needed');
export const askUnit = step(
  'askUnit',
  'ask',
  { unitId: id, question: words(), dueOn: day.optional() },
  'Ask a department for facts in neutral words (核查单)',
);
export const proposeDismissal = step(
  'proposeDismissal',
  'dismiss',
  { reason: z.enum(DISMISS_REASONS), conclusion: words() },
  'Propose to dismiss, with the reason that counts for the rule',
);
export const proposeAdoption = step(
  'proposeAdoption',
  'adopt',
  { informationLevel: z.union([z.literal(1), z.literal(2), z.literal(3)]), conclusion: words() },
  'Propose that the facts hold, with the level of the information',
);
export const proposeTransfer = step(
  'proposeTransfer',
  'transfer',
  { conclusion: words() },
  'Propose to move it to the case track: sanctionable conduct or crime; no warning is possible then',
);
export const confirmProposal = step(
  'confirmProposal',
  'confirm',
  /** Number of the clue that a transfer opens; not asked otherwise. */
  { clueNumber: words(100).nullable().default(null) },
  'Confirm what the handler proposed',
);
export const returnProposal = step(
  'returnProposal',
  'return',
  { reason: words() },
  'Send the proposal back with the reason',
);
export const reassignInformation = step(
  'reassignInformation',
  'reassign',
  { handlerId: id },
  'Give it to another officer, who may see it',
);
export const mergeInformation = step('mergeInformation', 'merge', { intoId: id }, 'The same matter as another one');
export const noteInformation = step('noteInformation', 'note', { text: words() }, 'Add a remark');

/** Officers who may take a matter over, and what each has in hand. */
export const listHandlers = endpoint({
  name: 'listHandlers',
  method: 'GET',
  path: '/api/v1/information/:id/handlers',
  params: idParams,
  response: z.object({ items: z.array(person.extend({ unit: z.string().nullable(), inHand: z.int() })) }),
  audience: 'office',
  access: ['HANDLING_HEAD'],
  summary: 'Officers who may take the matter over',
});

/**
 * The plain identity behind a digest on one record of the alert (DOMAIN §7.4): for who handles or reviews the matter, with a reason
 * that is kept. Every opening is on the record.
 */
export const openIdentity = endpoint({
  name: 'openIdentity',
  method: 'POST',
  path: '/api/v1/information/:id/identities',
  params: idParams,
  body: z.object({ recordId: id, field: z.string().max(60), reason: words(500) }),
  response: z.object({ openingId: id, identity: z.string() }),
  audience: 'office',
  access: TRIAGE,
  summary: 'Open the identity on a record, with a reason',
});

/** Several at once, each on its own: what could be done is done, the rest is listed with the reason. */
const many = <Body extends z.ZodRawShape, Who extends readonly Role[]>(
  name: string,
  verb: string,
  access: Who,
  body: Body,
  summary: string,
) =>
  endpoint({
    name,
    method: 'POST',
    path: `/api/v1/information-${verb}`,
    body: z.object({ items: z.array(z.object({ id, version })).min(1).max(1_000), ...body }),
    response: z.object({ done: z.array(id), refused: z.array(z.object({ id, code: z.string() })) }),
    audience: 'office',
    access,
    summary,
  });
export const takeManyInformation = many('takeManyInformation', 'take', TRIAGE, {}, 'Take several for screening');
export const assignManyInformation = many(
  'assignManyInformation',
  'assign',
  ['HANDLING_HEAD'],
  { handlerId: id },
  'Give several to an officer, who must be allowed to see each',
);
export const dismissManyInformation = many(
  'dismissManyInformation',
  'dismiss',
  OFFICERS,
  { reason: z.enum(DISMISS_REASONS), conclusion: words() },
  'Propose to dismiss several for one reason; what nobody has taken is taken first',
);
export const confirmManyDismissals = many(
  'confirmManyDismissals',
  'confirm-dismissals',
  [...OFFICERS, 'HANDLING_HEAD'],
  {},
  'Confirm as second person what was proposed to be dismissed',
);

/** Fact sheets that my unit has to answer: the question and the day, nothing else. */
export const listMyFactSheets = endpoint({
  name: 'listMyFactSheets',
  method: 'GET',
  path: '/api/v1/fact-sheets',
  query: listQuery(['dueOn'], { state: z.enum(['OPEN', 'ANSWERED']).optional() }),
  response: page(factSheet.omit({ answeredBy: true })),
  audience: 'office',
  access: ['UNIT_LIAISON'],
  summary: 'Questions of the commission to my unit',
});

export const exportMyFactSheets = endpoint({
  name: 'exportMyFactSheets',
  method: 'GET',
  path: '/api/v1/fact-sheets.xlsx',
  query: withReason(
    z.object({ sort: z.enum(['dueOn', '-dueOn']).optional(), state: z.enum(['OPEN', 'ANSWERED']).optional() }),
  ),
  response: z.object({}),
  audience: 'office',
  access: ['UNIT_LIAISON'],
  delivers: 'file',
  summary: 'The same as .xlsx',
});

export const getMyFactSheet = endpoint({
  name: 'getMyFactSheet',
  method: 'GET',
  path: '/api/v1/fact-sheets/:id',
  params: idParams,
  response: factSheet.omit({ answeredBy: true }),
  audience: 'office',
  access: ['UNIT_LIAISON'],
  summary: 'One question of the commission to my unit',
});

export const answerFactSheet = endpoint({
  name: 'answerFactSheet',
  method: 'POST',
  path: '/api/v1/fact-sheets/:id/answer',
  params: idParams,
  body: z.object({ version, answer: words(5_000) }),
  response: factSheet.omit({ answeredBy: true }),
  audience: 'office',
  access: ['UNIT_LIAISON'],
  summary: 'Answer a question of the commission',
});

/** Enter information of another source by hand. */
export const registerInformation = endpoint({
  name: 'registerInformation',
  method: 'POST',
  path: '/api/v1/information',
  body: z.object({
    title: words(100),
    text: words(5_000),
    subjectKind: z.enum(['UNIT', 'PERSON']),
    subjectId: id,
    /** Who told it, by name, number or office: kept as a keyed digest only, so that one source counts once. Without it: anonymous. */
    reporter: words(100).nullish(),
  }),
  response: information,
  audience: 'office',
  access: ['OFFICER', 'RESIDENT_OFFICER', 'CENTRE_CLERK'],
  summary: 'Register information that came in another way',
});

/** People and units in my scope by name, initials or code, to point at in a form. */
export const findSubjects = endpoint({
  name: 'findSubjects',
  method: 'GET',
  path: '/api/v1/subjects',
  query: z.object({ q: z.string().trim().min(1).max(50), kind: z.enum(['UNIT', 'PERSON']).optional() }).strict(),
  response: z.object({
    items: z.array(
      z.object({
        kind: z.enum(['UNIT', 'PERSON']),
        id,
        name: z.string(),
        unitId: id,
        unit: z.string(),
        post: z.string().nullable(),
      }),
    ),
  }),
  audience: 'office',
  access: TRIAGE,
  summary: 'People and units in my scope',
});
