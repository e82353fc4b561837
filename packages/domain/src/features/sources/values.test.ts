import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '../../shared/local-date.ts';
import { FIELDS } from './kinds.ts';
import { officeClock } from './office-clock.ts';
import { cleanText, excerptOf } from './reject.ts';
import type { Dialect } from './values.ts';
import { Bad, readDay, readInstant, readValue, surroundingsOf } from './values.ts';

const clock = officeClock('Asia/Shanghai');
const around = surroundingsOf(clock, localDate('2026-10-10'), (text, sort) => `${sort}:${text}`);

const fieldOf = (name: string) => {
  const found = [...FIELDS.expense, ...FIELDS.procurement, ...FIELDS.approval].find((field) => field.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const read = (name: string, raw: unknown, dialect: Dialect = 'cells') => {
  const value = readValue(raw, fieldOf(name), dialect, around);
  return value instanceof Bad ? value.reason : value;
};

describe('days', () => {
  test.each([
    ['2026-03-12', '2026-03-12'],
    ['2026/3/12', '2026-03-12'],
    ['2026.3.2', '2026-03-02'],
    ['2026年3月12日', '2026-03-12'],
    ['20260312', '2026-03-12'],
    ['2026-03-12 00:00:00', '2026-03-12'],
    ['2026-03-12T00:00:00.000Z', '2026-03-12'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (text, day) => expect(readDay(text)).toBe(day));

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '12.3.2026',
    '2026-3/12',
    '2026',
    'soon',
    '2026-03-12 09:00',
    '46093',
  ])('%s is none', (text) => expect(readDay(text)).toBeNull());

  test('every day that is written in any form is read as that day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString().slice(0, 10);
          const [year, month, day] = iso.split('-').map(Number);
          for (const text of [
            iso,
            `${year!}/${month!}/${day!}`,
            `${year!}年${month!}月${day!}日`,
            iso.replaceAll('-', ''),
          ]) {
            expect(readDay(text)).toBe(iso);
          }
        },
      ),
    );
  });

  test.each([
    ['1989-12-31', 'DAY_OUT_OF_RANGE'],
    ['1990-01-01', '1990-01-01'],
    ['2027-10-11', '2027-10-11'],
    ['2027-10-12', 'DAY_OUT_OF_RANGE'],
    ['３月', 'NOT_A_DAY'],
    ['  ', null],
    ['', null],
    [null, null],
    [true, 'WRONG_TYPE'],
  ])('a field holds of %s: %s', (raw, value) => expect(read('occurredOn', raw)).toBe(value));
});

describe('instants', () => {
  test.each([
    ['2026-05-08 09:12', '2026-05-08T01:12:00.000Z'],
    ['2026/5/8 9:12:30', '2026-05-08T01:12:30.000Z'],
    ['2026-05-08', '2026-05-07T16:00:00.000Z'],
    ['2026-05-08T09:12:00+08:00', '2026-05-08T01:12:00.000Z'],
    ['2026-05-08T09:12:00.1234567Z', '2026-05-08T09:12:00.123Z'],
    ['2020-08-03T18:00:00-0500', '2020-08-03T23:00:00.000Z'],
    ['2026-02-30T10:00:00Z', null],
    ['2026-05-08 24:01', null],
    ['2026-05-08 09:61', null],
    ['yesterday', null],
  ])('%s is %s', (text, at) => expect(readInstant(text, clock)).toBe(at));

  test('local times stand where the zone puts them, on both sides of a change of clocks', () => {
    const berlin = officeClock('Europe/Berlin');
    expect(readInstant('2026-03-29 01:30', berlin)).toBe('2026-03-29T00:30:00.000Z');
    expect(readInstant('2026-03-29 03:30', berlin)).toBe('2026-03-29T01:30:00.000Z');
    expect(readInstant('2026-10-25 12:00', berlin)).toBe('2026-10-25T11:00:00.000Z');
    expect(berlin.dayOf(Date.parse('2026-07-01T22:30:00Z'))).toBe('2026-07-02');
  });
});

