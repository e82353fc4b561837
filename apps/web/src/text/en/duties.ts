import type { Phrases } from '../phrases.ts';
import type { duties as zh } from '../zh-CN/duties.ts';

export const duties = {
  title: 'What my roles do',
  read: 'To read',
  publicCatalogue: 'Public catalogue of powers',
  PUBLIC: 'Reads the public catalogue of powers.',
  CADRE:
    'Signs for, answers and corrects warnings under “Warnings to me”; declares a recusal where there is kin or an interest.',
  SECTION_HEAD:
    'Sees to corrections in the section and checks its powers. The risk ledger and self-checks are not in this release.',
  LEADER:
    'Passes changes of the unit’s catalogue, signs for and answers warnings to the unit. The unit’s dashboard is not in this release.',
  RESIDENT_OFFICER: 'Takes and verifies alerts and information about the covered units and follows corrections.',
  OFFICER: 'Takes and verifies alerts and information, drafts warnings, serves, reviews and visits.',
  PETITION_CLERK:
    'Registers reports of the public and feeds back results. Not in this release; the catalogue and the organisation can be read.',
  CASE_SUPERVISOR:
    'Keeps the ledger of clues and their time limits. Not in this release; the organisation and the catalogue can be read.',
  COMMISSION_LEADER: 'Decides on warnings, extensions and lifting within the authority; on recusals; publishes rules.',
  COMMITTEE_SECRETARY: 'Records the committee’s decisions on warnings of levels one and two.',
  INFORMANT: 'Reports information of the village or section every month. Not in this release.',
  CENTRE_CLERK: 'Proposes warnings from adopted information, issues papers, serves, follows up and visits.',
  HANDLING_HEAD:
    'Checks drafted warnings and submits them, lifts as the scheme says; applies for a recusal where an officer needs one.',
  DEPT_IN_CHARGE: 'Receives explanations and measures of cadres in charge where named as recipient.',
  LEADING_GROUP: 'Checks corrections and lifts warnings of the three-colour scheme.',
  LG_OFFICE: 'Records the party group’s decisions on three-colour warnings and files the checks.',
  POINT_HEAD: 'Keeps the reports of the reporting point. Not in this release.',
  PT_INSPECTOR: 'Helps with integrity checks in the section. The ledger is not in this release.',
  LIAISON:
    'Sends clues from audits, inspections and projects. Not in this release; the organisation and the catalogue can be read.',
  CIRC_RECIPIENT:
    'Acknowledges circulated papers. Not in this release; the organisation and the catalogue can be read.',
  UNIT_LIAISON: 'Keeps the unit’s catalogue, delivers its data on time, answers fact sheets.',
  CATALOGUE_REVIEWER: 'Counter-reviews changes of catalogues.',
  RECORDS_CLERK: 'Archives lifted warnings and minds retention.',
  DATA_SECURITY_OFFICER:
    'Approves purpose, ground, fields, period and retention of every source, and takes approval back where data is misused. The rule administrator registers sources.',
  APPEAL_REVIEWER: 'Reviews assigned appeals. Not in this release; the organisation and who decides can be read.',
  PARTNER: 'Exchanges clues and results with the commission. Not in this release.',
  SUPERVISOR: 'Rates the conduct of units. Not in this release; data is masked.',
  ASSESSOR: 'Evaluates units. Not in this release; data is masked.',
  RULE_ADMIN: 'Drafts, back-tests and reviews rules; another reviews and publishes what one drafted.',
  BIZ_ADMIN:
    'Keeps the calendar of working days, published by a second person. Templates and schemes cannot be edited in this release; those in force are under “Who decides”.',
  SYS_ADMIN:
    'Asks for accounts, roles, disabling and resets, which the security administrator decides; watches deliveries of notices; settles unused accounts every month. Sees no business data.',
  SEC_ADMIN:
    'Decides on account requests; looks over far-reaching roles every month. Opens no account alone and sees no business data.',
  AUDIT_ADMIN:
    'Reads the record of the other two administrators and of users, and exports it under approval. Looks over account changes, opened identities and exports every month.',
} satisfies Phrases<typeof zh>;
