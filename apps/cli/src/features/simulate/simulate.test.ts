import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, type Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { releaseOf } from './ocds.ts';
import { readCalendar, readInputs } from './read-inputs.ts';
import type { Approval, Expense, Procurement, RecordOf, RuleCode, Truth } from './records.ts';
import type { Rows } from './sheet.ts';
import { type Options, simulate, type Simulated } from './simulate.ts';
import { approvalHits, expenseHits, type Hit, procurementHits, READINGS } from './written-conditions.ts';
import { OVERSIGHT_RULES, oversightHits } from './written-oversight.ts';
import { REGISTER_RULES, registerHits } from './written-registers.ts';

const inputs = readInputs();
const calendar = readCalendar();
const WHOLE: Options = { seed: 7, years: 2, end: localDate('2026-11-17'), scale: 1, strength: 1 };
/** A county is a second's work; the machine may be busy. */
const SLOW = { timeout: 120_000 };
/** Of expenses, approvals and awards; parts plant the others. */
const RULES: readonly RuleCode[] = ['R09', 'R10', 'R11', 'R18', 'R19', 'R20', 'R27', 'R28', 'R003', 'R018'];

type County = {
  expenses: Expense[];
  approvals: Approval[];
  procurements: Procurement[];
  truths: Truth[];
  rows: Rows;
};

/** Whoever writes a record leaves out what is empty. */
const whole = <Row>(kind: Kind, row: object): Row =>
  ({ ...Object.fromEntries(FIELDS[kind].map(({ name }) => [name, null])), ...row }) as Row;

const countyOf = (options: Options): County => {
  const county: County = { expenses: [], approvals: [], procurements: [], truths: [], rows: {} };
  for (const one of simulate(inputs, calendar, options)) {
    if (one.kind === 'truth') {
      county.truths.push(one.row);
      continue;
    }
    ((county.rows[one.kind] ??= []) as RecordOf<Kind>[]).push(one.row);
    if (one.kind === 'expense') county.expenses.push(whole(one.kind, one.row));
    else if (one.kind === 'approval') county.approvals.push(whole(one.kind, one.row));
    else if (one.kind === 'procurement') county.procurements.push(whole(one.kind, one.row));
  }
  return county;
};

const digestOf = (simulated: Iterable<Simulated>): string => {
  const hash = createHash('sha256');
  for (const one of simulated) hash.update(JSON.stringify(one));
  return hash.digest('hex');
};

/** A hit or a truth as one comparable line: the rule, who it is about, and exactly which records. */
const lineOf = ({ rule, subject, records }: Hit): string =>
  `${rule} ${subject.split('@')[0] ?? ''} ${records.join(',')}`;
const plantedLines = ({ truths }: County, judged: readonly RuleCode[]): string[] =>
  truths
    .filter(({ rule, decoy }) => decoy !== true && judged.includes(rule))
    .map(({ rule, subject, records }) => lineOf({ rule, subject: subject.id, records: records.toSorted() }))
    .sort();

const expectTruthBothWays = (county: County, { end }: Options) => {
  const inRegisters = registerHits(county.rows, calendar, end).map(lineOf).sort();
  expect(inRegisters).toEqual(plantedLines(county, REGISTER_RULES));
  const inOversight = oversightHits(county.rows, calendar, end).map(lineOf).sort();
  expect(inOversight).toEqual(plantedLines(county, OVERSIGHT_RULES));
  const planted = plantedLines(county, RULES);
  for (const reading of READINGS) {
    const hits = [
      ...expenseHits(county.expenses, reading),
      ...approvalHits(county.approvals, calendar, reading),
      ...procurementHits(county.procurements, reading),
    ];
    expect(hits.map(lineOf).sort()).toEqual(planted);
  }
};

const county = countyOf(WHOLE);

