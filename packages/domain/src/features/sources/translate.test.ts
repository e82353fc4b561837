import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate } from '../../shared/local-date.ts';
import { FIELDS } from './kinds.ts';
import { officeClock } from './office-clock.ts';
import { cellReader } from './row.ts';
import type { MomentFormat, Reading, Unit } from './translate.ts';
import { AMOUNT_UNITS, shifted } from './translate.ts';
import { Bad, surroundingsOf } from './values.ts';

const around = surroundingsOf(officeClock('Asia/Shanghai'), localDate('2026-10-10'), (text, sort) => `${sort}:${text}`);
const fieldOf = (name: string) => {
  const found = [...FIELDS.expense, ...FIELDS.approval, ...FIELDS.fuel, ...FIELDS.bid].find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const read = (name: string, raw: unknown, reading: Reading, constant: string | null = null) => {
  const value = cellReader(
    fieldOf(name),
    { fields: { [name]: { headings: null, constant, reading } } },
    'cells',
    around,
  )(raw);
  return value instanceof Bad ? value.reason : value;
};

describe('money in another unit is exact to the 分', () => {
  test.each<[Unit, string, number | string | null]>([
    ['WAN_YUAN', '12.8', 12_800_000],
    ['WAN_YUAN', '0.000001', 1],
    ['WAN_YUAN', '0.0000001', 'TOO_FINE'],
    ['WAN_YUAN', '1.23456700', 1_234_567],
    ['WAN_YUAN', '1.2345678', 'TOO_FINE'],
    ['WAN_YUAN', '1,234.5', 1_234_500_000],
    ['WAN_YUAN', '１，２３４．５', 1_234_500_000],
    ['WAN_YUAN', '-0.5', -500_000],
    ['WAN_YUAN', '(0.5)', -500_000],
    ['WAN_YUAN', '¥ 3万元', 3_000_000],
    ['WAN_YUAN', '3元', 'UNIT_DIFFERS'],
    ['YUAN', '3万元', 'UNIT_DIFFERS'],
    ['YUAN', '1,280.50元', 128_050],
    ['YUAN', '0.005', 'TOO_FINE'],
    ['FEN', '128050', 128_050],
    ['FEN', '128050.0', 128_050],
    ['FEN', '0.5', 'TOO_FINE'],
    ['JIAO', '12.3', 123],
    ['QIAN_YUAN', '1.5', 150_000],
    ['BAIWAN_YUAN', '0.01', 1_000_000],
    ['YI_YUAN', '0.1', 1_000_000_000],
    ['YI_YUAN', '99999999', 'NOT_AN_AMOUNT'],
    ['WAN_YUAN', '0', 0],
    ['WAN_YUAN', '-0', 0],
    ['WAN_YUAN', '', null],
    ['WAN_YUAN', '1,23', 'NOT_AN_AMOUNT'],
    ['WAN_YUAN', '--1', 'NOT_AN_AMOUNT'],
    ['WAN_YUAN', '(1', 'NOT_AN_AMOUNT'],
    ['WAN_YUAN', '1.2.3', 'NOT_AN_AMOUNT'],
    ['WAN_YUAN', '1e3', 'NOT_AN_AMOUNT'],
    ['WAN_YUAN', '约3', 'NOT_AN_AMOUNT'],
  ])('%s %s', (unit, text, minor) => {
    expect(read('amountMinor', text, { how: 'UNIT', unit, rounded: false })).toBe(minor);
  });

  const units = Object.entries(AMOUNT_UNITS) as [Unit, number][];

  test('whatever is written in a unit with all its decimals comes back as the same 分', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 900_000_000_000_000n }),
        fc.constantFrom(...units),
        fc.boolean(),
        (minor, [unit, power], grouped) => {
          const digits = String(minor).padStart(power + 1, '0');
          const whole = digits.slice(0, digits.length - power);
          const fraction = digits.slice(digits.length - power);
          const text = `${grouped ? whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') : whole}${power === 0 ? '' : `.${fraction}`}`;
          expect(read('amountMinor', text, { how: 'UNIT', unit, rounded: false })).toBe(Number(minor));
        },
      ),
    );
  });

  test('moving the point agrees with multiplying whole numbers, and never loses a digit unsaid', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 17n }),
        fc.nat(12),
        fc.integer({ min: -3, max: 10 }),
        (n, decimals, power) => {
          const digits = String(n).padStart(decimals + 1, '0');
          const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
          const up = n * 10n ** BigInt(Math.max(0, power));
          const down = 10n ** BigInt(decimals + Math.max(0, -power));
          expect(shifted(text, power, false)).toBe(up % down === 0n ? up / down : 'TOO_FINE');
          expect(shifted(text, power, true)).toBe((2n * up + down) / (2n * down));
        },
      ),
    );
  });
});

describe('quantities', () => {
  test.each<[Unit, boolean, string, number | string]>([
    ['THOUSANDTH', false, '45120', 4_512],
    ['THOUSANDTH', false, '45123', 'TOO_FINE'],
    ['THOUSANDTH', true, '45123', 4_512],
    ['THOUSANDTH', true, '45125', 4_513],
    ['THOUSANDTH', true, '4', 0],
    ['ONE', false, '45.12升', 4_512],
    ['THOUSAND', false, '1.5', 150_000],
    ['THOUSAND', false, 'x', 'NOT_A_QUANTITY'],
  ])('in %s (rounded: %s) %s', (unit, rounded, text, value) => {
    expect(read('litresHundredths', text, { how: 'UNIT', unit, rounded })).toBe(value);
  });
});

