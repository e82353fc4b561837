import { addDays } from '../../shared/local-date.ts';
import { type Condition, type Present } from '../../shared/life.ts';
import { type Answer, given, incomplete, reasonGiven, unless } from '../../shared/needs.ts';
import type { InformationInputs } from './events.ts';
import {
  type CloseReason,
  type Conclusion,
  CONTENT_CATEGORIES,
  type Information,
  type InformationState,
} from './information.ts';

type When = Condition<Information>;

export const nothingPending: When = { says: 'nothing to confirm', holds: ({ pending }) => pending === null };
export const pendingIs = (...kinds: readonly Conclusion['kind'][]): When => ({
  says: `${kinds.join(' or ')} to confirm`,
  holds: ({ pending }) => pending !== null && kinds.includes(pending.kind),
});
export const awake: When = { says: 'in the inbox', holds: ({ snoozedUntil }) => snoozedUntil === null };
export const asleep: When = { says: 'put off', holds: ({ snoozedUntil }) => snoozedUntil !== null };
export const fromAlert: When = { says: 'from a rule', holds: ({ source }) => source === 'ALERT' };

/** Nothing leaves the inbox for good: a reason, and a day within what the county allows. */
export const putOff = (_: Information, input: InformationInputs['snooze'], { today }: Present): Answer => {
  const [earliest, latest] = [addDays(today, 1), addDays(today, input.mostDays)];
  return (
    reasonGiven(_, input) ??
    unless(input.until >= earliest && input.until <= latest, 'step.day-out-of-range', {
      on: input.until,
      earliest,
      latest,
    })
  );
};

/** Source and content category are set (row 1); what a rule, a partner or the outer network sent names its origin. */
export const originNamed = (_: Information, { source, sourceId, category }: InformationInputs['receive']): Answer =>
  incomplete({
    category: CONTENT_CATEGORIES.includes(category),
    source: source === 'MANUAL' || source === 'INFORMANT' || given(sourceId),
  });

export const evidenceNamed = (_: Information, { evidence }: { readonly evidence: readonly string[] }): Answer =>
  incomplete({ evidence: evidence.length > 0 });

/** A question to a department must not tell who reported or what fired (row 3). */
export const sourceHidden = (_: Information, { sheet }: InformationInputs['ask']): Answer =>
  sheet === null
    ? null
    : (incomplete({ unit: given(sheet.unitId), sheet: given(sheet.fileId) }) ??
      unless(sheet.sourceHidden, 'information.reveals-source'));
export const sheetGiven = (_: Information, { sheet }: InformationInputs['ask']): Answer =>
  incomplete({ sheet: sheet !== null });

/** Nobody confirms in the place of the officer who concluded. */
export const notForHandler = ({ handlerId }: Information, { onBehalfOf }: Present): Answer =>
  unless(onBehalfOf === null || onBehalfOf !== handlerId, 'information.own-conclusion');

const MERGEABLE: readonly InformationState[] = ['RECEIVED', 'SCREENING', 'VERIFYING', 'ADOPTED'];
/** Into another matter that still lives, so that nothing is merged into nothing. */
export const otherLiving = ({ id }: Information, { target }: InformationInputs['merge']): Answer =>
  unless(target.id !== id && MERGEABLE.includes(target.state), 'information.target-not-open', { state: target.state });

export const handlerNamed = (_: Information, { handlerId }: InformationInputs['reassign']): Answer =>
  incomplete({ handler: given(handlerId) });
export const clueOpened = (_: Information, { clueId }: InformationInputs['confirmTransfer']): Answer =>
  incomplete({ clue: given(clueId) });

/** What may finish a matter, by the state it waits in (last two rows of §4.1). */
const FINISHES: Readonly<Partial<Record<InformationState, readonly CloseReason[]>>> = {
  ADOPTED: ['WARNING_DECIDED', 'WARNING_WITHDRAWN'],
  MERGED: ['TARGET_CLOSED'],
  TRANSFERRED: ['TRANSFER_ACKNOWLEDGED'],
  DISMISSED: ['DISMISSAL_CONFIRMED', 'FEEDBACK_STORED'],
};
export const finished = ({ state, source }: Information, { because }: InformationInputs['close']): Answer =>
  unless(
    (FINISHES[state] ?? []).includes(because) &&
      (because === 'FEEDBACK_STORED') === (state === 'DISMISSED' && source === 'ALERT'),
    'information.not-finished',
    { state, because },
  );
