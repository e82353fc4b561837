import { describe, expect, it } from 'vitest';
import type { Truth } from '../simulate/records.ts';
import { type Hit, passes, scoresOf } from './score.ts';

const truth = (id: string, records: string[], more: Partial<Truth> = {}): Truth => ({
  scheme: 's',
  rule: 'R09',
  subject: { kind: 'UNIT', id },
  from: '2026-01-10',
  to: '2026-01-20',
  records,
  ...more,
});
const hit = (subjectId: string, records: string[], more: Partial<Hit> = {}): Hit => ({
  rule: 'R09',
  subjectKind: 'UNIT',
  subjectId,
  from: '2026-01-20',
  to: '2026-02-01',
  records: new Set(records),
  ...more,
});
const score = (truths: readonly Truth[], hits: readonly Hit[]) =>
  scoresOf(['R09'], truths, hits, ({ id }) => [id, `#${id}`])[0];

describe('scores', () => {
  it.each([
    ['half of the records', [truth('a', ['1', '2'])], [hit('a', ['2', '9'])], 1, 1],
    ['less than half', [truth('a', ['1', '2', '3'])], [hit('a', ['2'])], 0, 0],
    ['another subject', [truth('a', ['1'])], [hit('b', ['1'])], 0, 0],
    ['the digest of the subject', [truth('a', ['1'])], [hit('#a', ['1'])], 1, 1],
    ['windows apart', [truth('a', ['1'])], [hit('a', ['1'], { from: '2026-01-21' })], 0, 0],
    ['a hit for two truths', [truth('a', ['1']), truth('a', ['1'])], [hit('a', ['1'])], 1, 0.5],
    ['two hits for one truth', [truth('a', ['1'])], [hit('a', ['1']), hit('a', ['1'])], 0.5, 1],
    ['a decoy that is hit', [truth('a', ['1'], { decoy: true })], [hit('a', ['1'])], 0, 1],
    ['silence where something is', [truth('a', ['1'])], [], 0, 0],
    ['silence where nothing is', [], [], 1, 1],
    // The first truth could take either hit, the second only the one that a greedy match would have given away.
    ['the best match', [truth('a', ['1', '2']), truth('a', ['1'])], [hit('a', ['1']), hit('a', ['2'])], 1, 1],
  ] as const)('%s', (_what, truths, hits, precision, recall) => {
    expect(score(truths, hits)).toMatchObject({ precision, recall, hits: hits.length });
  });

  it('passes at the bar and not below it', () => {
    const at = (precision: number, recall: number) => ({ rule: 'R09', precision, recall, hits: 1, truths: 1 });
    expect([passes(at(0.95, 0.95)), passes(at(0.94, 1)), passes(at(1, 0.94))]).toEqual([true, false, false]);
  });
});
