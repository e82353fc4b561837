import { describe, expect, test } from 'vitest';
import type { Instant } from '../../shared/local-date.ts';
import { COLUMN_NAME, FOLDER_NAME, nextPullAt, TABLE_NAME } from './pull.ts';

const NOW = '2026-10-10T01:00:00.000Z' as Instant;

describe('when to fetch next', () => {
  test.each([
    [60, 0, '2026-10-10T02:00:00.000Z'],
    [60, 1, '2026-10-10T03:00:00.000Z'],
    [60, 5, '2026-10-11T01:00:00.000Z'],
    [60, 90, '2026-10-11T01:00:00.000Z'],
    [5, 5, '2026-10-10T03:40:00.000Z'],
    [10_080, 3, '2026-10-17T01:00:00.000Z'],
  ])('every %d minutes after %d failures: %s', (everyMinutes, failures, at) =>
    expect(nextPullAt({ everyMinutes }, failures, NOW)).toBe(at),
  );
});

describe('names that go into statements and paths', () => {
  test.each(['expense', 'finance.报销', '_v1$x'])('%s is a table', (name) => expect(TABLE_NAME.test(name)).toBe(true));
  test.each(['', 'a.b.c', 'a"b', 'a;drop', 'a b', '1a', 'a--', 'a`b', 'a\nb'])('%j is no table', (name) =>
    expect(TABLE_NAME.test(name)).toBe(false),
  );
  test('a column has no schema', () => expect(COLUMN_NAME.test('a.b')).toBe(false));
  test.each(['民政局', 'mzj/补贴'])('%s is a folder', (name) => expect(FOLDER_NAME.test(name)).toBe(true));
  test.each(['..', '../x', '/etc', 'a/../b', 'a/b/c', '.hidden', ''])('%j is no folder', (name) =>
    expect(FOLDER_NAME.test(name)).toBe(false),
  );
});
