import type { getTender } from '@qingfeng/contracts/features/tenders/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Quartiles } from '@qingfeng/domain/features/rules/bid-screens/judge.ts';
import type { Meeting } from '@qingfeng/domain/features/tenders/company.ts';
import { companyOf } from '@qingfeng/domain/features/tenders/company.ts';
import type { ScreenReading } from '@qingfeng/domain/features/tenders/shown-screens.ts';
import { SHOWN_SCREENS } from '@qingfeng/domain/features/tenders/shown-screens.ts';
import type { SharedTrait, Traced } from '@qingfeng/domain/features/tenders/shared-traits.ts';
import { sharedTraits } from '@qingfeng/domain/features/tenders/shared-traits.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleInformation, visibleTender } from '../../shared/access.ts';
import { MARKET_COLUMNS, meetingsOf, MOST_MEETINGS, TENDER_COLUMNS, type TenderListRow } from './read.ts';

type Detail = ResponseOf<typeof getTender>;
type Kept = Omit<TenderListRow, 'alerts'> & { readonly screens: Readonly<Record<string, ScreenReading>> };
type Market = NonNullable<Detail['market']> & { readonly quartiles: Readonly<Record<string, Quartiles>> };
type Bid = Omit<Traced, 'bidder'> & {
  readonly recordId: string;
  readonly externalId: string;
  readonly bidder: string | null;
  readonly name: string | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly won: string | null;
  readonly submittedAt: Instant | null;
};

/** More bids than this are no tender but a mistake in its number. */
const MOST_BIDS = 500;
/** Bidders beyond this are not drawn. */
const MOST_BIDDERS = 60;
const MOST_ALERTS = 20;

const bidsOf = (database: Database, tenderRef: string): Promise<Bid[]> =>
  database.read(sql`
    select b.record_id as "recordId", b.external_id as "externalId", coalesce(b.bidder_code, b.bidder) as bidder, b.bidder as name,
      b.amount_minor as "amountMinor", b.currency, b.won, b.submitted_at as "submittedAt", b.agency_code as agency,
      b.machine_code_hash as machine, b.ip_hash as address, b.file_hash as file, b.file_author as author,
      b.contact_hash as contact, b.deposit_account_hash as account, b.controller_code as controller
    from bid b where b.county = 1 and b.superseded_at is null and b.tender_ref = ${tenderRef}
    order by b.amount_minor nulls last, b.external_id limit ${MOST_BIDS}`);

/** Where a trait may be public: its column, and its part of the mark. */
const PUBLIC_TRAITS: Readonly<Partial<Record<SharedTrait['trait'], { column: Sql; of: (mark: string) => string }>>> = {
  minute: { column: sql`b.ip_hash`, of: (mark) => mark.slice(0, mark.lastIndexOf(' ')) },
  file: { column: sql`b.file_hash`, of: (mark) => mark },
  author: { column: sql`b.file_author`, of: (mark) => mark },
};

/** How many bidders of the county use each of what is shared, asked once a trait. */
const usesOf = async (
  database: Database,
  shared: readonly SharedTrait[],
): Promise<ReadonlyMap<SharedTrait, number>> => {
  const uses = new Map<SharedTrait, number>();
  await Promise.all(
    [...Map.groupBy(shared, ({ trait }) => trait)].map(async ([trait, own]) => {
      const asked = PUBLIC_TRAITS[trait];
      if (asked === undefined) return;
      const rows = await database.read<{ mark: string; n: number }>(sql`
        select ${asked.column} as mark, count(distinct b.bidder_code)::int as n from bid b
        where b.county = 1 and b.superseded_at is null and ${asked.column} = any(${own.map(({ mark }) => asked.of(mark))}::text[])
        group by 1`);
      const counted = new Map(rows.map(({ mark, n }) => [mark, n]));
      for (const one of own) uses.set(one, counted.get(asked.of(one.mark)) ?? 0);
    }),
  );
  return uses;
};

/** A digest or code cut to what tells two apart; a name of an author stays whole. */
const shown = ({ trait, mark }: SharedTrait): string => {
  if (trait === 'author' || trait === 'controller') return mark;
  return trait === 'minute' ? `${mark.slice(0, 6)} ${mark.slice(mark.lastIndexOf(' ') + 1)}` : mark.slice(0, 6);
};

const alertsOn = (
  database: Database,
  viewer: Viewer,
  tenderRef: string,
  bids: readonly Bid[],
): Promise<Detail['alertRows']> =>
  database.read(sql`
    select i.id, i.number, i.title, i.colour, i.rule_code as rule, i.state from information i
    where i.county = 1 and i.source = 'ALERT' and ${visibleInformation(viewer, sql`i`)} and (
      (i.subject_kind = 'TENDER' and i.subject_id = ${tenderRef})
      or i.alert_id in (
        select a.id from alert a where a.county = 1 and a.record_kind = 'bid'
          and a.record_ids && ${bids.map(({ recordId }) => recordId)}::uuid[]))
    order by i.received_at desc, i.id desc limit ${MOST_ALERTS}`);

