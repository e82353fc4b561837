import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correlate, type Sighting } from './matter.ts';
import { DEFAULT_POLICY } from './policy.ts';

const sighting = (id: string, subject: string, recordIds: string[] = [], matterId: string | null = null): Sighting => ({
  id,
  matterId,
  subject,
  recordIds,
});
const mattersOf = (...sightings: Sighting[]) => Object.fromEntries(correlate(sightings, DEFAULT_POLICY));

test('the same subject or a shared record is one matter, named by its first alert; one alone has none', () => {
  expect(mattersOf(sighting('a', 'UNIT u'), sighting('b', 'UNIT u'), sighting('c', 'UNIT v'))).toEqual({
    a: 'a',
    b: 'a',
  });
  expect(mattersOf(sighting('a', 'UNIT u', ['r1']), sighting('b', 'PERSON p', ['r2', 'r1']))).toEqual({
    a: 'a',
    b: 'a',
  });
});

test('who joins two matters makes them one, and what belongs already is left alone', () => {
  const old = [sighting('b', 'UNIT u', [], 'a'), sighting('d', 'UNIT v', [], 'c')];
  expect(mattersOf(...old, sighting('e', 'UNIT u'))).toEqual({ e: 'a' });
  expect(mattersOf(...old, sighting('e', 'UNIT u', ['r']), sighting('f', 'UNIT v', ['r']))).toEqual({
    d: 'a',
    e: 'a',
    f: 'a',
  });
});

test('a finding on very many records joins nothing by them', () => {
  const many = Array.from({ length: DEFAULT_POLICY.mostRecords + 1 }, (_, index) => `r${index}`);
  expect(mattersOf(sighting('a', 'UNIT u', many), sighting('b', 'PERSON p', ['r1']))).toEqual({});
});

test('the order in which alerts are looked at changes nothing', () => {
  const one = fc.record({
    id: fc.stringMatching(/^[a-f]{3}$/),
    matterId: fc.constant(null),
    subject: fc.constantFrom('p', 'q', 'r'),
    recordIds: fc.array(fc.constantFrom('1', '2', '3', '4'), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 8 }), (sightings) => {
      const there = mattersOf(...sightings);
      expect(mattersOf(...[...sightings].reverse())).toEqual(there);
      for (const a of sightings)
        for (const b of sightings) if (a.id !== b.id && a.subject === b.subject) expect(there[a.id]).toBe(there[b.id]);
    }),
  );
});
