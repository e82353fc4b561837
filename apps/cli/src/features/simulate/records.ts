/** The records a simulated county hands out, field by field as the platform's typed tables name them. Money is in fen. */
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

export type RuleCode = 'R09' | 'R10' | 'R11' | 'R18' | 'R19' | 'R20' | 'R27' | 'R28' | 'R003' | 'R018';
export type SubjectKind = 'UNIT' | 'PERSON' | 'SUPPLIER' | 'CASE' | 'INVOICE' | 'PROCESS';

/** One planted matter, or with `decoy` a lawful one that looks like it; `cause` is the false-positive cause of DOMAIN §8.3. */
export type Truth = {
  readonly scheme: string;
  readonly rule: RuleCode;
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  readonly from: string;
  readonly to: string;
  readonly records: readonly string[];
  readonly decoy?: true;
  readonly cause?: string;
};
