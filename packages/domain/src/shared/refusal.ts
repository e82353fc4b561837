/**
 * Every way the platform says no, and what kind of no it is. The list is closed: the words for a code live in the web
 * (`text/`), typed against this table, so a code without a phrase does not compile.
 */
export const REFUSALS = {
  'request.unreadable': 'unreadable',
  'request.too-large': 'too-large',
  'request.too-many': 'too-many',
  'request.busy': 'busy',
  'request.key-reused': 'invalid',
  'thing.missing': 'missing',
  'thing.changed': 'conflict',
  'access.denied': 'forbidden',
  'access.recused': 'forbidden',
  'session.absent': 'unauthenticated',
  'session.wrong-credentials': 'unauthenticated',
  'session.locked': 'unauthenticated',
  'session.second-factor-needed': 'unauthenticated',
  'session.wrong-code': 'unauthenticated',
  'session.initial-password-expired': 'unauthenticated',
  'session.password-change-needed': 'forbidden',
  'session.second-factor-enrolment-needed': 'forbidden',
  'session.foreign-origin': 'forbidden',
  'password.wrong': 'invalid',
  'password.locked': 'too-many',
  'password.too-short': 'invalid',
  'password.too-simple': 'invalid',
  'password.common': 'invalid',
  'password.used-before': 'invalid',
  'account.request-decided': 'conflict',
  'account.request-pending': 'conflict',
  'account.own-request': 'forbidden',
  'account.own-account': 'forbidden',
  'account.login-taken': 'conflict',
  'account.person-has-account': 'conflict',
  'account.role-not-grantable': 'invalid',
  'account.role-held': 'invalid',
  'account.role-not-held': 'invalid',
  'account.roles-conflict': 'invalid',
  'account.last-administrator': 'conflict',
  'account.administrators-exist': 'conflict',
  'account.not-active': 'invalid',
  'account.not-disabled': 'invalid',
  'review.leavers-open': 'conflict',
  'audit.own-export': 'forbidden',
  'audit.export-not-approved': 'conflict',
  'audit.export-expired': 'conflict',
  'totp.already-enrolled': 'conflict',
  'totp.not-started': 'conflict',
  'totp.wrong-code': 'invalid',
  'delegation.days-wrong': 'invalid',
  'delegation.own-hand': 'forbidden',
  'recusal.own': 'forbidden',
  'recusal.of-oneself': 'invalid',
  'recusal.declared-before': 'conflict',
  'calendar.decided': 'conflict',
  'calendar.own-proposal': 'forbidden',
  'calendar.proposal-open': 'conflict',
  'calendar.rows-bad': 'invalid',
  'calendar.changes-nothing': 'invalid',
  'power-item.changes-nothing': 'invalid',
  'paper.fields-missing': 'invalid',
  'paper.template-broken': 'invalid',
  'paper.template-unsafe': 'invalid',
  'paper.template-unknown-fields': 'invalid',
  'paper.template-lacks-fields': 'invalid',
  'file.too-large': 'too-large',
  'file.empty': 'invalid',
  'file.type-not-allowed': 'invalid',
  'file.type-differs': 'invalid',
  'file.unreadable': 'invalid',
  'file.encrypted': 'invalid',
  'file.encoding-unknown': 'invalid',
  'file.unpacks-too-large': 'too-large',
  'file.too-costly': 'too-large',
  'file.too-many-columns': 'invalid',
  'file.heading-twice': 'invalid',
  'rules.settings-unreadable': 'invalid',
  'rules.unknown-field': 'invalid',
  'source.code-taken': 'conflict',
  'source.feed-paused': 'conflict',
  'source.contract-not-approved': 'conflict',
  'source.own-contract': 'forbidden',
  'retention.not-agreed': 'conflict',
  'retention.on-hold': 'conflict',
  'retention.pending': 'conflict',
  'retention.nothing-due': 'conflict',
  'retention.own-proposal': 'forbidden',
  'retention.no-hold': 'conflict',
  'source.batch-over': 'conflict',
  'source.agreement-over': 'conflict',
  'source.pull-host': 'invalid',
  'source.pull-answer': 'conflict',
  'source.pull-unreachable': 'conflict',
  'source.pull-database': 'conflict',
  'source.no-pull': 'conflict',
  'source.given-up': 'conflict',
  'source.field-unknown': 'invalid',
  'source.columns-missing': 'invalid',
  'source.columns-doubled': 'invalid',
  'source.mapping-faulty': 'invalid',
  'source.mapping-open': 'conflict',
  'source.mapping-changes-nothing': 'invalid',
  'source.mapping-of-tables': 'conflict',
  'source.own-mapping': 'forbidden',
  'source.no-delivery': 'conflict',
  'step.not-available': 'conflict',
  'step.incomplete': 'invalid',
  'step.day-out-of-range': 'invalid',
  'warning.own-draft': 'forbidden',
  'warning.out-of-scope': 'forbidden',
  'warning.circumstance-not-of-level': 'invalid',
  'warning.mode-not-allowed': 'invalid',
  'warning.limit-too-long': 'invalid',
  'warning.boundary-unanswered': 'invalid',
  'warning.sanctionable': 'invalid',
  'warning.object-decides': 'invalid',
  'warning.level-beyond-body': 'invalid',
  'warning.level-not-higher': 'invalid',
  'warning.question-closed': 'conflict',
  'warning.questions-open': 'invalid',
  'warning.no-fault-not-owed': 'invalid',
  'warning.measures-incomplete': 'invalid',
  'warning.measure-too-late': 'invalid',
  'warning.measure-not-open': 'conflict',
  'warning.measures-open': 'invalid',
  'warning.not-overdue': 'conflict',
  'warning.extension-asked-before': 'conflict',
  'warning.extension-too-long': 'invalid',
  'warning.not-ready-to-lift': 'invalid',
  'warning.suspension-reason-unknown': 'invalid',
  'warning.escalation-ground-unknown': 'invalid',
  'warning.escalation-proposed-before': 'conflict',
  'warning.successor-not-decided': 'conflict',
  'warning.successor-not-higher': 'invalid',
  'warning.successor-open': 'conflict',
  'warning.predecessor-ended': 'conflict',
  'warning.origin-not-ready': 'conflict',
  'information.reveals-source': 'invalid',
  'information.not-handling': 'forbidden',
  'information.identity-not-kept': 'conflict',
  'information.own-conclusion': 'forbidden',
  'information.target-not-open': 'conflict',
  'information.not-finished': 'conflict',
  'warning.information-not-adopted': 'conflict',
  'warning.proposed-before': 'conflict',
  'verification.open': 'conflict',
  'verification.stage-unknown': 'invalid',
  'verification.unit-concerned': 'invalid',
  'verification.recused': 'invalid',
  'policy.own-proposal': 'forbidden',
  'policy.proposal-open': 'conflict',
  'policy.changes-nothing': 'invalid',
  'policy.faulty': 'invalid',
  'rule.draft-open': 'conflict',
  'rule.parameter-unknown': 'invalid',
  'rule.parameter-out-of-range': 'invalid',
  'rule.own-version': 'forbidden',
  'rule.approved-before': 'conflict',
  'rule.not-back-tested': 'conflict',
  'rule.case-fails': 'conflict',
  'rule.shadow-running': 'conflict',
  'rule.sample-too-long': 'too-large',
  'rule.sample-fails': 'invalid',
  'rule.kind-fixed': 'invalid',
} as const satisfies Record<string, RefusalKind>;

/** Kinds map one to one on HTTP statuses: 400, 413, 429, 503, 401, 403, 404, 409, 422. */
export type RefusalKind =
  | 'unreadable'
  | 'too-large'
  | 'too-many'
  | 'busy'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'invalid';
export type RefusalCode = keyof typeof REFUSALS;
/** Facts a phrase may need (a state, a field, a number); never a person's words. */
export type RefusalDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A lawful no. Thrown by the pure core and by operations, turned into words only at the edges. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
  constructor(code: RefusalCode, details: RefusalDetails = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
  get kind(): RefusalKind {
    return REFUSALS[this.code];
  }
}

/** The answer for what does not exist and for what the viewer may not see: the two must not differ. */
export const missing = (thing: string): Refusal => new Refusal('thing.missing', { thing });
