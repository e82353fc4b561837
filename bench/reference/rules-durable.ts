import pg from 'pg';
import type { Claim } from '../rules-durable.ts';

const AT_ONCE = 1_000;

/** The peer: the same rows into one bare table with its primary key, by `insert … select unnest`, a transaction for each thousand; it judges nothing. */
export const insertByUnnest = async ({ ownerUrl }: { readonly ownerUrl: string }) => {
  const client = new pg.Client({ connectionString: ownerUrl });
  // The server stops before we do where something else fails first.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`
    create table bare_expense (external_id text primary key, occurred_on date not null, unit_code text, claimant_code text, kind text,
      amount_minor bigint, currency text, invoice_no text, payee text)`);
  return {
    insert: async (claims: readonly Claim[]): Promise<void> => {
      for (let from = 0; from < claims.length; from += AT_ONCE) {
        const rows = claims.slice(from, from + AT_ONCE);
        await client.query(
          `insert into bare_expense
           select id, day, unit, claimant, 'TRAVEL', amount, 'CNY', invoice, payee
           from unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[]) as r(id, day, unit, claimant, amount, invoice, payee)`,
          [
            rows.map(({ externalId }) => externalId),
            rows.map(({ day }) => day),
            rows.map(({ unitCode }) => unitCode),
            rows.map(({ claimantCode }) => claimantCode),
            rows.map(({ amountMinor }) => amountMinor),
            rows.map(({ invoiceNo }) => invoiceNo),
            rows.map(({ payee }) => payee),
          ],
        );
      }
    },
    count: async (): Promise<number> =>
      Number((await client.query<{ n: string }>('select count(*) as n from bare_expense')).rows[0]?.n),
    close: () => client.end(),
  };
};
