import type { getMyWarning, getWarning, listMyWarnings } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Calendar } from '@qingfeng/domain/features/calendar/calendar.ts';
import { workdaysBetween } from '@qingfeng/domain/features/calendar/calendar.ts';
import { explainDeadline } from '@qingfeng/domain/features/calendar/explain.ts';
import { bindingDeadline } from '@qingfeng/domain/features/warnings/deadline.ts';
import { stepsOpenTo } from '@qingfeng/domain/features/warnings/life.ts';
import type { EarlierResponse, Warning, WarningState } from '@qingfeng/domain/features/warnings/warning.ts';
import {
  appealOf,
  decisionOf,
  faceOf,
  flagsOf,
  levelOf,
  modeOf,
  owedBy,
  stopsAct,
} from '@qingfeng/domain/features/warnings/warning.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { dayOf } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { OFFICERS } from '@qingfeng/domain/shared/roles.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { knownToObject, visibleWarning } from '../../shared/access.ts';
import { timelineOf } from '../audit/read.ts';
import { readCalendar } from '../calendar/read.ts';
import { appealBodyOf } from './appeal-body.ts';
import { choicesOf } from './choices.ts';
import { dossierDocuments } from './dossier.ts';
import { warningRowOf, workdaysTo } from './read.ts';
import type { Held } from './store.ts';
import { MATTER, toHeld } from './store.ts';
import { successorForm } from './successor-form.ts';

type Detail = ResponseOf<typeof getWarning>;
type Own = ResponseOf<typeof getMyWarning>;
type OpenOwn = Extract<Own, { view: 'OPEN' }>;
type Shared = Pick<
  Detail,
  | 'line'
  | 'deadlines'
  | 'questions'
  | 'owes'
  | 'stopAct'
  | 'responses'
  | 'measures'
  | 'papers'
  | 'extension'
  | 'returnCount'
  | 'conclusion'
>;
type File = Detail['measures'][number]['evidence'][number];

/** The main line of the life, as the page draws it; a side end replaces what is not reached. */
const LINE = [
  'DRAFT',
  'PENDING_DECISION',
  'DECIDED',
  'ISSUED',
  'SERVED',
  'RESPONDED',
  'UNDER_REVIEW',
  'RECTIFYING',
  'VISITING',
  'PENDING_LIFT',
  'LIFTED',
  'ARCHIVED',
] as const satisfies readonly WarningState[];

const OBJECT_CLOCKS: readonly string[] = ['response', 'overall', 'rectification'];

const matterOf = async (database: Database, id: string, scope: Sql): Promise<Held> => {
  const row = await database.readOne<Parameters<typeof toHeld>[0]>(sql`
    select ${MATTER} from warning w join scheme_version s on s.id = w.scheme_version_id
    where w.id = ${id}::uuid and ${scope}`);
  if (row === undefined) throw missing('warning');
  return toHeld(row);
};

/** Files of the matter by id; a file that is not its own is not shown. */
const filesOf = async (database: Database, id: string): Promise<Map<string, File>> => {
  const rows = await database.read<File>(sql`
    select id, name, size::int as size, uploaded_at as at from stored_file
    where thing_kind = 'warning' and thing_id = ${id}::uuid`);
  return new Map(rows.map((file) => [file.id, file]));
};

const papersOf = (database: Database, id: string, audience: 'OBJECT' | 'ALL'): Promise<Detail['papers']> =>
  database.read(sql`
    select l.id, l.kind, l.title, l.number, l.sha256, l.issued_on as on, l.voided_at is not null as voided,
      (select count(*) from letter_print p where p.letter_id = l.id and p.purpose = 'print')::int as prints
    from letter l where l.warning_id = ${id}::uuid and (${audience} = 'ALL' or l.audience = 'OBJECT')
    order by l.frozen_at, l.id`);

/** The day on which each state was last entered, from the record. */
const lineOf = (
  events: readonly { at: Instant; body: Record<string, unknown> }[],
  state: WarningState,
  zone: string,
) => {
  const entered = new Map<string, LocalDate>();
  for (const { at, body } of events.toReversed()) {
    if (typeof body['to'] === 'string' && body['from'] !== body['to']) entered.set(body['to'], dayOf(at, zone));
  }
  const ended = !LINE.some((one) => one === state);
  const line: { state: WarningState; on: LocalDate | null }[] = LINE.filter((one) => !ended || entered.has(one)).map(
    (one) => ({ state: one, on: entered.get(one) ?? null }),
  );
  return ended ? [...line, { state, on: entered.get(state) ?? null }] : line;
};

