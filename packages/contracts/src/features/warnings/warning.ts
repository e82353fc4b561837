import { WARNING_STATES } from '@qingfeng/domain/features/warnings/warning.ts';
import { z } from 'zod';
import { colour, day, id, instant, openStep, timelineEntry, version } from '../../shared/wire.ts';

/** A length of time as the schemes write it. */
export const period = z.object({
  amount: z.int().min(1).max(400),
  unit: z.enum(['WORKDAY', 'MONTH', 'WEEK', 'CALENDAR_DAY']),
});

const file = z.object({ id, name: z.string(), size: z.int(), at: instant });
const account = z.object({ accountId: id, name: z.string() });

const span = z.object({ name: z.string(), from: day, to: day });

/** A deadline with what it was computed from, so that the page can tell it in a sentence and day by day. */
export const explainedDeadline = z.object({
  id,
  clock: z.string(),
  soft: z.boolean(),
  state: z.enum(['RUNNING', 'PAUSED', 'STOPPED']),
  dueOn: day,
  workingDaysLeft: z.int(),
  estimated: z.boolean(),
  /** The facts of the one sentence: day 0, count, what moved it. */
  sentence: z.object({
    clock: z.string(),
    baseOn: day,
    period,
    dueOn: day,
    nominalOn: day,
    estimated: z.boolean(),
    calendarVersion: z.string(),
    daysOff: z.array(span),
    makeups: z.array(day),
    extended: z.array(period),
    reopened: z.array(z.object({ on: day, period })),
    pauses: z.array(z.object({ from: day, to: day.nullable(), reason: z.string() })),
  }),
  /** Every day from day 0 to the last: what kind of day it is and the running number where it counts. */
  days: z.array(
    z.object({
      on: day,
      kind: z.enum(['WORKDAY', 'MAKEUP_WORKDAY', 'WEEKEND', 'HOLIDAY']),
      name: z.string().nullable(),
      counted: z.int().nullable(),
      paused: z.boolean(),
      marks: z.array(z.string()),
    }),
  ),
});

const level = z.object({
  code: z.string(),
  rank: z.int(),
  label: z.string(),
  act: z.string(),
  colour,
  word: z.string(),
});

export const warningRow = z.object({
  id,
  version,
  /** Number of the matter's file (一事一档): YJ-2026-0041. */
  caseNumber: z.string(),
  /** Document number once issued. */
  paperNumber: z.string().nullable(),
  state: z.enum(WARNING_STATES),
  level,
  modeLabel: z.string(),
  circumstance: z.object({ code: z.string(), label: z.string() }),
  object: z.object({
    kind: z.enum(['PERSON', 'UNIT', 'SECTION']),
    id,
    name: z.string(),
    unit: z.string(),
    post: z.string().nullable(),
  }),
  handlingUnit: z.string(),
  flags: z.object({
    overdue: z.boolean(),
    extensionPending: z.boolean(),
    extended: z.boolean(),
    suspended: z.boolean(),
    /** Ended because the body decided against a warning. */
    rejected: z.boolean(),
  }),
  deadline: z.object({ dueOn: day, workingDaysLeft: z.int(), estimated: z.boolean() }).nullable(),
  decidedOn: day.nullable(),
  servedOn: day.nullable(),
  proposedAt: instant,
});

export type WarningRow = z.output<typeof warningRow>;

const paper = z.object({
  id,
  kind: z.string(),
  title: z.string(),
  number: z.string().nullable(),
  sha256: z.string(),
  on: day,
  prints: z.int(),
  voided: z.boolean(),
});

const answer = z.object({
  question: z.int(),
  round: z.int(),
  text: z.string(),
  at: instant.nullable(),
  files: z.array(file),
});

const measure = z.object({
  id,
  text: z.string(),
  owner: z.string(),
  dueOn: day.nullable(),
  evidenceType: z.string(),
  evidence: z.array(file),
  doneOn: day.nullable(),
});

/** The states of the main line with the day on which each was reached, for the life line. */
const lifeLine = z.array(z.object({ state: z.enum(WARNING_STATES), on: day.nullable() }));

/** What both sides see of a served warning. */
const shared = warningRow.extend({
  openSteps: z.array(openStep),
  line: lifeLine,
  deadlines: z.array(explainedDeadline),
  questions: z.array(z.object({ nth: z.int(), text: z.string(), answers: z.array(answer) })),
  owes: z
    .object({ kind: z.enum(['ORAL_ANSWER', 'EXPLANATION', 'MEASURES', 'RECTIFY_REPORT']), period: period.nullable() })
    .nullable(),
  stopAct: z.boolean(),
  /** All that was handed in, the first first; with the measures of those that came back. */
  responses: z.array(
    z.object({
      kind: z.string(),
      on: day,
      text: z.string(),
      files: z.array(file),
      round: z.int(),
      measures: z.array(measure.pick({ text: true, owner: true, dueOn: true })),
    }),
  ),
  measures: z.array(measure),
  papers: z.array(paper),
  extension: z
    .object({ askedOn: day, late: z.boolean(), state: z.enum(['PENDING', 'GRANTED', 'REFUSED']), reason: z.string() })
    .nullable(),
  returnCount: z.int(),
  conclusion: z.enum(['CORRECTED', 'EXPLAINED', 'REMINDED']).nullable(),
});

/** A level with what may be chosen of it. */
const choices = level.extend({
  body: z.string(),
  circumstances: z.array(
    z.object({ code: z.string(), label: z.string(), gloss: z.string(), requiresText: z.boolean() }),
  ),
  modes: z.array(
    z.object({
      code: z.string(),
      label: z.string(),
      servedBy: z.enum(['PAPER', 'TALK']),
      circumstances: z.array(z.string()),
    }),
  ),
  /** The most that the paper may set itself; `null`: the scheme's own period holds. */
  limits: z.object({ response: period.nullable(), rectification: period.nullable(), overall: period.nullable() }),
});