describe('ground truth', () => {
  it.each([1, 0.5])('is exactly what the written conditions find, at strength %d', SLOW, (strength) => {
    const options = { ...WHOLE, strength };
    expectTruthBothWays(strength === 1 ? county : countyOf(options), options);
  });

  it('holds for any seed, extent and end', SLOW, () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(),
          years: fc.constantFrom(1, 2),
          end: fc.constantFrom('2026-11-17', '2026-06-30', '2026-12-31').map(localDate),
          scale: fc.constantFrom(0.25, 0.4, 1.25),
          strength: fc.constantFrom(1, 0.5),
        }),
        (options) => expectTruthBothWays(countyOf(options), options),
      ),
      { numRuns: 5 },
    );
  });

  it('has schemes and three decoys a scheme for every rule, each with its cause and its records', () => {
    const rules = new Set(county.truths.map(({ rule }) => rule));
    for (const rule of rules) {
      const own = county.truths.filter((truth) => truth.rule === rule);
      const schemes = (decoy: boolean) =>
        new Set(own.filter((truth) => (truth.decoy === true) === decoy).map(({ scheme }) => scheme)).size;
      expect(schemes(false), rule).toBe(RULES.includes(rule) ? 12 : 8);
      expect(schemes(true), rule).toBeGreaterThanOrEqual(3 * schemes(false));
      const causes = new Set(own.map(({ cause }) => cause).filter((cause) => cause !== undefined));
      expect(causes.size, rule).toBeGreaterThanOrEqual(3);
      for (const { from, to, records, subject } of own) {
        expect(from <= to && records.length > 0 && subject.id !== '').toBe(true);
        expect(new Set(records).size).toBe(records.length);
      }
    }
  });

  it('lies as far as asked beyond the thresholds', SLOW, () => {
    const sizes = ({ truths, expenses }: County) => {
      const amount = new Map(expenses.map(({ externalId, amountMinor }) => [externalId, amountMinor]));
      const planted = truths.filter(({ rule, decoy }) => rule === 'R09' && decoy !== true);
      return planted.map(({ records }) => (amount.get(records[0] ?? '') ?? 0) - 5_000_000);
    };
    const mean = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
    expect(Math.max(...sizes(countyOf({ ...WHOLE, strength: 0.5, scale: 0.5 })))).toBeLessThan(3_750_000);
    expect(mean(sizes(county))).toBeGreaterThan(2_500_000);
  });
});

