import type { FieldType } from '@qingfeng/domain/features/sources/field.ts';
import type { Kind, KNOWN_FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';

type ValueOf<T extends FieldType> = T extends 'amount' | 'hundredths' | 'integer' ? number : string;
type Common = { externalId: string; unitCode: string | null; occurredOn: string };

/** What a record of a kind says besides its number, day and unit; what is left out is empty. Secrets are plain. */
export type Details<K extends Kind> = {
  [F in Exclude<(typeof KNOWN_FIELDS)[K][number], { name: keyof Common }> as F['name']]?: ValueOf<F['type']> | null;
};
/** A record of any kind as the platform's table of kinds names its fields. Money is in fen, litres and kilometres in hundredths. */
export type RecordOf<K extends Kind> = Common & Details<K>;

/** The three kinds with ordinary traffic of their own are written out: their makers fill every field. */
export type Expense = {
  externalId: string;
  unitCode: string;
  occurredOn: string;
  post: string | null;
  claimantCode: string | null;
  claimant: string | null;
  kind: string;
  amountMinor: number;
  currency: string;
  invoiceNo: string | null;
  invoiceHash: string | null;
  payee: string;
  payeeCode: string | null;
  approvalRef: string | null;
  reversalOf: string | null;
  dutyRef: string | null;
  attendanceRef: string | null;
  contractRef: string | null;
  acceptanceRef: string | null;
};

/** One step of one case. */
export type Approval = {
  externalId: string;
  unitCode: string;
  occurredOn: string;
  caseRef: string;
  powerItemCode: string;
  step: string;
  stepNo: number;
  stepsTotal: number;
  actorCode: string;
  actor: string;
  applicant: string;
  agentCode: string | null;
  startedAt: string;
  finishedAt: string;
  /** Working days promised for the whole case; null where none is promised. */
  promisedDays: number | null;
  /** Working days in which this step waited for the applicant. */
  pausedDays: number;
  emergencyRef: string | null;
};

export type Procurement = {
  externalId: string;
  unitCode: string;
  occurredOn: string;
  project: string;
  item: string;
  category: string | null;
  kind: 'GOODS' | 'WORKS' | 'SERVICES';
  method: Method;
  amountMinor: number;
  currency: string;
  supplier: string;
  supplierCode: string | null;
  tenderRef: string | null;
  exemptionRef: string | null;
  frameworkRef: string | null;
  ocid: string;
  buyer: string;
  buyerCode: string;
  procurementMethod: 'open' | 'selective' | 'limited' | 'direct';
  procurementMethodDetails: string;
  tenderStartedAt: string | null;
  tenderEndedAt: string | null;
  tenderers: number | null;
  status: string;
};

export type Method =
  | 'OPEN_TENDER'
  | 'INVITED_TENDER'
  | 'COMPETITIVE_NEGOTIATION'
  | 'COMPETITIVE_CONSULTATION'
  | 'INQUIRY'
  | 'SINGLE_SOURCE'
  | 'FRAMEWORK'
  | 'DIRECT';

/** `R` and a number; which rules there are the simulator need not know. */
export type RuleCode = `R${string}`;
type SubjectKind =
  | 'UNIT'
  | 'PERSON'
  | 'IDENTITY'
  | 'SUPPLIER'
  | 'CASE'
  | 'INVOICE'
  | 'PROCESS'
  | 'TENDER'
  | 'PROJECT'
  | 'ACCOUNT'
  | 'CONTACT'
  | 'VEHICLE'
  | 'CARD'
  | 'AGENT';
/** Whom a matter is about; a secret stands here as plain as in the records. */
export type Subject = { readonly kind: SubjectKind; readonly id: string };

/** One planted matter, or with `decoy` a lawful one that looks like it; `cause` is the false-positive cause of DOMAIN §8.3. */
export type Truth = {
  readonly scheme: string;
  readonly rule: RuleCode;
  readonly subject: Subject;
  readonly from: string;
  readonly to: string;
  readonly records: readonly string[];
  readonly decoy?: true;
  readonly cause?: string;
};
