import type { DomainEvent } from '../../shared/event.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Reason } from '../../shared/needs.ts';
import type {
  CloseReason,
  ContentCategory,
  DismissReason,
  Information,
  InformationLevel,
  InformationSource,
  InformationState,
} from './information.ts';

/** What each step asks of its taker. Words in it stay with the matter. */
export type InformationInputs = {
  receive: {
    readonly source: InformationSource;
    readonly sourceId: string | null;
    readonly category: ContentCategory;
    readonly unitId: string | null;
    readonly personId: string | null;
    readonly evidence: readonly string[];
  };
  /** `mostDays`: how long the county lets it be put off. */
  snooze: Reason & { readonly until: LocalDate; readonly mostDays: number };
  wake: object;
  take: object;
  reassign: { readonly handlerId: string };
  addEvidence: { readonly evidence: readonly string[] };
  ask: {
    /** Sent to a department; `null`: the officer verifies alone. The officer vouches that it does not reveal the source. */
    readonly sheet: { readonly unitId: string; readonly fileId: string; readonly sourceHidden: boolean } | null;
  };
  adopt: Reason & { readonly level: InformationLevel };
  dismiss: Reason & { readonly code: DismissReason };
  transfer: Reason;
  confirmAdoption: object;
  confirmDismissal: object;
  confirmTransfer: { readonly clueId: string };
  sendBack: Reason;
  merge: { readonly target: Information };
  /** DATA_ERROR: a source corrected its record; ALREADY_HANDLED: the platform's own matter has moved on. */
  correct: { readonly evidence: readonly string[]; readonly reason: 'DATA_ERROR' | 'ALREADY_HANDLED' };
  recordLightAct: Reason;
  close: { readonly because: CloseReason };
};

export type InformationStep = keyof InformationInputs;

type Noted = { readonly noteId: string };

/** What each step tells the record besides its states: ids, codes and days only. */
export type InformationTells = {
  receive: { readonly source: InformationSource; readonly sourceId: string | null; readonly category: string };
  snooze: Noted & { readonly until: LocalDate };
  wake: object;
  take: { readonly handlerId: string };
  reassign: { readonly handlerId: string };
  addEvidence: { readonly evidence: readonly string[] };
  ask: { readonly sheetId: string | null; readonly unitId: string | null };
  adopt: Noted & { readonly level: InformationLevel };
  dismiss: Noted & { readonly reason: DismissReason };
  transfer: Noted;
  confirmAdoption: { readonly level: InformationLevel | null };
  confirmDismissal: { readonly reason: DismissReason | null };
  confirmTransfer: { readonly clueId: string };
  sendBack: Noted;
  merge: { readonly targetId: string };
  correct: { readonly reason: DismissReason };
  recordLightAct: Noted;
  close: { readonly because: CloseReason };
};

export const INFORMATION_EVENTS = {
  receive: 'information.received',
  snooze: 'information.snoozed',
  wake: 'information.woken',
  take: 'information.taken',
  reassign: 'information.reassigned',
  addEvidence: 'information.evidence-added',
  ask: 'information.asked',
  adopt: 'information.adoption-proposed',
  dismiss: 'information.dismissal-proposed',
  transfer: 'information.transfer-proposed',
  confirmAdoption: 'information.adopted',
  confirmDismissal: 'information.dismissed',
  confirmTransfer: 'information.transferred',
  sendBack: 'information.sent-back',
  merge: 'information.merged',
  correct: 'information.corrected',
  recordLightAct: 'information.light-act-recorded',
  close: 'information.closed',
} as const satisfies Record<InformationStep, `information.${string}`>;

/** Everything that can be told of integrity information; the union is closed. */
export type InformationEvent = {
  [S in InformationStep]: DomainEvent & {
    readonly thingKind: 'information';
    readonly type: (typeof INFORMATION_EVENTS)[S];
    readonly body: InformationTells[S] & { readonly from: InformationState | null; readonly to: InformationState };
  };
}[InformationStep];
