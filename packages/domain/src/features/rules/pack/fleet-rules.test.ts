import { describe, expect, it } from 'vitest';
import { at, foundIn } from '../../../../../../tests/support/rule-rows.ts';
import { R14, R15, R16, R17 } from './fleet-rules.ts';

const fill = (more: object = {}) => ({
  cardNo: 'K1',
  plate: 'Q1',
  litresHundredths: 5_000,
  occurredOn: '2026-10-01',
  filledAt: at('2026-10-01 10:00'),
  place: '城南',
  ...more,
});
const trip = (more: object = {}) => ({
  plate: 'Q1',
  fromAt: at('2026-10-01 08:00'),
  toAt: at('2026-10-01 18:00'),
  occurredOn: '2026-10-01',
  place: '石桥镇',
  kilometresHundredths: 10_000,
  ...more,
});
const car = (more: object = {}) => ({
  plate: 'Q1',
  tankLitresHundredths: 6_000,
  normHundredths: 900,
  use: 'GENERAL',
  ...more,
});
const elsewhere = trip({ plate: 'Q2' });

describe('R14 filled on a day off', () => {
  it.each<[string, object, object, object, string]>([
    ['without a trip', {}, elsewhere, {}, 'hit'],
    ['on an approved trip', {}, trip(), {}, 'no-hit'],
    [
      'a trip of another day',
      {},
      trip({ fromAt: at('2026-09-30 08:00'), toAt: at('2026-09-30 18:00') }),
      {},
      'no-trip',
    ],
    ['a make-up working day', { filledAt: at('2026-10-10 10:00') }, elsewhere, {}, 'no-hit'],
    ['the working day before', { filledAt: at('2026-09-30 10:00') }, elsewhere, {}, 'no-hit'],
    ['on duty', {}, elsewhere, { use: 'DUTY' }, 'no-hit'],
    ['for fire and flood', {}, elsewhere, { use: 'EMERGENCY' }, 'no-hit'],
    ['canisters', { use: 'EQUIPMENT' }, elsewhere, {}, 'no-hit'],
  ])('%s', (_, more, use, fleet, outcome) => {
    const found = foundIn(R14, { fuel: [fill(more)], vehicle_use: [use], fleet: [car(fleet)] });
    expect(found.outcome).toBe(outcome === 'no-trip' ? 'hit' : outcome);
  });
});

describe('R15 more than the tank', () => {
  it.each<[string, object, object, string]>([
    ['63.01 litres into 60', { litresHundredths: 6_301 }, {}, 'hit'],
    ['63 litres into 60', { litresHundredths: 6_300 }, {}, 'no-hit'],
    ['canisters', { litresHundredths: 9_000, use: 'EQUIPMENT' }, {}, 'no-hit'],
    ['machinery', { litresHundredths: 9_000 }, { use: 'MACHINE' }, 'no-hit'],
    ['a tank nobody recorded', { litresHundredths: 9_000 }, { tankLitresHundredths: null }, 'not-evaluable'],
    ['a vehicle nobody recorded', { plate: 'Q9' }, {}, 'not-evaluable'],
  ])('%s: %s', (_, more, fleet, outcome) => {
    expect(foundIn(R15, { fuel: [fill(more)], fleet: [car(fleet)] }).outcome).toBe(outcome);
  });
});

describe('R16 fuel and mileage', () => {
  const fills = (...days: string[]) => days.map((occurredOn) => fill({ occurredOn, litresHundredths: 4_000 }));
  const far = (kilometres: number, occurredOn = '2026-09-04') =>
    trip({ occurredOn, kilometresHundredths: kilometres * 100 });
  it.each<[string, object[], object[], object, number]>([
    ['80 litres for 100 km', fills('2026-09-01', '2026-09-04'), [far(100)], {}, 1],
    ['80 litres for 500 km', fills('2026-09-01', '2026-09-04'), [far(500)], {}, 0],
    ['a single fill', fills('2026-09-04'), [far(10)], {}, 0],
    ['eight days apart', fills('2026-09-01', '2026-09-09'), [far(10)], {}, 0],
    ['twice a day', fills('2026-09-04', '2026-09-04'), [far(290), far(700, '2026-09-03')], {}, 1],
    ['twice a day on a long trip', fills('2026-09-04', '2026-09-04'), [far(900)], {}, 0],
    ['machinery', fills('2026-09-04', '2026-09-04'), [far(10)], { use: 'MACHINE' }, 0],
  ])('%s', (_, fuel, uses, fleet, hits) => {
    expect(foundIn(R16, { fuel, vehicle_use: uses, fleet: [car(fleet)] }).hits).toHaveLength(hits);
  });
});

describe('R17 card without its vehicle', () => {
  it.each<[string, object, object, string]>([
    ['elsewhere', {}, {}, 'hit'],
    ['at the same place', { place: '石桥镇' }, {}, 'no-hit'],
    ['half an hour of clock skew', { filledAt: at('2026-10-01 08:29') }, {}, 'no-hit'],
    ['a spare vehicle', {}, { purpose: 'SPARE' }, 'no-hit'],
    ['after the trip', { filledAt: at('2026-10-01 19:00') }, {}, 'no-hit'],
    ['a station nobody placed', { place: null }, {}, 'not-evaluable'],
  ])('%s: %s', (_, more, use, outcome) => {
    expect(foundIn(R17, { fuel: [fill(more)], vehicle_use: [trip(use)] }).outcome).toBe(outcome);
  });
});