const bidRowsOf = (bids: readonly Bid[], { currency, estimateMinor }: Kept): Detail['bidRows'] => {
  const compared = (bid: Bid): bid is Bid & { amountMinor: number } =>
    bid.amountMinor !== null && bid.amountMinor > 0 && (bid.currency ?? currency) === currency;
  const prices = bids.filter(compared).map(({ amountMinor }) => amountMinor);
  return bids.map((bid) => ({
    recordId: bid.recordId,
    externalId: bid.externalId,
    bidder: bid.bidder,
    name: bid.name,
    amountMinor: bid.amountMinor,
    currency: bid.currency,
    rank: compared(bid) ? 1 + prices.filter((price) => price < bid.amountMinor).length : null,
    ofEstimatePermille:
      compared(bid) && estimateMinor !== null ? Math.round((bid.amountMinor * 1000) / estimateMinor) : null,
    won: bid.won === null ? null : bid.won === 'YES',
    submittedAt: bid.submittedAt,
  }));
};

const screensOf = (kept: Kept['screens'], quartiles: Market['quartiles']): Detail['screens'] => {
  const moved = Object.entries(kept)
    .filter(([screen]) => !(SHOWN_SCREENS as readonly string[]).includes(screen))
    .sort(([, [, one]], [, [, other]]) => Math.abs(other ?? 0) - Math.abs(one ?? 0))
    .map(([screen]) => screen);
  return [...SHOWN_SCREENS, ...moved].map((screen) => {
    const [value, adds] = kept[screen] ?? [null, null];
    return { screen, value, adds, quartiles: quartiles[screen] ?? null };
  });
};

/** A tender through the viewer's scope; bids and what they share are read as they stand, the score as it was reckoned last. */
export const tenderOf = async (database: Database, viewer: Viewer, id: string): Promise<Detail> => {
  const kept = await database.readOne<Kept>(sql`
    select ${TENDER_COLUMNS}, t.screens from tender t left join unit u on u.id = t.unit_id
    where t.county = 1 and t.id = ${id}::uuid and ${visibleTender(viewer, sql`t`)}`);
  if (kept === undefined) throw missing('tender');
  const bids = await bidsOf(database, kept.tenderRef);
  const names = new Map<string, string>();
  for (const { bidder, name } of bids) if (bidder !== null && !names.has(bidder)) names.set(bidder, name ?? bidder);
  const bidders = [...names.keys()].slice(0, MOST_BIDDERS);
  const shared = sharedTraits(bids.flatMap((bid) => (bid.bidder === null ? [] : [{ ...bid, bidder: bid.bidder }])));
  const [market, found, uses, alertRows] = await Promise.all([
    database.readOne<Market>(sql`
      select ${MARKET_COLUMNS}, m.quartiles from tender_market m where m.county = 1 and m.currency = ${kept.currency}`),
    meetingsOf(database, viewer, bidders),
    usesOf(database, shared),
    alertsOn(database, viewer, kept.tenderRef, bids),
  ]);
  const meetings = found.slice(0, MOST_MEETINGS);
  const { screens, ...row } = kept;
  const { quartiles = {}, ...standing } = market ?? {};
  return {
    ...row,
    bidRows: bidRowsOf(bids, kept),
    market: market === undefined ? null : (standing as NonNullable<Detail['market']>),
    screens: screensOf(screens, quartiles),
    shared: shared.map((one) => ({
      trait: one.trait,
      mark: shown(one),
      bidders: [...one.bidders],
      oneAgency: one.oneAgency,
      usedBy: uses.get(one) ?? null,
    })),
    company: companyFor(bidders, names, meetings, found.length > MOST_MEETINGS),
    alertRows,
  };
};

const companyFor = (
  bidders: readonly string[],
  names: ReadonlyMap<string, string>,
  meetings: readonly Meeting[],
  cut: boolean,
): Detail['company'] => {
  const { pairs, rotation, fixedLosers } = companyOf(bidders, meetings);
  return {
    tenders: meetings.length,
    cut,
    bidders: bidders.map((key) => ({
      key,
      name: names.get(key) ?? key,
      met: meetings.filter((meeting) => meeting.bidders.includes(key)).length,
      won: meetings.filter(({ winner }) => winner === key).length,
    })),
    pairs: [...pairs],
    rotation: rotation === null ? null : { bidders: [...rotation.bidders], meetings: rotation.meetings },
    fixedLosers: [...fixedLosers],
  };
};