describe('independence', () => {
  it('knows nothing of the rules that will look for what it plants', () => {
    const sources = readdirSync(import.meta.dirname, { encoding: 'utf8', recursive: true }).filter(
      (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
    );
    expect(sources.length).toBeGreaterThan(10);
    for (const name of sources)
      expect(readFileSync(path.join(import.meta.dirname, name), 'utf8'), name).not.toContain('features/rules');
  });
});

describe('determinism', () => {
  it('gives the same bytes for the same options and others for another seed', SLOW, () => {
    const small: Options = { ...WHOLE, scale: 0.3 };
    const digest = digestOf(simulate(inputs, calendar, small));
    expect(digestOf(simulate(inputs, calendar, small))).toBe(digest);
    expect(digestOf(simulate(inputs, calendar, { ...small, seed: 8 }))).not.toBe(digest);
  });

  it('keeps the first county as it is when copies follow, and never repeats a code or a number', SLOW, () => {
    const two = countyOf({ ...WHOLE, scale: 1.25 });
    expect(two.expenses.slice(0, county.expenses.length)).toEqual(county.expenses);
    for (const rows of [two.expenses, two.approvals, two.procurements, Object.values(two.rows).flat()])
      expect(new Set(rows.map(({ externalId }) => externalId)).size).toBe(rows.length);
    const units = (rows: readonly Expense[]) => new Set(rows.map(({ unitCode }) => unitCode));
    const copies = units(two.expenses.slice(county.expenses.length));
    expect([...units(county.expenses)].filter((code) => copies.has(code))).toEqual([]);
    const names = ({ truths }: County) => new Set(truths.map(({ scheme }) => scheme));
    expect(names(two).size - names(county).size).toBe(
      4 * (RULES.length * 3 + (new Set(county.truths.map(({ rule }) => rule)).size - RULES.length) * 2),
    );
  });
});

describe('traffic', () => {
  const { expenses, approvals, procurements } = county;

  it('has the volume of a county in two years, day after day', () => {
    expect(expenses.length).toBeGreaterThan(18_000);
    expect(approvals.length).toBeGreaterThan(10_500);
    expect(procurements.length).toBeGreaterThan(2_300);
    for (const rows of [expenses, procurements]) {
      const days = rows.map(({ occurredOn }) => occurredOn);
      expect(days).toEqual(days.toSorted());
      expect(days[0]! >= '2024-11-18' && days.at(-1)! <= '2026-11-17').toBe(true);
    }
  });

  it('is busiest when the books close and quiet around the Spring Festival', () => {
    const share = (month: string) => expenses.filter(({ occurredOn }) => occurredOn.slice(5, 7) === month).length;
    expect(share('12')).toBeGreaterThan(1.7 * share('02'));
  });

  it('names real units, people, suppliers and power items', () => {
    const units = new Set(inputs.county.units.map(({ code }) => code));
    const people = new Map(inputs.county.people.map((one) => [one.code, one.name]));
    const items = new Map(inputs.items.map((item) => [item.code, item.unitCode]));
    const suppliers = new Set(inputs.suppliers.map(({ code }) => code));
    for (const row of expenses) {
      expect(units.has(row.unitCode)).toBe(true);
      if (row.claimantCode !== null) expect(people.get(row.claimantCode)).toBe(row.claimant);
    }
    for (const row of approvals) {
      expect(people.get(row.actorCode)).toBe(row.actor);
      expect(items.has(row.powerItemCode)).toBe(true);
    }
    for (const row of procurements) if (row.supplierCode !== null) expect(suppliers.has(row.supplierCode)).toBe(true);
  });

  it('lets every step follow the one before it, each with its own actor', () => {
    for (const [, steps] of Map.groupBy(approvals, ({ caseRef }) => caseRef)) {
      steps.sort((a, b) => a.stepNo - b.stepNo);
      expect(new Set(steps.map(({ actorCode }) => actorCode)).size).toBe(steps.length);
      steps.forEach((step, i) => {
        expect(step.startedAt <= step.finishedAt).toBe(true);
        expect(step.startedAt >= (steps[i - 1]?.finishedAt ?? '')).toBe(true);
      });
    }
  });

  it('takes back only what was booked before, to the fen', () => {
    const byId = new Map(expenses.map((row) => [row.externalId, row]));
    const reversals = expenses.filter(({ reversalOf }) => reversalOf !== null);
    expect(reversals.length).toBeGreaterThan(10);
    for (const row of reversals) {
      const first = byId.get(row.reversalOf ?? '');
      expect(first?.amountMinor).toBe(-row.amountMinor);
      expect((first?.occurredOn ?? '~') < row.occurredOn).toBe(true);
    }
  });

  it('tells each award as an OCDS release without inventing what the row lacks', () => {
    const awarded = [...simulate(inputs, calendar, { ...WHOLE, scale: 0.25 })].flatMap((one) =>
      one.kind === 'truth' || one.bidders === undefined ? [] : [{ row: one.row as Procurement, bidders: one.bidders }],
    );
    expect(awarded.length).toBeGreaterThan(300);
    for (const one of awarded) {
      const release = JSON.parse(JSON.stringify(releaseOf(one))) as {
        ocid: string;
        tender: {
          numberOfTenderers?: number;
          tenderers?: unknown[];
          tenderPeriod?: { startDate?: string; endDate?: string };
        };
        awards: { value: { amount: number } }[];
      };
      expect(release.ocid).toBe(one.row.ocid);
      expect(release.tender.numberOfTenderers ?? null).toBe(one.row.tenderers);
      expect(release.tender.tenderers?.length ?? null).toBe(one.row.tenderers);
      expect(release.tender.tenderPeriod?.startDate ?? null).toBe(one.row.tenderStartedAt);
      expect(release.tender.tenderPeriod?.endDate ?? null).toBe(one.row.tenderEndedAt);
      expect(Math.round((release.awards[0]?.value.amount ?? 0) * 100)).toBe(one.row.amountMinor);
    }
  });
});