describe('amounts', () => {
  test.each([
    ['1280.50', 128_050],
    ['1280.5', 128_050],
    ['1,280', 128_000],
    ['￥1,234,567.89', 123_456_789],
    ['-300', -30_000],
    ['-0', 0],
    ['12.500', 1_250],
    [1280.5, 128_050],
    [0.1 + 0.2, 30],
    ['12.345', 'NOT_AN_AMOUNT'],
    [12.345, 'NOT_AN_AMOUNT'],
    ['1,28', 'NOT_AN_AMOUNT'],
    ['12元', 'NOT_AN_AMOUNT'],
    ['1e5', 'NOT_AN_AMOUNT'],
    ['99999999999999', 'NOT_AN_AMOUNT'],
  ])('%s 元 in a cell is %s', (raw, minor) => expect(read('amountMinor', raw)).toBe(minor));

  test.each([
    [128_050, 128_050],
    [1.5, 'NOT_AN_AMOUNT'],
    ['100', 'WRONG_TYPE'],
    [2 ** 53, 'NOT_AN_AMOUNT'],
  ])('%s over the API is %s', (raw, minor) => expect(read('amountMinor', raw, 'json')).toBe(minor));

  test('every amount in yuan comes back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9e14, max: 9e14 }), (minor) => {
        const sign = minor < 0 ? '-' : '';
        const [whole, cents] = [Math.floor(Math.abs(minor) / 100), Math.abs(minor) % 100];
        expect(read('amountMinor', `${sign}${whole}.${String(cents).padStart(2, '0')}`)).toBe(minor);
      }),
    );
  });
});

describe('choices, counts and texts', () => {
  test.each([
    ['kind', '差旅', 'TRAVEL'],
    ['kind', 'TRAVEL', 'TRAVEL'],
    ['kind', 'toString', 'NOT_IN_LIST'],
    ['method', '单一来源', 'SINGLE_SOURCE'],
    ['stepNo', '2', 2],
    ['stepNo', 2, 2],
    ['stepNo', '-1', 'NOT_A_COUNT'],
    ['stepNo', '1.5', 'NOT_A_COUNT'],
    ['currency', 'CNY', 'CNY'],
    ['currency', '人民币', 'NOT_A_CURRENCY'],
    ['payee', '  清河县\t云岫\n宾馆 ', '清河县 云岫 宾馆'],
    ['payee', 'x'.repeat(201), 'TOO_LONG'],
    ['externalId', 12345, '12345'],
  ])('%s of %s is %s', (name, raw, value) => expect(read(name, raw)).toBe(value));

  test('a number is no text over the API', () => expect(read('payee', 7, 'json')).toBe('WRONG_TYPE'));

  test('what is kept of any text fits a line, a database and a page', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }), (units) => {
        const text = String.fromCharCode(...units);
        const kept = cleanText(text);
        expect(kept).not.toMatch(/[\u0000-\u001F\u007F]/);
        expect(kept.isWellFormed()).toBe(true);
        expect(cleanText(kept)).toBe(kept);
        expect(excerptOf(text)?.length).toBeLessThanOrEqual(100);
        expect(excerptOf(text)?.isWellFormed()).toBe(true);
      }),
    );
    expect(cleanText('a\ud800b')).toBe('a\ufffdb');
  });
});

describe('secrets', () => {
  const identity = (raw: unknown, dialect: Dialect = 'cells') => {
    const field = FIELDS.death.find(({ name }) => name === 'personHash');
    const value = field === undefined ? undefined : readValue(raw, field, dialect, around);
    return value instanceof Bad ? value.reason : value;
  };
  const phone = (raw: unknown) =>
    readValue(
      raw,
      FIELDS.subsidy.find(({ name }) => name === 'phoneHash')!,
      'cells',
      around,
    );

  test.each([
    // The example of GB 11643.
    ['11010519491231002X', 'identity:11010519491231002X'],
    [' 11010519491231002x ', 'identity:11010519491231002X'],
    ['110105 19491231 002X', 'identity:11010519491231002X'],
    ['110105194912310021', 'NOT_AN_IDENTITY'],
    ['11010519491231002', 'NOT_AN_IDENTITY'],
    ['', null],
  ])('identity %j becomes %j', (raw, kept) => expect(identity(raw)).toBe(kept));

  test('one telephone has one digest, however it is written', () => {
    expect(['13800000001', '+86 138 0000 0001', '138-0000-0001'].map(phone)).toEqual(
      Array.from({ length: 3 }, () => 'phone:13800000001'),
    );
  });

  test('a number over the API is no identity: its last digits may be lost', () => {
    expect(identity(110105194912310020, 'json')).toBe('WRONG_TYPE');
  });
});