const deadlinesOf = (
  warning: Warning,
  calendar: Calendar,
  today: LocalDate,
  clocks: (clock: string) => boolean,
): Detail['deadlines'] =>
  warning.deadlines
    .filter(({ clock }) => clocks(clock))
    .map((deadline) => {
      const { sentence, days } = explainDeadline(deadline, calendar);
      return {
        id: deadline.id,
        clock: deadline.clock,
        soft: deadline.soft,
        state: deadline.state,
        dueOn: deadline.dueOn,
        workingDaysLeft: workdaysBetween(calendar, today, deadline.dueOn),
        estimated: deadline.estimated,
        sentence: {
          ...sentence,
          daysOff: [...sentence.daysOff],
          makeups: [...sentence.makeups],
          extended: [...sentence.extended],
          reopened: [...sentence.reopened],
          pauses: [...sentence.pauses],
        },
        days: days.map((day) => ({ ...day, marks: [...day.marks] })),
      };
    });

/** All that was handed in, the first first; the measures of the last are under way and stand by themselves. */
const responsesOf = ({ earlierResponses = [], response }: Warning): readonly EarlierResponse[] => [
  ...earlierResponses,
  ...(response === null ? [] : [{ ...response, measures: [] }]),
];

const sharedOf = (
  warning: Warning,
  files: ReadonlyMap<string, File>,
  events: readonly { at: Instant; body: Record<string, unknown> }[],
  zone: string,
): Omit<Shared, 'deadlines' | 'papers'> => {
  const listed = (ids: readonly string[]): File[] => ids.flatMap((id) => files.get(id) ?? []);
  const { extension } = warning;
  const reasonOfExtension = (): string => {
    const asked = events.find(({ body }) => typeof body['late'] === 'boolean');
    return warning.notes.find(({ id }) => id === asked?.body['noteId'])?.text ?? '';
  };
  return {
    line: lineOf(events, warning.state, zone),
    questions: warning.questions.map((text, nth) => ({
      nth,
      text,
      answers: warning.answers
        .filter(({ question }) => question === nth)
        .map((answer) => ({ ...answer, at: null, fileIds: undefined, files: listed(answer.fileIds) })),
    })),
    owes: owedBy(warning),
    stopAct: stopsAct(warning),
    responses: responsesOf(warning).map(({ kind, on, text, round, fileIds, measures }) => ({
      kind,
      on,
      text,
      round,
      files: listed(fileIds),
      measures: measures.map(({ text: what, owner, dueOn }) => ({ text: what, owner, dueOn })),
    })),
    measures: warning.measures.map(({ evidenceFileIds, ...measure }) => ({
      ...measure,
      evidence: listed(evidenceFileIds),
    })),
    extension:
      extension === null
        ? null
        : { askedOn: extension.askedOn, late: extension.late, state: extension.state, reason: reasonOfExtension() },
    returnCount: warning.returnCount,
    conclusion: warning.conclusion,
  };
};

/** A reminder moves nothing in the life: it is offered beside its steps to who handles the matter, while the object has to act. */
const withReminder = (warning: Warning, viewer: Viewer, steps: Detail['openSteps']): Detail['openSteps'] => {
  const waits = warning.state === 'SERVED' || warning.state === 'RECTIFYING';
  if (!waits || !hasRole(viewer, ...OFFICERS, 'HANDLING_HEAD')) return steps;
  return [...steps, { step: 'remind', open: true, primary: !steps.some(({ primary }) => primary), why: null }];
};

/**
 * Who may be named to a talk or a visit: colleagues of the handling unit and the viewer's own, and the commission's leaders, who lead
 * talks. Never the object, nor an administrator of the platform, who sees no business data.
 */
const colleaguesOf = (database: Database, viewer: Viewer, warning: Warning): Promise<Detail['colleagues']> =>
  database.read(sql`
    select a.id as "accountId", a.name, g.roles && ${levelOf(warning).interview?.leadRoles ?? []}::text[] as "mayLead"
    from account a
    join person p on p.id = a.person_id
    cross join lateral (
      select coalesce(array_agg(r.role), '{}') as roles from role_grant r where r.account_id = a.id and r.revoked_at is null
    ) g
    where a.status = 'ACTIVE' and p.id <> all(${[warning.object.id, warning.object.headId].filter((id) => id !== null)}::uuid[])
      and not g.roles && array['SYS_ADMIN', 'SEC_ADMIN', 'AUDIT_ADMIN']
      and (p.unit_id in (${warning.handlingUnitId}::uuid, ${viewer.unitId}::uuid) or 'COMMISSION_LEADER' = any(g.roles))
    order by a.name`);