/** A warning for those who decide and handle it. */
export const warning = shared.extend({
  scheme: z.object({ id: z.string(), name: z.string(), version: z.int() }),
  mode: z.string(),
  ground: z.string().nullable(),
  /** What the paper sets itself. */
  limits: z.object({ response: period.nullable(), rectification: period.nullable(), overall: period.nullable() }),
  /** Facts as the paper tells them. */
  facts: z.array(z.string()),
  boundaryAnswer: z.enum(['YES', 'NO']).nullable(),
  origin: z.object({ kind: z.enum(['INFORMATION', 'ASSESSMENT', 'WARNING']), id, number: z.string().nullable() }),
  evidence: z.array(
    z.object({ kind: z.enum(['FILE', 'RECORD', 'INFORMATION', 'FINDING', 'WARNING']), id, label: z.string() }),
  ),
  drafter: account,
  reviewer: account.nullable(),
  decider: account.nullable(),
  leadInterviewer: account.nullable(),
  /** Who holds the talk, the lead first, and signs its record; nobody where there is none. */
  talkers: z.array(account),
  decision: z
    .object({
      body: z.string(),
      on: day,
      minutesNumber: z.string().nullable(),
      participants: z.array(z.string()),
      files: z.array(file),
    })
    .nullable(),
  /** What the body of this level needs: minutes and how many participants. */
  decisionNeeds: z.object({ body: z.string(), minutesRequired: z.boolean(), minParticipants: z.int() }),
  service: z
    .object({
      how: z.enum(['SIGNED', 'PAPER_RECEIPT', 'REFUSED', 'INTERVIEW']),
      on: day,
      witnesses: z.array(z.string()),
    })
    .nullable(),
  servedBy: z.enum(['PAPER', 'TALK']),
  visits: z.array(z.object({ on: day, methods: z.array(z.string()), passed: z.boolean(), files: z.array(file) })),
  visitNeeds: z.object({ minVisitors: z.int(), methods: z.array(z.string()) }),
  suspension: z.object({ code: z.string(), on: day }).nullable(),
  suspensionReasons: z.array(z.object({ code: z.string(), label: z.string(), requiresText: z.boolean() })),
  extensionMax: period.nullable(),
  /** Grounds on which this level knows an escalation and none is proposed yet. */
  escalationGrounds: z.array(z.string()),
  proposals: z.array(z.object({ ground: z.string(), to: z.array(z.string()), on: day })),
  filingNumber: z.string().nullable(),
  filingRequired: z.boolean(),
  /** The warning that is to follow this one, or has taken its place. */
  successor: z.object({ id, caseNumber: z.string() }).nullable(),
  /** What a successor begins from, where the viewer may draft one now: the levels proposed, and what is carried over. */
  successorForm: z
    .object({
      levels: z.array(choices),
      levelCode: z.string().nullable(),
      circumstance: z.string().nullable(),
      mode: z.string().nullable(),
      facts: z.array(z.string()),
      questions: z.array(z.string()),
    })
    .nullable(),
  clueNumber: z.string().nullable(),
  notes: z.array(z.object({ id, at: instant, author: z.string(), step: z.string(), text: z.string() })),
  /** Documents of the dossier (§5.15), which of them are there, and the files that are no numbered paper. */
  dossier: z.array(
    z.object({ document: z.string(), present: z.boolean(), required: z.boolean(), files: z.array(file) }),
  ),
  /** Levels, circumstances and modes that the body may choose instead (lower, or higher for re-routing). */
  alternatives: z.array(choices),
  /** Who may be named to a talk or visit; those who may lead a talk are marked. */
  colleagues: z.array(account.extend({ mayLead: z.boolean() })),
  timeline: z.array(timelineEntry),
});

/**
 * A warning for the person warned: before service only that a paper waits to be signed for, after an end the neutral word.
 * Nothing of sources, evidence, deciders or what handlers note among themselves.
 */
export const ownWarning = z.discriminatedUnion('view', [
  z.object({ view: z.literal('TO_SIGN'), id, version, openSteps: z.array(openStep), issuedOn: day }),
  z.object({
    view: z.literal('CLOSED'),
    id,
    version,
    paperNumber: z.string().nullable(),
    closedOn: day,
    successorId: id.nullable(),
  }),
  shared.omit({ handlingUnit: true }).extend({
    view: z.literal('OPEN'),
    sentTo: z.string(),
    /** The warning that this one took the place of, where it was served on the same person. */
    predecessor: z.object({ id, paperNumber: z.string().nullable() }).nullable(),
    /** Right to appeal: to whom, within which reminder period; it is never cut off. */
    appeal: z.object({ to: z.string(), within: period }),
    /** Whether the level knows an extension at all. */
    mayExtend: z.boolean(),
    /** Why something came back or was refused, latest first: reasons that are written for the person to act on. */
    told: z.array(z.object({ type: z.string(), on: day, reason: z.string() })),
    timeline: z.array(z.object({ at: instant, type: z.string() })),
  }),
]);

export const ownWarningRow = z.object({
  id,
  view: z.enum(['TO_SIGN', 'OPEN', 'CLOSED']),
  paperNumber: z.string().nullable(),
  level: level.nullable(),
  state: z.enum(WARNING_STATES).nullable(),
  deadline: z.object({ dueOn: day, workingDaysLeft: z.int(), estimated: z.boolean() }).nullable(),
  on: day,
});
