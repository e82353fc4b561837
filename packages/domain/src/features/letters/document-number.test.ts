import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newCounter, type NumberCounter, printed, readNumber, takeNumber, voidNumber } from './document-number.ts';
import { PAPERS } from './papers.ts';

const counter = newCounter('清', PAPERS.INQUIRY.word ?? '', 2026);
const takes = (count: number): { numbers: number[]; counter: NumberCounter } =>
  Array.from({ length: count }).reduce<{ numbers: number[]; counter: NumberCounter }>(
    (held) => {
      const { number, counter: next } = takeNumber(held.counter);
      return { numbers: [...held.numbers, number.number], counter: next };
    },
    { numbers: [], counter },
  );

describe('document numbers', () => {
  test('are printed with hexagonal brackets and without leading zeros', () => {
    expect(printed(takeNumber({ ...counter, taken: 6 }).number)).toBe('清廉预质〔2026〕7号');
  });

  test('run without gap and without repetition', () => {
    fc.assert(
      fc.property(fc.nat(50), (count) => {
        expect(takes(count).numbers).toEqual(Array.from({ length: count }, (_, at) => at + 1));
      }),
    );
  });

  test('a voided number is kept with its reason and never given again', () => {
    const { counter: used } = takes(3);
    const voided = voidNumber(used, 2, 'note');
    expect(voided.voided).toEqual([{ number: 2, noteId: 'note' }]);
    expect(voidNumber(voided, 2, 'other')).toBe(voided);
    expect(takeNumber(voided).number.number).toBe(4);
  });

  test.each([0, 4, -1, 1.5])('%s was never taken and cannot be voided', (number) => {
    expect(() => voidNumber(takes(3).counter, number, 'note')).toThrow(RangeError);
  });

  test('are read back as printed', () => {
    const words = Object.values(PAPERS).flatMap(({ word }) => word ?? []);
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.integer({ min: 2000, max: 2099 }),
        fc.integer({ min: 1, max: 9999 }),
        (word, year, number) => {
          const documentNumber = { organ: '清', word, year, number };
          expect(readNumber(` ${printed(documentNumber)}`, '清')).toEqual(documentNumber);
        },
      ),
    );
  });

  test.each([
    '清廉预质[2026]7号',
    '清廉预质〔2026〕07号',
    '清廉预质〔2026〕第7号',
    '白廉预质〔2026〕7号',
    '清〔2026〕7号',
    '',
  ])('%s is none of ours', (text) => {
    expect(readNumber(text, '清')).toBeNull();
  });
});

test('no two kinds of paper share a word, so no two share a number', () => {
  const words = Object.values(PAPERS).flatMap(({ word }) => word ?? []);
  expect(new Set(words).size).toBe(words.length);
});
