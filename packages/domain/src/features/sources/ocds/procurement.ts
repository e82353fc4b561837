import type { LocalDate } from '../../../shared/local-date.ts';
import { isLocalDate } from '../../../shared/local-date.ts';
import { PROCUREMENT_METHODS } from '../kinds/procurement.ts';
import type { OfficeClock } from '../office-clock.ts';
import type { Tree } from './release.ts';
import { textAt } from './release.ts';

/** ISO 4217: digits after the point, where it is not two. */
const MINOR_DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...[
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'UYI',
    'VND',
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ].map((code) => [code, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
]);

/** Publishers number or letter the parties of one process 1, 2, 3; that says nothing of who someone is in another. */
const RUNNING_NUMBER = /^(\d{1,5}|.)$/;
/** An approval in lawful form: `清财采准〔2026〕17号`. Other reasons for a method are no approval. */
const APPROVAL_NUMBER = /[〔[(（]\d{4}[〕\])）].*号$/;

const KIND_OF_CATEGORY: Readonly<Record<string, string>> = { goods: 'GOODS', works: 'WORKS', services: 'SERVICES' };
const METHOD_OF_WORD = new Map<string, string>(
  Object.entries(PROCUREMENT_METHODS).flatMap(([code, word]) => [
    [code, code],
    [word, code],
  ]),
);
/** Awards and contracts in these states bought nothing. */
const VOID_STATES = new Set<unknown>(['cancelled', 'unsuccessful', 'pending']);

const tree = (parent: Tree | undefined, key: string): Tree | undefined => {
  const value = parent?.[key];
  return typeof value === 'object' && !Array.isArray(value) ? (value as Tree) : undefined;
};
const trees = (parent: Tree | undefined, key: string): readonly Tree[] => {
  const value = parent?.[key];
  return Array.isArray(value) ? value.filter((item): item is Tree => typeof item === 'object') : [];
};
/** The day as the publisher writes it; an instant in UTC is told in the office's zone. */
const dayOf = (written: string | null, clock: OfficeClock): LocalDate | null => {
  if (written === null || Number.isNaN(Date.parse(written))) return null;
  if (/[Zz]$/.test(written)) return clock.dayOf(Date.parse(written));
  const day = written.slice(0, 10);
  return isLocalDate(day) ? day : null;
};

const earliest = (days: readonly (LocalDate | null)[]): LocalDate | null =>
  days.reduce((first, day) => (day !== null && (first === null || day < first) ? day : first), null);

/** Sum of the values in minor units; null when one is missing, or when they are of several currencies. A text that is no number is handed on, to be refused. */
const total = (bought: readonly Tree[]): { amountMinor: number | string; currency: string } | null => {
  const values = bought.map((one) => tree(one, 'value'));
  const currency = textAt(values[0], 'currency');
  if (currency === null || values.some((value) => textAt(value, 'currency') !== currency)) return null;
  let sum = 0;
  for (const value of values) {
    const amount = value?.['amount'];
    if (amount === undefined || typeof amount === 'boolean') return null;
    if (Number.isNaN(Number(amount))) return { amountMinor: textAt(value, 'amount') ?? '', currency };
    sum += Math.round(Number(amount) * 10 ** (MINOR_DIGITS[currency] ?? 2));
  }
  return { amountMinor: sum, currency };
};

/**
 * A contracting process as our procurement record. What the publisher does not say stays empty: several suppliers are no
 * supplier, no tenderers beside an award is an unknown number of tenderers, an estimate is no amount.
 */
