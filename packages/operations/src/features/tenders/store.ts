import type { ScreenedMarket, ScreenedTender } from '@qingfeng/domain/features/tenders/screening.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** A current bid as screens read it. */
export type BidRow = {
  readonly tenderRef: string;
  readonly occurredOn: LocalDate;
  readonly unitId: string | null;
  readonly project: string | null;
  readonly bidder: string | null;
  readonly bidderCode: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly controlPriceMinor: number | null;
  readonly won: string | null;
};

/** Every current bid that names its tender, those of one tender together. */
export const currentBids = (database: Database): Promise<BidRow[]> =>
  database.read(sql`
    select tender_ref as "tenderRef", occurred_on as "occurredOn", unit_id as "unitId", project, bidder, bidder_code as "bidderCode",
      amount_minor as "amountMinor", currency, control_price_minor as "controlPriceMinor", won
    from bid where county = 1 and superseded_at is null and tender_ref is not null
    order by tender_ref, occurred_on, external_id`);

/** A tender as it is kept, without its score. */
export type TenderFacts = {
  readonly tenderRef: string;
  readonly project: string | null;
  readonly unitId: string | null;
  readonly openedOn: LocalDate;
  readonly currency: string;
  readonly bids: number;
  readonly bidderCodes: readonly string[];
  readonly estimateMinor: number | null;
  readonly lowestMinor: number | null;
  readonly winner: string | null;
  readonly winnerCode: string | null;
  readonly winningMinor: number | null;
  readonly search: string;
};
export type TenderRow = TenderFacts & Omit<ScreenedTender, 'id'>;
export type MarketRow = { readonly currency: string; readonly tenders: number } & Pick<
  ScreenedMarket,
  'likeness' | 'quartiles'
>;

/** Rows of one statement: some three megabytes of JSON. */
const CHUNK = 2_000;

const SHAPE = sql`row("tenderRef" text, project text, "unitId" uuid, "openedOn" date, currency text, bids int, "bidderCodes" jsonb,
  "estimateMinor" bigint, "lowestMinor" bigint, winner text, "winnerCode" text, "winningMinor" bigint, "scorePermille" int,
  flagged boolean, screens jsonb, search text, id uuid)`;

/** Puts markets and tenders in the place of what was kept; a tender keeps its id, one that says nothing new is not touched. */
export const saveTenders = async (
  tx: WriteTx,
  { newId, now }: { readonly newId: () => string; readonly now: Instant },
  method: number,
  markets: readonly MarketRow[],
  tenders: readonly TenderRow[],
): Promise<void> => {
  await tx.$executeRaw(sql`
    insert into tender_market (currency, likeness, tenders, quartiles, method, screened_at)
    select currency, likeness, tenders, quartiles, ${method}::int, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(markets)}::jsonb) as row(currency text, likeness text, tenders int, quartiles jsonb)
    on conflict (county, currency) do update set likeness = excluded.likeness, tenders = excluded.tenders,
      quartiles = excluded.quartiles, method = excluded.method, screened_at = excluded.screened_at`);
  for (let from = 0; from < tenders.length; from += CHUNK) {
    const rows = tenders.slice(from, from + CHUNK).map((tender) => ({ ...tender, id: newId() }));
    await tx.$executeRaw(sql`
      insert into tender as t (id, tender_ref, project, unit_id, opened_on, currency, bids, bidder_codes, estimate_minor, lowest_minor,
        winner, winner_code, winning_minor, score_permille, flagged, screens, search)
      select id, "tenderRef", project, "unitId", "openedOn", currency, bids, array(select jsonb_array_elements_text("bidderCodes")),
        "estimateMinor", "lowestMinor", winner, "winnerCode", "winningMinor", "scorePermille", flagged, screens, search
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ${SHAPE}
      on conflict (county, tender_ref) do update set project = excluded.project, unit_id = excluded.unit_id,
        opened_on = excluded.opened_on, currency = excluded.currency, bids = excluded.bids, bidder_codes = excluded.bidder_codes,
        estimate_minor = excluded.estimate_minor, lowest_minor = excluded.lowest_minor, winner = excluded.winner,
        winner_code = excluded.winner_code, winning_minor = excluded.winning_minor, score_permille = excluded.score_permille,
        flagged = excluded.flagged, screens = excluded.screens, search = excluded.search
      where (t.project, t.unit_id, t.opened_on, t.currency, t.bids, t.bidder_codes, t.estimate_minor, t.lowest_minor, t.winner,
          t.winner_code, t.winning_minor, t.score_permille, t.flagged, t.screens, t.search)
        is distinct from (excluded.project, excluded.unit_id, excluded.opened_on, excluded.currency, excluded.bids,
          excluded.bidder_codes, excluded.estimate_minor, excluded.lowest_minor, excluded.winner, excluded.winner_code,
          excluded.winning_minor, excluded.score_permille, excluded.flagged, excluded.screens, excluded.search)`);
  }
  // What no current bid names any more: corrected to another number, or deleted at the end of its time.
  await tx.$executeRaw(sql`
    delete from tender where county = 1 and tender_ref <> all(${tenders.map(({ tenderRef }) => tenderRef)}::text[])`);
  await tx.$executeRaw(sql`
    delete from tender_market m where not exists (select from tender t where t.county = m.county and t.currency = m.currency)`);
};
