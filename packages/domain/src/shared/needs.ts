import type { Present } from './life.ts';
import type { LocalDate } from './local-date.ts';
import { Refusal, type RefusalDetails } from './refusal.ts';

/** Building blocks of the `needs` and `asks` columns: each answers with a refusal, or `null` when nothing is missing. */
export type Answer = Refusal | null;

export const unless = (holds: boolean, ...refusal: ConstructorParameters<typeof Refusal>): Answer =>
  holds ? null : new Refusal(...refusal);

/** What is still to be given: the parts whose condition does not hold, named as the form names them. */
export const incomplete = (parts: Readonly<Record<string, boolean>>, details: RefusalDetails = {}): Answer => {
  const missing = Object.keys(parts).filter((part) => !parts[part]);
  return unless(missing.length === 0, 'step.incomplete', { ...details, missing });
};

export const given = (text: string | null | undefined): boolean => (text ?? '').trim() !== '';

export type Reason = { readonly reason: string };
export const reasonGiven = (_: unknown, { reason }: Reason): Answer => incomplete({ reason: given(reason) });

/** A day recorded afterwards lies between what it follows and today. */
export const dayBetween = (on: LocalDate, earliest: LocalDate | null, { today }: Present): Answer =>
  unless(on <= today && on >= (earliest ?? on), 'step.day-out-of-range', { on, earliest, latest: today });
