import type { InformationEvent } from '../information/events.ts';
import type { WarningEvent } from '../warnings/events.ts';
import type { ReminderTarget } from '../warnings/reminders.ts';
import type { NoticeChannel } from './delivery.ts';

/**
 * Whom a notice is for; operations find the accounts. `TASK` is whoever the step has put something before, `ON_DUTY` who may take
 * the new findings, the others stand on the matter itself.
 */
export type NoticeRecipient =
  | 'TASK'
  | 'RULE_KEEPERS'
  | 'ON_DUTY'
  | 'FEED_LIAISON'
  | 'HANDLER'
  | 'SNOOZER'
  | 'STAGE_ASKED'
  | 'POLICY_AUTHOR'
  | 'RULE_AUTHOR'
  | 'SHEET_LIAISON'
  | ReminderTarget;

/** What someone is told about an event. */
export type NoticeRule = {
  readonly to: NoticeRecipient;
  readonly channels: readonly NoticeChannel[];
  /** Goes before all others and does not wait for the end of quiet hours. */
  readonly urgent: boolean;
  /** Dictionary word of what is told; without one the event's own, or the act of the task. */
  readonly kind?: string;
  /** One unread notice of the kind is enough: another tells nothing new. */
  readonly once?: true;
};

const IN_APP = ['IN_APP'] as const;
const WITH_MAIL = ['IN_APP', 'EMAIL'] as const;
const EVERY_WAY = ['IN_APP', 'EMAIL', 'SMS'] as const;

const tell = (to: NoticeRecipient, channels: readonly NoticeChannel[] = IN_APP, more: Partial<NoticeRule> = {}) => ({
  to,
  channels,
  urgent: false,
  ...more,
});
const URGENT = { urgent: true } as const;
const NOBODY: readonly NoticeRule[] = [];

/**
 * Who is told of what happens to a warning: the notice column of DOMAIN §4.2. The person warned hears nothing before the paper waits
 * for a signature (WF-31), the case department's matters are told to nobody here (row 23).
 */
const OF_WARNINGS: Readonly<Record<WarningEvent['type'], readonly NoticeRule[]>> = {
  'warning.proposed': [tell('TASK')],
  'warning.revised': NOBODY,
  'warning.reassigned': [tell('TASK')],
  'warning.submitted': [tell('TASK', EVERY_WAY)],
  'warning.withdrawn': [tell('HANDLING_UNIT')],
  'warning.approved': [tell('TASK', WITH_MAIL), tell('HANDLING_UNIT')],
  'warning.raised': [tell('TASK', EVERY_WAY), tell('HANDLING_UNIT')],
  'warning.sent-back': [tell('TASK'), tell('HANDLING_UNIT')],
  'warning.rejected': [tell('HANDLING_UNIT')],
  'warning.issued': [tell('TASK', EVERY_WAY, URGENT)],
  'warning.rescinded': [tell('HANDLING_UNIT')],
  'warning.signed-for': [tell('HANDLING_UNIT')],
  'warning.served': [tell('OBJECT', EVERY_WAY, URGENT), tell('HANDLING_UNIT')],
  'warning.interview-held': [tell('OBJECT', EVERY_WAY, URGENT), tell('HANDLING_UNIT')],
  'warning.answered': NOBODY,
  'warning.responded': [tell('TASK', WITH_MAIL), tell('HANDLING_UNIT')],
  'warning.record-filed': [tell('OBJECT'), tell('TASK')],
  'warning.review-begun': NOBODY,
  'warning.response-accepted': [tell('OBJECT', EVERY_WAY), tell('TASK')],
  'warning.returned': [tell('OBJECT', EVERY_WAY)],
  'warning.extension-asked': [tell('TASK', WITH_MAIL)],
  'warning.extension-granted': [tell('OBJECT', EVERY_WAY)],
  'warning.extension-refused': [tell('OBJECT', EVERY_WAY)],
  'warning.measure-finished': NOBODY,
  'warning.rectification-reported': [tell('TASK', WITH_MAIL), tell('HANDLING_UNIT')],
  'warning.visit-passed': [tell('TASK')],
  'warning.visit-failed': [tell('OBJECT', EVERY_WAY)],
  'warning.lifted': [tell('OBJECT', EVERY_WAY), tell('HANDLING_UNIT'), tell('TASK')],
  'warning.lift-refused': [tell('OBJECT', EVERY_WAY), tell('HANDLING_UNIT')],
  'warning.suspended': [tell('OBJECT')],
  'warning.resumed': [tell('OBJECT')],
  'warning.archived': NOBODY,
  'warning.escalation-proposed': [tell('HANDLING_UNIT'), tell('SUPERIOR')],
  'warning.successor-drafted': NOBODY,
  'warning.successor-dropped': NOBODY,
  'warning.escalated': [tell('HANDLING_UNIT')],
  'warning.end-shown': NOBODY,
  'warning.transferred': NOBODY,
  // The sweep tells each person by a reminder of their own.
  'warning.overdue': NOBODY,
};

