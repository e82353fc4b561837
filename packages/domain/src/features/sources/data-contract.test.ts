import { expect, it } from 'vitest';
import { SYSTEM } from '../../shared/by.ts';
import type { ContractState, ContractStep, Terms } from './data-contract.ts';
import { isPutForward, refusalOfContractStep } from './data-contract.ts';
import type { Pull } from './pull.ts';

const officer = { ...SYSTEM, accountId: 'officer', roles: ['DATA_SECURITY_OFFICER'] as const };
const keeper = { ...SYSTEM, accountId: 'keeper', roles: ['RULE_ADMIN'] as const };

it.each<[ContractStep, ContractState, string | null, typeof officer | typeof keeper, string | null]>([
  ['approve', 'PENDING', 'keeper', officer, null],
  ['refuse', 'PENDING', 'keeper', officer, null],
  ['approve', 'PENDING', 'officer', officer, 'source.own-contract'],
  ['approve', 'PENDING', 'other', keeper, 'access.denied'],
  ['approve', 'APPROVED', 'keeper', officer, 'step.not-available'],
  ['revoke', 'APPROVED', 'keeper', officer, null],
  ['revoke', 'APPROVED', null, officer, null],
  ['revoke', 'PENDING', 'keeper', officer, 'step.not-available'],
  ['approve', 'REFUSED', 'keeper', officer, 'step.not-available'],
])('%s of a contract in %s written by %s', (step, state, by, viewer, why) => {
  expect(refusalOfContractStep(step, { state, by }, viewer)).toBe(why);
});

const TERMS: Terms = {
  unitId: 'u',
  provider: 'p',
  purpose: 'x',
  legalBasis: 'y',
  allowedFields: ['a', 'b'],
  agreementRef: '',
  agreedFrom: null,
  agreedUntil: null,
  retentionMonths: null,
  pull: null,
};
const HTTP: Pull = { from: 'HTTP', everyMinutes: 60, url: 'http://a/x.csv', header: null };
const SQL: Pull = {
  ...{ from: 'SQL', everyMinutes: 60, engine: 'MYSQL', host: 'h', port: 1, database: 'd', user: 'u' },
  ...{ table: 't', watermark: 'w' },
};

it.each<[ContractState, Partial<Terms>, boolean, boolean]>([
  ['APPROVED', {}, false, false],
  ['APPROVED', { allowedFields: ['b', 'a'] }, false, false],
  ['APPROVED', { allowedFields: [] }, false, true],
  ['APPROVED', { purpose: 'z' }, true, true],
  ['APPROVED', { agreedUntil: '2027-01-01' }, false, true],
  ['APPROVED', { retentionMonths: 12 }, false, true],
  ['REFUSED', {}, false, true],
  ['REFUSED', {}, true, false],
  ['PENDING', {}, false, false],
])('%s, saved with %o (only paused: %s), is put forward: %s', (state, change, onlyPauses, put) => {
  expect(isPutForward(state, TERMS, { ...TERMS, ...change }, onlyPauses)).toBe(put);
});

it.each<[string, Pull | null, Pull | null, boolean]>([
  ['the same place', HTTP, { header: null, url: 'http://a/x.csv', everyMinutes: 60, from: 'HTTP' }, false],
  ['more often', HTTP, { ...HTTP, everyMinutes: 5 }, false],
  ['no longer fetched', HTTP, null, false],
  ['fetched from now on', null, HTTP, true],
  ['another address', HTTP, { ...HTTP, url: 'http://b/x.csv' }, true],
  ['under another header', HTTP, { ...HTTP, header: 'X' }, true],
  ['another way', HTTP, SQL, true],
  ['another table', SQL, { ...SQL, table: 'other' }, true],
  ['another user', SQL, { ...SQL, user: 'other' }, true],
  [
    'another folder',
    { from: 'FOLDER', everyMinutes: 5, folder: 'a' },
    { from: 'FOLDER', everyMinutes: 5, folder: 'b' },
    true,
  ],
])('%s is put forward as it must', (_name, before, after, put) => {
  expect(isPutForward('APPROVED', { ...TERMS, pull: before }, { ...TERMS, pull: after }, false)).toBe(put);
});
