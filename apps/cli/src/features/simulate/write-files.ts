import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { type Cell, csvLine } from './csv.ts';
import { releaseOf } from './ocds.ts';
import type { Approval, Expense, Procurement } from './records.ts';
import type { Simulated } from './simulate.ts';

/** The importer's header names; money goes out in yuan. */
const yuan = (fen: number): string => (fen / 100).toFixed(2);

type Columns<Row> = readonly (readonly [header: string, cell: (row: Row) => Cell])[];

const plain = <Row>(...names: readonly (keyof Row & string)[]): Columns<Row> =>
  names.map((name) => [name, (row) => row[name] as Cell] as const);

const EXPENSE: Columns<Expense> = [
  ...plain<Expense>('externalId', 'unitCode', 'occurredOn', 'post', 'claimantCode', 'claimant', 'kind'),
  ['amount', ({ amountMinor }) => yuan(amountMinor)],
  ...plain<Expense>('currency', 'invoiceNo', 'invoiceHash', 'payee', 'payeeCode', 'approvalRef', 'reversalOf'),
];

const APPROVAL = plain<Approval>(
  ...(['externalId', 'unitCode', 'occurredOn', 'caseRef', 'powerItemCode', 'step', 'stepNo', 'stepsTotal'] as const),
  ...(['actorCode', 'actor', 'applicant', 'agentCode', 'startedAt', 'finishedAt', 'promisedDays'] as const),
  ...(['pausedDays', 'emergencyRef'] as const),
);

const PROCUREMENT: Columns<Procurement> = [
  ...plain<Procurement>('externalId', 'unitCode', 'occurredOn', 'project', 'item', 'category', 'kind', 'method'),
  ['amount', ({ amountMinor }) => yuan(amountMinor)],
  ...plain<Procurement>('currency', 'supplier', 'supplierCode', 'tenderRef', 'exemptionRef', 'frameworkRef', 'ocid'),
  ...plain<Procurement>('buyer', 'buyerCode', 'procurementMethod', 'procurementMethodDetails', 'tenderStartedAt'),
  ...plain<Procurement>('tenderEndedAt', 'tenderers', 'status'),
];

const header = <Row>(columns: Columns<Row>): string => csvLine(columns.map(([name]) => name));
const lineOf = <Row>(columns: Columns<Row>, row: Row): string => csvLine(columns.map(([, cell]) => cell(row)));

/** Characters gathered before they go to the file, so that ten million rows are not ten million writes. */
const CHUNK = 1 << 16;

const writer = async (file: string, first: string) => {
  const handle = await open(file, 'w');
  let pending = first;
  const flush = async () => {
    const chunk = pending;
    pending = '';
    await handle.appendFile(chunk);
  };
  return {
    write: async (line: string) => {
      pending += line;
      if (pending.length >= CHUNK) await flush();
    },
    close: async () => {
      await flush();
      await handle.close();
    },
  };
};

/** How many lines went to each file. */
export type Written = Record<'expenses' | 'approvals' | 'procurements' | 'truths', number>;

/** Streams a simulation into `expenses.csv`, `approvals.csv`, `procurement.csv`, `procurement.jsonl` (OCDS) and `truth.jsonl`. */
export const writeFiles = async (simulated: Iterable<Simulated>, directory: string): Promise<Written> => {
  await mkdir(directory, { recursive: true });
  const file = (name: string, first = '') => writer(path.join(directory, name), first);
  const expenses = await file('expenses.csv', header(EXPENSE));
  const approvals = await file('approvals.csv', header(APPROVAL));
  const table = await file('procurement.csv', header(PROCUREMENT));
  const releases = await file('procurement.jsonl');
  const truths = await file('truth.jsonl');
  const written: Written = { expenses: 0, approvals: 0, procurements: 0, truths: 0 };
  for (const one of simulated) {
    switch (one.kind) {
      case 'expense':
        written.expenses += 1;
        await expenses.write(lineOf(EXPENSE, one.row));
        break;
      case 'approval':
        written.approvals += 1;
        await approvals.write(lineOf(APPROVAL, one.row));
        break;
      case 'procurement':
        written.procurements += 1;
        await table.write(lineOf(PROCUREMENT, one.row.row));
        await releases.write(`${JSON.stringify(releaseOf(one.row))}\n`);
        break;
      case 'truth':
        written.truths += 1;
        await truths.write(`${JSON.stringify(one.row)}\n`);
        break;
    }
  }
  await Promise.all([expenses, approvals, table, releases, truths].map((one) => one.close()));
  return written;
};
