import type { InformationSource, InformationState } from './information.ts';

/** How far a reported matter may count beside others (DOMAIN FS-14): what it came to, or as what it is now. */
export type Standing = 'UNSEEN' | 'OPEN' | 'VERIFIED' | 'UNFOUNDED' | 'TRANSFERRED';

/** Of a matter that was merged these are of the one in which it goes on. */
export type Weighable = {
  readonly source: InformationSource;
  readonly state: InformationState;
  readonly level: number | null;
  readonly clueId: string | null;
  readonly dismissReason: string | null;
};

export const standingOf = ({ source, state, level, clueId, dismissReason }: Weighable): Standing => {
  if (clueId !== null || state === 'TRANSFERRED') return 'TRANSFERRED';
  if (dismissReason !== null) return 'UNFOUNDED';
  if (level !== null) return 'VERIFIED';
  // Whoever of the office registers something has found that it concerns one of ours; what comes in by itself has yet to be taken up.
  return state === 'RECEIVED' && source !== 'MANUAL' ? 'UNSEEN' : 'OPEN';
};

/** One spelling for one text, so that copies of a letter are the same however they were set. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '');

/** After any of these a reported matter may count otherwise. */
export const MATTER_EVENTS: readonly string[] = [
  'information.received',
  'information.taken',
  'information.reassigned',
  'information.adopted',
  'information.dismissed',
  'information.transferred',
  'information.merged',
];
