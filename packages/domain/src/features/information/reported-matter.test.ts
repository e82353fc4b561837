import { describe, expect, it } from 'vitest';
import { plainWords, standingOf, type Weighable } from './reported-matter.ts';

const OPEN: Weighable = { source: 'MANUAL', state: 'RECEIVED', level: null, clueId: null, dismissReason: null };

describe('how far a reported matter counts', () => {
  it.each<[string, Partial<Weighable>, string]>([
    ['registered by the office', {}, 'OPEN'],
    ['come in by itself and not taken up', { source: 'GATEWAY' }, 'UNSEEN'],
    ['taken up', { source: 'GATEWAY', state: 'SCREENING' }, 'OPEN'],
    ['adopted', { state: 'ADOPTED', level: 3 }, 'VERIFIED'],
    ['adopted and over', { state: 'CLOSED', level: 2 }, 'VERIFIED'],
    ['found to be nothing', { state: 'DISMISSED', dismissReason: 'UNTRUE' }, 'UNFOUNDED'],
    ['handed on', { state: 'TRANSFERRED', clueId: 'c' }, 'TRANSFERRED'],
    ['handed on after it was adopted', { state: 'CLOSED', level: 1, clueId: 'c' }, 'TRANSFERRED'],
  ])('%s', (_, changes, standing) => {
    expect(standingOf({ ...OPEN, ...changes })).toBe(standing);
  });
});

it('reads copies of a letter as one text', () => {
  expect(plainWords('反映：张某　违规报销１０００元！\n')).toBe(plainWords('反映张某违规报销1000元。'));
  expect(plainWords('反映张某')).not.toBe(plainWords('反映李某'));
});
