import type { LocalDate } from '../../shared/local-date.ts';
import type { Note } from '../../shared/note.ts';
import type { Deadline } from '../calendar/deadline.ts';

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
export type InformationState = (typeof INFORMATION_STATES)[number];

/** Where it came from: a rule's alert, a named informant, the outer network, a partner body, or an officer's own entry. */
export type InformationSource = 'ALERT' | 'INFORMANT' | 'GATEWAY' | 'PARTNER' | 'MANUAL';

/** The 13 kinds of content (IC-08). */
export const CONTENT_CATEGORIES = [
  'IIC-01',
  'IIC-02',
  'IIC-03',
  'IIC-04',
  'IIC-05',
  'IIC-06',
  'IIC-07',
  'IIC-08',
  'IIC-09',
  'IIC-10',
  'IIC-11',
  'IIC-12',
  'IIC-13',
] as const;
export type ContentCategory = (typeof CONTENT_CATEGORIES)[number];

/** 一级, 二级, 三级 risk information: 1 is the heaviest (WL-06 to WL-09). */
export type InformationLevel = 1 | 2 | 3;

export type DismissReason = 'UNTRUE' | 'DATA_ERROR' | 'LAWFUL_EXCEPTION' | 'ALREADY_HANDLED' | 'RULE_FAULT';

/**
 * What a reason says of the rule that raised the alert. A wrong record or a matter in hand already says nothing of the
 * rule and stays out of its precision; the others are its false positives.
 */
export const DISMISS_REASONS: Readonly<Record<DismissReason, { readonly falsePositive: boolean }>> = {
  UNTRUE: { falsePositive: true },
  LAWFUL_EXCEPTION: { falsePositive: true },
  RULE_FAULT: { falsePositive: true },
  DATA_ERROR: { falsePositive: false },
  ALREADY_HANDLED: { falsePositive: false },
};

/** What the officer concluded and a second person has still to confirm. */
export type Conclusion =
  | { readonly kind: 'ADOPT'; readonly level: InformationLevel; readonly noteId: string }
  | { readonly kind: 'DISMISS'; readonly reason: DismissReason; readonly noteId: string }
  | { readonly kind: 'TRANSFER'; readonly noteId: string };

/** 核查单: neutral questions to a department, which learns nothing of the source. */
export type FactSheet = {
  readonly id: string;
  readonly unitId: string;
  readonly fileId: string;
  readonly sentOn: LocalDate;
};

export type CloseReason =
  | 'WARNING_DECIDED'
  | 'WARNING_WITHDRAWN'
  | 'LIGHT_ACT'
  | 'TARGET_CLOSED'
  | 'TRANSFER_ACKNOWLEDGED'
  | 'DISMISSAL_CONFIRMED'
  | 'FEEDBACK_STORED';

/** A piece of integrity information (廉情信息) and its triage; an alert's triage is one whose source is ALERT. Immutable. */
export type Information = {
  readonly id: string;
  readonly version: number;
  readonly state: InformationState;
  readonly source: InformationSource;
  /** The finding, report or package it came from. */
  readonly sourceId: string | null;
  readonly category: ContentCategory;
  /** Whom it is about, as far as known. */
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly receivedOn: LocalDate;
  /** Put off until that morning by someone who gave the reason; `null`: in the inbox. */
  readonly snoozedUntil: LocalDate | null;
  readonly handlerId: string | null;
  readonly confirmedBy: string | null;
  readonly pending: Conclusion | null;
  readonly level: InformationLevel | null;
  readonly dismissReason: DismissReason | null;
  /** The engine dismissed it, since its record was corrected before anyone took it (a data error, so not counted). */
  readonly dismissedByEngine: boolean;
  readonly evidence: readonly string[];
  readonly sheets: readonly FactSheet[];
  readonly targetId: string | null;
  readonly clueId: string | null;
  readonly closedBecause: CloseReason | null;
  readonly deadlines: readonly Deadline[];
  readonly notes: readonly Note[];
};

/** Whether a number behind a digest of this matter may be opened (DOMAIN §7.4): by who handles it and by who confirmed the conclusion. */
export const mayOpenIdentities = (
  { handlerId, confirmedBy }: Information,
  { accountId }: { readonly accountId: string },
): boolean => handlerId === accountId || confirmedBy === accountId;

/** What a decided alert says of its rule: confirmed, false, or nothing. Precision = confirmed / (confirmed + false). */
export const verdictOf = (information: Information): 'CONFIRMED' | 'FALSE' | null => {
  const { source, level, clueId, dismissReason } = information;
  if (source !== 'ALERT') return null;
  if (level !== null || clueId !== null) return 'CONFIRMED';
  return dismissReason !== null && DISMISS_REASONS[dismissReason].falsePositive ? 'FALSE' : null;
};