describe('days', () => {
  test.each<[MomentFormat, string, string]>([
    ['DMY', '12/03/2026', '2026-03-12'],
    ['DMY', '1.3.2026 09:30', '2026-03-01'],
    ['DMY', '13/13/2026', 'NOT_A_DAY'],
    ['DMY', '2026-03-12', 'NOT_A_DAY'],
    ['MDY', '03/12/2026', '2026-03-12'],
    ['MDY', '13/03/2026', 'NOT_A_DAY'],
    ['YMD', '2026-03-12 14:33:22', '2026-03-12'],
    ['YMD', '2026/3/12', '2026-03-12'],
    ['YMD', '2026-03-11 16:30:00+00', '2026-03-12'],
    ['YMD', '2026-03-11T16:30:00.123456Z', '2026-03-12'],
    ['COMPACT', '20260312', '2026-03-12'],
    ['COMPACT', '20260312093000', '2026-03-12'],
    ['COMPACT', '20260230', 'NOT_A_DAY'],
    ['MONTH_START', '2026-02', '2026-02-01'],
    ['MONTH_END', '202602', '2026-02-28'],
    ['MONTH_END', '2024年2月', '2024-02-29'],
    ['MONTH_END', '2026-13', 'NOT_A_DAY'],
    ['SERIAL', '46093', '2026-03-12'],
    ['SERIAL', '46093.75', '2026-03-12'],
    ['SERIAL', '2026-03-12', 'NOT_A_DAY'],
    ['EPOCH_SECONDS', '1773246600', '2026-03-12'],
    ['EPOCH_MILLISECONDS', '1773246600000', '2026-03-12'],
    ['EPOCH_MILLISECONDS', 'soon', 'NOT_A_DAY'],
    // What comes out is judged like any day of ours.
    ['DMY', '12/03/2126', 'DAY_OUT_OF_RANGE'],
  ])('%s %s', (format, text, day) => {
    expect(read('occurredOn', text, { how: 'MOMENT', format })).toBe(day);
  });
});

describe('instants', () => {
  test.each<[MomentFormat, string, string]>([
    ['DMY', '12/03/2026 09:30', '2026-03-12T01:30:00.000Z'],
    ['MDY', '03/12/2026 09:30:15', '2026-03-12T01:30:15.000Z'],
    ['COMPACT', '20260312093000', '2026-03-12T01:30:00.000Z'],
    ['COMPACT', '202603120930', '2026-03-12T01:30:00.000Z'],
    ['SERIAL', '46093.395833333333', '2026-03-12T01:30:00.000Z'],
    ['EPOCH_SECONDS', '1773279000', '2026-03-12T01:30:00.000Z'],
    ['EPOCH_MILLISECONDS', '1773279000000', '2026-03-12T01:30:00.000Z'],
    ['YMD', '2026-03-12 01:30:00+00', '2026-03-12T01:30:00.000Z'],
    ['DMY', '12/03/2026 25:30', 'NOT_AN_INSTANT'],
  ])('%s %s', (format, text, at) => {
    expect(read('startedAt', text, { how: 'MOMENT', format })).toBe(at);
  });

  test('every minute written day first is read as that minute', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1991-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
        (date) => {
          const local = new Date(date.getTime() + 8 * 3_600_000).toISOString();
          // China kept summer time until 1991; later the office is eight hours ahead all the year.
          fc.pre(local > '1992');
          const [day, month, year] = [local.slice(8, 10), local.slice(5, 7), local.slice(0, 4)];
          expect(
            read('startedAt', `${day}/${month}/${year} ${local.slice(11, 19)}`, { how: 'MOMENT', format: 'DMY' }),
          ).toBe(`${date.toISOString().slice(0, 19)}.000Z`);
        },
      ),
    );
  });
});

describe('codes', () => {
  const codes = { '30211': 'TRAVEL', '30217': 'RECEPTION', '99': '' };
  test.each<[string, string, 'REJECT' | 'EMPTY' | 'AS_IS', string | null]>([
    ['kind', ' 30211 ', 'REJECT', 'TRAVEL'],
    ['kind', '99', 'REJECT', null],
    ['kind', '', 'REJECT', null],
    ['kind', '30299', 'REJECT', 'CODE_UNKNOWN'],
    ['kind', '30299', 'EMPTY', null],
    // With a table only the table speaks: their word for something may be ours for another thing.
    ['kind', '差旅', 'REJECT', 'CODE_UNKNOWN'],
    ['kind', 'constructor', 'REJECT', 'CODE_UNKNOWN'],
    ['unitCode', 'JTJ', 'AS_IS', 'JTJ'],
  ])('%s %s, unknown ones %s', (field, text, unknown, ours) => {
    expect(read(field, text, { how: 'CODES', codes, unknown })).toBe(ours);
  });
});

test('a constant stands where a cell is empty, not where it is wrong', () => {
  const reading: Reading = { how: 'CODES', codes: { a: 'TRAVEL' }, unknown: 'REJECT' };
  expect(read('kind', '', reading, 'OFFICE')).toBe('OFFICE');
  expect(read('kind', null, reading, 'OFFICE')).toBe('OFFICE');
  expect(read('kind', 'a', reading, 'OFFICE')).toBe('TRAVEL');
  expect(read('kind', 'b', reading, 'OFFICE')).toBe('CODE_UNKNOWN');
});
