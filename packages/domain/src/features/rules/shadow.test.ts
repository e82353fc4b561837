import { describe, expect, it } from 'vitest';
import { localDate } from '../../shared/local-date.ts';
import type { Hit } from './findings.ts';
import { compared } from './shadow.ts';

const hit = (dedupeKey: string, recordIds: readonly string[], to = '2026-10-01'): Hit => ({
  find: 'f',
  subjectKind: 'UNIT',
  subjectId: 'U1',
  unitId: null,
  unitCode: 'U1',
  dedupeKey,
  from: localDate(to),
  to: localDate(to),
  recordIds,
  values: {},
  colour: 'BLUE',
});
const sides = (live: readonly Hit[], shadow: readonly Hit[]) =>
  compared(live, shadow, localDate('2026-09-01')).map(({ side, hit: { dedupeKey } }) => `${dedupeKey} ${side}`);

describe('two versions of a rule on the same records', () => {
  it.each<[string, readonly Hit[], readonly Hit[], readonly string[]]>([
    ['nothing', [], [], []],
    ['the same matter', [hit('a', ['1'])], [hit('a', ['1'])], ['a BOTH']],
    ['the same record under another key', [hit('a', ['1', '2'])], [hit('b', ['2'])], ['b BOTH']],
    ['only one of them', [hit('a', ['1'])], [hit('b', ['2'])], ['b SHADOW', 'a LIVE']],
    ['without a version in force', [], [hit('b', ['2'])], ['b SHADOW']],
    ['what is older', [hit('a', ['1'], '2026-08-31')], [hit('b', ['2'], '2026-08-31')], []],
    ['a late matter that the other ends earlier', [hit('a', ['1'], '2026-08-31')], [hit('a', ['1', '2'])], ['a BOTH']],
    ['one matter in two', [hit('a', ['1', '2'])], [hit('b', ['1']), hit('c', ['2'])], ['b BOTH', 'c BOTH']],
  ])('%s', (_, live, shadow, expected) => {
    expect(sides(live, shadow)).toEqual(expected);
  });
});