export const procurementOf = (
  process: Tree,
  ocid: string,
  publishedAt: string | null,
  clock: OfficeClock,
): Readonly<Record<string, unknown>> => {
  const tender = tree(process, 'tender');
  const parties = trees(process, 'parties');
  const awards = trees(process, 'awards').filter((award) => !VOID_STATES.has(award['status']));
  const contracts = trees(process, 'contracts').filter((contract) => !VOID_STATES.has(contract['status']));
  const period = tree(tender, 'tenderPeriod');
  const items = [...trees(tender, 'items'), ...awards.flatMap((award) => trees(award, 'items'))];

  const codeOf = (party: Tree | undefined): string | null => {
    const known = parties.find((one) => textAt(one, 'id') !== null && textAt(one, 'id') === textAt(party, 'id'));
    const codes = [
      textAt(tree(party, 'identifier'), 'id'),
      textAt(tree(known, 'identifier'), 'id'),
      textAt(party, 'id'),
    ];
    return codes.find((code) => code !== null && !RUNNING_NUMBER.test(code)) ?? null;
  };
  const buyer = tree(process, 'buyer') ?? parties.find((party) => hasRole(party, 'buyer'));
  const suppliers = new Map(
    awards
      .flatMap((award) => trees(award, 'suppliers'))
      .map((supplier) => ({ name: textAt(supplier, 'name'), code: codeOf(supplier) }))
      .map((supplier) => [supplier.code ?? supplier.name, supplier]),
  );
  const supplier = suppliers.size === 1 ? [...suppliers.values()][0] : undefined;
  const money = (awards.length > 0 ? total(awards) : null) ?? (contracts.length > 0 ? total(contracts) : null);
  const details = textAt(tender, 'procurementMethodDetails');
  const method = textAt(tender, 'procurementMethod');
  const rationale = textAt(tender, 'procurementMethodRationale');

  return {
    externalId: ocid,
    ocid,
    occurredOn:
      earliest(awards.map((award) => dayOf(textAt(award, 'date'), clock))) ??
      earliest(contracts.map((contract) => dayOf(textAt(contract, 'dateSigned'), clock))) ??
      dayOf(publishedAt, clock) ??
      dayOf(textAt(period, 'startDate'), clock),
    unitCode: codeOf(buyer),
    project: textAt(tender, 'title') ?? textAt(awards[0], 'title'),
    item: textAt(items[0], 'description'),
    category: textAt(
      tree(
        items.find((item) => tree(item, 'classification') !== undefined),
        'classification',
      ),
      'id',
    ),
    kind: KIND_OF_CATEGORY[textAt(tender, 'mainProcurementCategory') ?? ''] ?? null,
    method: METHOD_OF_WORD.get(details ?? '') ?? null,
    amountMinor: money?.amountMinor ?? null,
    currency: money?.currency ?? null,
    supplier: supplier?.name ?? null,
    supplierCode: supplier?.code ?? null,
    tenderRef: textAt(tender, 'id'),
    exemptionRef: rationale !== null && APPROVAL_NUMBER.test(rationale) ? rationale : null,
    frameworkRef: textAt(
      trees(process, 'relatedProcesses').find((related) => has(related['relationship'], 'framework')),
      'identifier',
    ),
    buyer: textAt(buyer, 'name'),
    buyerCode: codeOf(buyer),
    procurementMethod: method !== null && /^(open|selective|limited|direct)$/.test(method) ? method : null,
    procurementMethodDetails: details,
    tenderStartedAt: textAt(period, 'startDate'),
    tenderEndedAt: textAt(period, 'endDate'),
    tenderers: tenderersOf(tender, awards.length > 0),
    status: textAt(tender, 'status'),
  };
};

const has = (list: Tree[string] | undefined, word: string): boolean =>
  Array.isArray(list) && (list as readonly unknown[]).includes(word);
const hasRole = (party: Tree, role: string): boolean => has(party['roles'], role);

const tenderersOf = (tender: Tree | undefined, awarded: boolean): number | string | null => {
  const told = textAt(tender, 'numberOfTenderers');
  if (told === null) {
    const named = new Set(trees(tender, 'tenderers').map((party) => textAt(party, 'id') ?? textAt(party, 'name')));
    return named.size > 0 ? named.size : null;
  }
  const count = Number(told);
  if (count === 0 && awarded) return null;
  return Number.isNaN(count) ? told : count;
};