/**
 * DOMAIN §4.1. A finding is told once per run of the rules (`rules.evaluated`), not once per alert; what an officer does to a matter is
 * told to whoever it is up to next.
 */
const OF_INFORMATION: Readonly<Record<InformationEvent['type'], readonly NoticeRule[]>> = {
  'information.received': NOBODY,
  'information.snoozed': NOBODY,
  'information.woken': [tell('TASK')],
  'information.taken': NOBODY,
  'information.reassigned': [tell('TASK')],
  'information.evidence-added': NOBODY,
  'information.asked': [tell('TASK', WITH_MAIL)],
  'information.adoption-proposed': [tell('TASK')],
  'information.dismissal-proposed': [tell('TASK')],
  'information.transfer-proposed': [tell('TASK', WITH_MAIL)],
  'information.adopted': [tell('TASK', WITH_MAIL)],
  'information.dismissed': NOBODY,
  'information.transferred': NOBODY,
  'information.sent-back': [tell('TASK')],
  'information.merged': NOBODY,
  'information.corrected': NOBODY,
  'information.light-act-recorded': NOBODY,
  'information.closed': NOBODY,
};

const OF_OTHERS: Readonly<Record<string, readonly NoticeRule[]>> = {
  // MR-24: whoever is asked, and the officer of what came back.
  'verification.asked': [tell('TASK', WITH_MAIL)],
  'verification.asked-again': [tell('TASK', WITH_MAIL)],
  'verification.reminded': [tell('STAGE_ASKED', WITH_MAIL)],
  'information.verification-answered': [tell('HANDLER')],
  'information.verification-returned': [tell('HANDLER')],
  'information.verification-late': [tell('HANDLER')],
  'information.verified-jointly': [tell('HANDLER')],
  'information.snooze-ending': [tell('SNOOZER')],
  'information.unsilenced': [tell('TASK', IN_APP, { once: true })],
  'triage-policy.proposed': [tell('TASK', WITH_MAIL)],
  'triage-policy.published': [tell('POLICY_AUTHOR')],
  'triage-policy.rejected': [tell('POLICY_AUTHOR')],
  'rules.evaluated': [tell('ON_DUTY', IN_APP, { kind: 'alerts.found', once: true })],
  // Two people, each with a task: who runs the feed, and who keeps the rules.
  'poor-data.found': [tell('FEED_LIAISON', WITH_MAIL), tell('RULE_KEEPERS')],
  'feed.stale': [tell('FEED_LIAISON', WITH_MAIL)],
  'feed.registered': [tell('TASK', WITH_MAIL)],
  'feed.changed': [tell('TASK', WITH_MAIL)],
  'feed.contract-approved': [tell('FEED_LIAISON')],
  'feed.contract-refused': [tell('TASK', WITH_MAIL)],
  'feed.contract-revoked': [tell('TASK', WITH_MAIL), tell('FEED_LIAISON')],
  'feed.mapping-proposed': [tell('TASK', WITH_MAIL)],
  'feed.mapping-refused': [tell('TASK', WITH_MAIL)],
  'feed.mapping-approved': [tell('FEED_LIAISON')],
  'feed.deletion-proposed': [tell('TASK', WITH_MAIL)],
  'feed.records-expired': [tell('TASK')],
  'feed.alarmed': [tell('FEED_LIAISON', WITH_MAIL)],
  'batch.failed': [tell('FEED_LIAISON', WITH_MAIL)],
  'account-request.opened': [tell('TASK', WITH_MAIL)],
  'audit.export-requested': [tell('TASK', WITH_MAIL)],
  'audit.export-approved': [tell('TASK', WITH_MAIL)],
  'periodic-review.opened': [tell('TASK', WITH_MAIL)],
  'periodic-review.raised': [tell('TASK', WITH_MAIL)],
  'warning.reminded': [tell('OBJECT', EVERY_WAY, { kind: 'warning.due' })],
  'calendar.proposed': [tell('TASK')],
  'information.sheet-answered': [tell('HANDLER', WITH_MAIL)],
  'information.sheet-due-moved': [tell('SHEET_LIAISON', WITH_MAIL)],
  'recusal.applied-for': [tell('TASK', WITH_MAIL)],
  'recusal.end-asked': [tell('TASK')],
  // DOMAIN §4.8: whose turn it is, and to the author what became of the wording.
  'rule-version.submitted': [tell('TASK')],
  'rule-version.reviewed': [tell('TASK'), tell('RULE_AUTHOR')],
  'rule-version.returned': [tell('TASK')],
  'rule-version.published': [tell('RULE_AUTHOR')],
  'rule-version.paused': [tell('RULE_AUTHOR')],
  'rule-version.frozen': [tell('TASK', WITH_MAIL), tell('RULE_AUTHOR')],
  'rule-version.resumed': [tell('RULE_AUTHOR')],
  'rule-version.retired': [tell('RULE_AUTHOR')],
};