/** Numbers of what a warning rests on; of an earlier warning only to who may see it. */
const numbersOf = async (database: Database, ids: readonly string[], scope: Sql): Promise<Names> => {
  const rows = await database.read<{ id: string; number: string }>(sql`
    select id, number from information where county = 1 and id = any(${ids}::uuid[])
    union all select id, case_number from warning w where id = any(${ids}::uuid[]) and ${scope}`);
  return new Map(rows.map(({ id, number }) => [id, number]));
};

type Names = ReadonlyMap<string, string>;
const namesOf = async (database: Database, ids: readonly (string | null)[]): Promise<Names> => {
  const wanted = ids.filter((id) => id !== null);
  const rows = await database.read<{ id: string; name: string }>(sql`
    select id, name from account where id = any(${wanted}::uuid[])`);
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** One warning for those who decide and handle it; what the viewer may not see is missing. */
export const warningOf = async (
  database: Database,
  viewer: Viewer,
  id: string,
  today: LocalDate,
  zone: string,
): Promise<Detail> => {
  const scope = visibleWarning(viewer, sql`w`);
  const [held, row] = await Promise.all([matterOf(database, id, scope), warningRowOf(database, id, today, scope)]);
  if (row === undefined) throw missing('warning');
  const { warning } = held;
  const { assignments } = warning;
  const openSteps = stepsOpenTo(warning, viewer, today, viewer.lent?.accountId ?? null);
  const [calendar, files, papers, timeline, names, colleagues, numbers, successor, form] = await Promise.all([
    readCalendar(database),
    filesOf(database, id),
    papersOf(database, id, 'ALL'),
    timelineOf(database, 'warning', id),
    namesOf(database, [
      assignments.drafterId,
      assignments.reviewerId,
      assignments.deciderId,
      assignments.leadInterviewerId,
      ...assignments.interviewerIds,
      ...warning.notes.map(({ by }) => by),
    ]),
    colleaguesOf(database, viewer, warning),
    numbersOf(database, [warning.origin.id, ...warning.evidence.map(({ id: evidenceId }) => evidenceId)], scope),
    warning.successorId === null
      ? undefined
      : database.readOne<{ id: string; caseNumber: string }>(sql`
          select id, case_number as "caseNumber" from warning w where id = ${warning.successorId}::uuid and ${scope}`),
    openSteps.some(({ step, open }) => step === 'draftSuccessor' && open) ? successorForm(database, held) : null,
  ]);
  const account = (accountId: string | null) =>
    accountId === null ? null : { accountId, name: names.get(accountId) ?? '' };
  const listed = (ids: readonly string[]): File[] => ids.flatMap((fileId) => files.get(fileId) ?? []);
  const level = levelOf(warning);
  const decision = decisionOf(warning);
  return {
    ...row,
    ...sharedOf(warning, files, timeline, zone),
    openSteps: withReminder(warning, viewer, [...openSteps]),
    deadlines: deadlinesOf(warning, calendar, today, () => true),
    papers,
    scheme: { id: warning.scheme.id, name: warning.scheme.name, version: warning.scheme.version },
    mode: warning.mode,
    ground: warning.ground,
    limits: warning.limits,
    facts: [...held.paperWords.facts],
    boundaryAnswer: warning.boundaryAnswer,
    origin: { kind: warning.origin.kind, id: warning.origin.id, number: numbers.get(warning.origin.id) ?? null },
    evidence: warning.evidence.map(({ kind, id: evidenceId }) => ({
      kind,
      id: evidenceId,
      label: files.get(evidenceId)?.name ?? numbers.get(evidenceId) ?? numbers.get(warning.origin.id) ?? '',
    })),
    drafter: account(assignments.drafterId) ?? { accountId: assignments.drafterId, name: '' },
    reviewer: account(assignments.reviewerId),
    decider: account(assignments.deciderId),
    leadInterviewer: account(assignments.leadInterviewerId),
    talkers: [...new Set([assignments.leadInterviewerId, ...assignments.interviewerIds])].flatMap(
      (id) => account(id) ?? [],
    ),
    decision:
      warning.decision === null
        ? null
        : {
            body: warning.decision.body,
            on: warning.decision.on,
            minutesNumber: warning.decision.minutesNumber,
            participants: [...warning.decision.participants],
            files: listed([warning.decision.fileId]),
          },
    decisionNeeds: {
      body: decision.body,
      minutesRequired: decision.minutesRequired,
      minParticipants: decision.minParticipants,
    },
    service:
      warning.service === null
        ? null
        : { how: warning.service.how, on: warning.service.on, witnesses: [...warning.service.witnesses] },
    servedBy: modeOf(warning).servedBy,
    visits: warning.visits.map(({ on, methods, passed, formFileId }) => ({
      on,
      methods: [...methods],
      passed,
      files: listed([formFileId]),
    })),
    visitNeeds: { minVisitors: level.returnVisit.minVisitors, methods: [...level.returnVisit.methods] },
    suspension: warning.suspension,
    suspensionReasons: [...warning.scheme.suspensionReasons],
    extensionMax: level.extension?.max ?? null,
    escalationGrounds: [...new Set(level.escalation.map(({ when }) => when))].filter((ground) =>
      warning.proposals.every((proposal) => proposal.ground !== ground),
    ),
    proposals: warning.proposals.map(({ ground, towards, on }) => ({ ground, to: [...towards], on })),
    filingNumber: warning.filingNumber,
    filingRequired: level.lift.requires.includes('CHECK_FILED'),
    successor: successor ?? null,
    successorForm: form,
    clueNumber: warning.clueId,
    notes: warning.notes.map((note) => ({
      id: note.id,
      at: note.at,
      author: names.get(note.by) ?? '',
      step: timeline.find(({ body }) => body['noteId'] === note.id)?.type ?? 'warning.noted',
      text: note.text,
    })),
    dossier: dossierDocuments(warning).map(({ fileIds, ...entry }) => ({ ...entry, files: listed(fileIds) })),
    alternatives: warning.scheme.levels.filter(({ rank }) => rank < (warning.origin.rank ?? Infinity)).map(choicesOf),
    colleagues,
    timeline,
  };
};

/** What the person warned sees: nothing of sources, evidence, deciders or notes among handlers, and before service only that a paper waits. */
export const ownWarningOf = async (
  database: Database,
  viewer: Viewer,
  id: string,
  today: LocalDate,
  zone: string,
): Promise<Own> => {
  const scope = knownToObject(viewer, sql`w`);
  const { warning: matter } = await matterOf(database, id, scope);
  const warning = faceOf(matter);
  const [row, view] = await Promise.all([
    warningRowOf(database, id, today, scope),
    database.readOne<{ view: 'TO_SIGN' | 'OPEN' | 'CLOSED'; endedAt: Instant | null }>(sql`
      select object_view as view, ended_at as "endedAt" from warning where id = ${id}::uuid`),
  ]);
  if (row === undefined || view === undefined) throw missing('warning');
  const openSteps = stepsOpenTo(warning, viewer, today).map((step) => ({ ...step }));
  if (view.view === 'TO_SIGN') {
    return { view: 'TO_SIGN', id, version: warning.version, openSteps, issuedOn: warning.paper?.on ?? today };
  }
  if (view.view === 'CLOSED') {
    const closedOn = view.endedAt === null ? today : dayOf(view.endedAt, zone);
    return {
      view: 'CLOSED',
      id,
      version: warning.version,
      paperNumber: warning.paper?.number ?? null,
      closedOn,
      successorId: await followedBy(database, warning, scope),
    };
  }
  const [calendar, files, papers, timeline, sentTo, appealTo, predecessor] = await Promise.all([
    readCalendar(database),
    filesOf(database, id),
    papersOf(database, id, 'OBJECT'),
    timelineOf(database, 'warning', id),
    database.readOne<{ name: string }>(sql`select name from unit where id = ${warning.handlingUnitId}::uuid`),
    database.readOne<{ name: string }>(appealBodyOf(warning)),
    database.readOne<{ id: string; paperNumber: string | null }>(sql`
      select id, paper_number as "paperNumber" from warning w where id = ${warning.origin.id}::uuid and ${scope}`),
  ]);
  const { handlingUnit: _handlingUnit, ...known } = row;
  const own: OpenOwn = {
    view: 'OPEN',
    ...known,
    ...(await facing(database, matter, today)),
    ...sharedOf(warning, files, timeline, zone),
    line: lineOf(timeline, warning.state, zone).filter(({ state }) => !HIDDEN.includes(state)),
    deadlines: deadlinesOf(warning, calendar, today, (clock) => OBJECT_CLOCKS.includes(clock)),
    papers,
    openSteps,
    sentTo: sentTo?.name ?? '',
    predecessor: predecessor ?? null,
    mayExtend: levelOf(warning).extension !== null,
    // A reminder, never a bar: a late appeal is registered too (FS-05).
    appeal: { to: appealTo?.name ?? '', within: appealOf(warning).within },
    told: timeline
      .filter(({ type }) => TOLD_EVENTS.includes(type))
      .flatMap(({ at, type, body }) =>
        warning.notes
          .filter(({ id: noteId }) => noteId === body['noteId'])
          .map(({ text }) => ({ type, on: dayOf(at, zone), reason: text })),
      ),
    timeline: timeline.filter(({ type }) => KNOWN_EVENTS.includes(type)).map(({ at, type }) => ({ at, type })),
  };
  return own;
};

/** The paper that follows, once its object has it in hand; one that was rescinded before service never was. */
const followedBy = async (database: Database, { successorId }: Warning, scope: Sql): Promise<string | null> =>
  successorId === null
    ? null
    : ((
        await database.readOne<{ id: string }>(
          sql`select id from warning w where id = ${successorId}::uuid and w.served_on is not null and ${scope}`,
        )
      )?.id ?? null);

/** What the columns of an escalated warning would give away before the new paper is served, as it stood before. */
const facing = async (database: Database, matter: Warning, today: LocalDate) => {
  if (matter.face == null) return {};
  const warning = faceOf(matter);
  const due = bindingDeadline(warning);
  const counted =
    due &&
    (await database.readOne<{ days: number | null }>(
      sql`select ${workdaysTo(sql`${due.dueOn}::date`, today)} as days`,
    ));
  return {
    state: warning.state,
    flags: { ...flagsOf(warning), rejected: false },
    deadline: due && { dueOn: due.dueOn, workingDaysLeft: counted?.days ?? 0, estimated: due.estimated },
  };
};

/** Steps before service are the organ's own business. */
const HIDDEN: readonly WarningState[] = ['DRAFT', 'PENDING_DECISION', 'DECIDED'];
/** Steps whose reason is owed to the person (DOMAIN §4.2 rows 10, 13, 16, 17b). */
const TOLD_EVENTS: readonly string[] = [
  'warning.returned',
  'warning.extension-refused',
  'warning.visit-failed',
  'warning.lift-refused',
];
const KNOWN_EVENTS: readonly string[] = [
  ...TOLD_EVENTS,
  'warning.issued',
  'warning.signed-for',
  'warning.served',
  'warning.interview-held',
  'warning.answered',
  'warning.responded',
  'warning.response-accepted',
  'warning.extension-asked',
  'warning.extension-granted',
  'warning.measure-finished',
  'warning.rectification-reported',
  'warning.suspended',
  'warning.resumed',
  'warning.lifted',
];

/** Warnings known to the viewer as their object, latest first. */
export const ownWarningsOf = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  zone: string,
): Promise<ResponseOf<typeof listMyWarnings>> => {
  const scope = knownToObject(viewer, sql`w`);
  const found = await database.read<{
    id: string;
    view: 'TO_SIGN' | 'OPEN' | 'CLOSED';
    paperNumber: string | null;
    on: LocalDate;
    endedAt: Instant | null;
  }>(sql`
    select w.id, w.object_view as view, w.paper_number as "paperNumber", w.ended_at as "endedAt",
      coalesce(w.served_on, w.decided_on, w.proposed_at::date) as on
    from warning w where ${scope} order by w.proposed_at desc limit 200`);
  const items = await Promise.all(
    found.map(async ({ id, view, paperNumber, on, endedAt }) => {
      const columns = view === 'OPEN' ? await warningRowOf(database, id, today, scope) : undefined;
      const row =
        columns?.state === 'ESCALATED'
          ? { ...columns, ...(await facing(database, (await matterOf(database, id, scope)).warning, today)) }
          : columns;
      return {
        id,
        view,
        on: view === 'CLOSED' && endedAt !== null ? dayOf(endedAt, zone) : on,
        paperNumber: view === 'TO_SIGN' ? null : paperNumber,
        level: row?.level ?? null,
        state: row?.state ?? null,
        deadline: row?.deadline ?? null,
      };
    }),
  );
  return { items };
};
