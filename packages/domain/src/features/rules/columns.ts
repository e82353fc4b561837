import type { Instant, LocalDate } from '../../shared/local-date.ts';

/** What stands in a column, and with it how SQL and memory read it. Money is in fen of the row's `currency`. */
export type ColumnType = 'id' | 'text' | 'code' | 'integer' | 'money' | 'day' | 'instant';
export type Column = { readonly column: string; readonly type: ColumnType };

/** Of every typed table. The external id is the source's own and stays over corrections; the record id is one revision's. */
const COMMON = {
  recordId: { column: 'record_id', type: 'id' },
  feedId: { column: 'feed_id', type: 'id' },
  externalId: { column: 'external_id', type: 'code' },
  occurredOn: { column: 'occurred_on', type: 'day' },
  unitId: { column: 'unit_id', type: 'id' },
  unitCode: { column: 'unit_code', type: 'code' },
} as const satisfies Record<string, Column>;

/**
 * The kinds of records that rules read (DOMAIN §8.2), and the only names that may become SQL. A kind is its table's name.
 */
export const COLUMNS = {
  expense: {
    ...COMMON,
    post: { column: 'post', type: 'text' },
    claimantCode: { column: 'claimant_code', type: 'code' },
    claimant: { column: 'claimant', type: 'text' },
    kind: { column: 'kind', type: 'code' },
    amountMinor: { column: 'amount_minor', type: 'money' },
    currency: { column: 'currency', type: 'code' },
    invoiceNo: { column: 'invoice_no', type: 'code' },
    invoiceHash: { column: 'invoice_hash', type: 'code' },
    payee: { column: 'payee', type: 'text' },
    payeeCode: { column: 'payee_code', type: 'code' },
    approvalRef: { column: 'approval_ref', type: 'code' },
    reversalOf: { column: 'reversal_of', type: 'code' },
  },
  procurement: {
    ...COMMON,
    project: { column: 'project', type: 'text' },
    item: { column: 'item', type: 'text' },
    category: { column: 'category', type: 'code' },
    kind: { column: 'kind', type: 'code' },
    method: { column: 'method', type: 'code' },
    amountMinor: { column: 'amount_minor', type: 'money' },
    currency: { column: 'currency', type: 'code' },
    supplier: { column: 'supplier', type: 'text' },
    supplierCode: { column: 'supplier_code', type: 'code' },
    tenderRef: { column: 'tender_ref', type: 'code' },
    exemptionRef: { column: 'exemption_ref', type: 'code' },
    frameworkRef: { column: 'framework_ref', type: 'code' },
    ocid: { column: 'ocid', type: 'code' },
    buyer: { column: 'buyer', type: 'text' },
    buyerCode: { column: 'buyer_code', type: 'code' },
    procurementMethod: { column: 'procurement_method', type: 'code' },
    procurementMethodDetails: { column: 'procurement_method_details', type: 'text' },
    tenderStartedAt: { column: 'tender_started_at', type: 'instant' },
    tenderEndedAt: { column: 'tender_ended_at', type: 'instant' },
    tenderers: { column: 'tenderers', type: 'integer' },
    status: { column: 'status', type: 'code' },
  },
  approval: {
    ...COMMON,
    caseRef: { column: 'case_ref', type: 'code' },
    powerItemCode: { column: 'power_item_code', type: 'code' },
    step: { column: 'step', type: 'text' },
    stepNo: { column: 'step_no', type: 'integer' },
    stepsTotal: { column: 'steps_total', type: 'integer' },
    actorCode: { column: 'actor_code', type: 'code' },
    actor: { column: 'actor', type: 'text' },
    applicant: { column: 'applicant', type: 'text' },
    agentCode: { column: 'agent_code', type: 'code' },
    startedAt: { column: 'started_at', type: 'instant' },
    finishedAt: { column: 'finished_at', type: 'instant' },
    promisedDays: { column: 'promised_days', type: 'integer' },
    pausedDays: { column: 'paused_days', type: 'integer' },
    emergencyRef: { column: 'emergency_ref', type: 'code' },
  },
} as const satisfies Record<string, Record<string, Column>>;

type Columns = typeof COLUMNS;
export type Kind = keyof Columns;
export type Field<K extends Kind> = keyof Columns[K] & string;
type Read = {
  id: string;
  text: string;
  code: string;
  integer: number;
  money: number;
  day: LocalDate;
  instant: Instant;
};
type Always = 'recordId' | 'feedId' | 'externalId' | 'occurredOn';
type TypeOf<C> = C extends { readonly type: infer T extends ColumnType } ? Read[T] : never;

/** A record as rules read it in memory; null where the source gave nothing. */
export type Row<K extends Kind> = {
  readonly [F in Field<K>]: F extends Always ? TypeOf<Columns[K][F]> : TypeOf<Columns[K][F]> | null;
};
