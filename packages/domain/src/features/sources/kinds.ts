import type { Field } from './field.ts';
import { SUBSIDY, SUBSIDY_FUND, VEHICLE } from './kinds/benefits.ts';
import { BUDGET, DUTY, EXPENSE, INCOME, UNIT_FUNCTION } from './kinds/money.ts';
import { APPRAISAL, APPROVAL, DISCLOSURE, FINDING, MAJOR_DECISION } from './kinds/oversight.ts';
import { REPORTED_MATTER, WARNING_LIMIT } from './kinds/own.ts';
import {
  ALLOWANCE_STANDARD,
  ATTENDANCE,
  CADRE_CONTACT,
  COMPANY,
  DEATH,
  HOUSEHOLD,
  KIN,
  PAYROLL,
  PERSON_STATUS,
  PROPERTY,
  SOCIAL_INSURANCE,
  TENURE,
} from './kinds/people.ts';
import {
  BID,
  CONTRACT,
  CONTRACT_PAYMENT,
  PROCUREMENT,
  PROCUREMENT_ROLE,
  PROJECT,
  PROJECT_STAFF,
} from './kinds/procurement.ts';
import { FLEET, FUEL, VEHICLE_USE } from './kinds/vehicles.ts';

/**
 * The kinds of record that come in, field by field (DOMAIN §8.2). This one table heads the template, reads headers and cells,
 * checks rows from files and from the API alike, names the columns of COPY and of rules, and fixes what the content hash covers.
 * A kind is its table's name.
 */
export const KNOWN_FIELDS = {
  expense: EXPENSE,
  procurement: PROCUREMENT,
  approval: APPROVAL,
  budget: BUDGET,
  income: INCOME,
  unit_function: UNIT_FUNCTION,
  duty: DUTY,
  bid: BID,
  contract: CONTRACT,
  contract_payment: CONTRACT_PAYMENT,
  project: PROJECT,
  project_staff: PROJECT_STAFF,
  procurement_role: PROCUREMENT_ROLE,
  subsidy: SUBSIDY,
  subsidy_fund: SUBSIDY_FUND,
  vehicle: VEHICLE,
  fuel: FUEL,
  vehicle_use: VEHICLE_USE,
  fleet: FLEET,
  payroll: PAYROLL,
  allowance_standard: ALLOWANCE_STANDARD,
  death: DEATH,
  person_status: PERSON_STATUS,
  social_insurance: SOCIAL_INSURANCE,
  attendance: ATTENDANCE,
  kin: KIN,
  cadre_contact: CADRE_CONTACT,
  household: HOUSEHOLD,
  tenure: TENURE,
  company: COMPANY,
  property: PROPERTY,
  major_decision: MAJOR_DECISION,
  disclosure: DISCLOSURE,
  appraisal: APPRAISAL,
  finding: FINDING,
  reported_matter: REPORTED_MATTER,
  warning_limit: WARNING_LIMIT,
} as const;

export type Kind = keyof typeof KNOWN_FIELDS;
export const KINDS = Object.keys(KNOWN_FIELDS) as [Kind, ...Kind[]];
/** What the platform writes of its own matters; the others are delivered by sources. */
export const OWN_KINDS = ['reported_matter', 'warning_limit'] as const satisfies readonly Kind[];
export type OwnKind = (typeof OWN_KINDS)[number];
export const isOwnKind = (kind: Kind): kind is OwnKind => (OWN_KINDS as readonly Kind[]).includes(kind);
export type DeliveredKind = Exclude<Kind, OwnKind>;
export const DELIVERED_KINDS = KINDS.filter((kind) => !isOwnKind(kind)) as [DeliveredKind, ...DeliveredKind[]];
export const isKind = (text: string): text is Kind => Object.hasOwn(KNOWN_FIELDS, text);
/** The same for whoever does not ask for a field by name. */
export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = { ...KNOWN_FIELDS };
/** How many fields lead every kind: externalId, occurredOn, unitCode. */
export const COMMON = 3;

/** Kinds whose day is that of an instant, which a file need not repeat. */
export const DATED_BY: Readonly<Partial<Record<Kind, string>>> = {
  approval: 'startedAt',
  fuel: 'filledAt',
  vehicle_use: 'fromAt',
};
/** Instants that follow each other. */
export const SPANS: Readonly<Partial<Record<Kind, readonly [string, string]>>> = {
  approval: ['startedAt', 'finishedAt'],
  procurement: ['tenderStartedAt', 'tenderEndedAt'],
  vehicle_use: ['fromAt', 'toAt'],
};

/** Column of a field, in the typed table and in staging. */
export const columnOf = ({ name }: Pick<Field, 'name'>): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