const NOTICES: Readonly<Record<string, readonly NoticeRule[]>> = { ...OF_WARNINGS, ...OF_INFORMATION, ...OF_OTHERS };

/** One word about one deadline; to whom and what is in its body (`reminderEvents`, which once told each capacity by itself). */
const REMINDER = 'warning.reminder-due';

/** A calendar came and a day was counted anew; whom it binds is in its body. */
const RECOUNTED = ['warning.deadline-recomputed', 'information.deadline-recomputed'];

/** Events of which someone is told. */
export const NOTICED_EVENTS: readonly string[] = [
  ...Object.entries(NOTICES).flatMap(([type, rules]) => (rules.length > 0 ? [type] : [])),
  REMINDER,
  ...RECOUNTED,
];

type Told = { readonly type: string; readonly body: Readonly<Record<string, unknown>> };

/** What is told of an event, to whom and by which channels; of two rules that find the same person the first holds. */
export const noticesFor = ({ type, body }: Told): readonly NoticeRule[] => {
  if (type === REMINDER) return [body['to']].flat().map((to) => remind(to as ReminderTarget, body));
  if (RECOUNTED.includes(type)) return recount(body);
  // A run that found nothing is no news.
  if (type === 'rules.evaluated' && body['alerts'] === 0) return NOBODY;
  return NOTICES[type] ?? NOBODY;
};

const remind = (recipient: ReminderTarget, { daysLeft }: Told['body']): NoticeRule => {
  const overdue = typeof daysLeft === 'number' && daysLeft < 0;
  return tell(recipient, recipient === 'OBJECT' ? EVERY_WAY : WITH_MAIL, {
    urgent: overdue && recipient === 'OBJECT',
    kind: overdue ? 'warning.late' : 'warning.due',
  });
};

/** That an estimated day is now certain is for the record; that it is another day concerns whoever it binds. */
const recount = ({ moved, to }: Told['body']): readonly NoticeRule[] =>
  moved === true && Array.isArray(to)
    ? (to as NoticeRecipient[]).map((recipient) => tell(recipient, recipient === 'OBJECT' ? EVERY_WAY : WITH_MAIL))
    : NOBODY;
