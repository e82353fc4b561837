import { TRAITS } from '@qingfeng/domain/features/tenders/shared-traits.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { colour, day, id, idParams, instant, listQuery, oneOrMore, page, withReason } from '../../shared/wire.ts';

/** Those who may see alerts on tenders. */
const TENDER_READERS = ['OFFICER', 'RESIDENT_OFFICER', 'CENTRE_CLERK', 'HANDLING_HEAD', 'COMMISSION_LEADER'] as const;

/** From .75, from the line of .50, below it, and where prices cannot be compared. */
export const SCORE_BANDS = ['HIGH', 'RAISED', 'USUAL', 'NONE'] as const;

const row = z.object({
  id,
  tenderRef: z.string(),
  project: z.string().nullable(),
  unit: z.string().nullable(),
  openedOn: day,
  currency: z.string(),
  bids: z.int(),
  estimateMinor: z.int().nullable(),
  lowestMinor: z.int().nullable(),
  winner: z.string().nullable(),
  winningMinor: z.int().nullable(),
  /** 0 to 1000; `null` where prices cannot be compared. */
  scorePermille: z.int().nullable(),
  flagged: z.boolean(),
  /** Alerts on the tender itself that the viewer may see. */
  alerts: z.int(),
});

export const listTenders = endpoint({
  name: 'listTenders',
  method: 'GET',
  path: '/api/v1/tenders',
  query: listQuery(['scorePermille', 'openedOn', 'bids', 'winningMinor'], {
    unitId: oneOrMore(id).optional(),
    score: oneOrMore(z.enum(SCORE_BANDS)).optional(),
    flag: oneOrMore(z.enum(['YES', 'NO'])).optional(),
    from: day.optional(),
    to: day.optional(),
    /** Words of the number, the project, a bidder or their pinyin initials. */
    q: z.string().trim().max(100).optional(),
  }),
  response: page(row),
  audience: 'office',
  access: TENDER_READERS,
  summary: 'Tenders in my scope with the score of their prices, a page at a time',
});

export const exportTenders = endpoint({
  name: 'exportTenders',
  method: 'GET',
  path: '/api/v1/tenders.xlsx',
  query: withReason(listTenders.query),
  response: z.object({}),
  audience: 'office',
  access: TENDER_READERS,
  delivers: 'file',
  summary: 'The list as shown, as .xlsx with a watermark',
});

const market = z.object({
  currency: z.string(),
  /** The known market that these tenders are like; `null`: judged against itself. */
  likeness: z.string().nullable(),
  /** How many tenders it was reckoned from. */
  tenders: z.int(),
  method: z.int(),
  screenedAt: instant,
});

export const getTenderFacets = endpoint({
  name: 'getTenderFacets',
  method: 'GET',
  path: '/api/v1/tender-facets',
  response: z.object({
    units: z.array(z.object({ id, name: z.string(), count: z.int() })),
    markets: z.array(market),
  }),
  audience: 'office',
  access: TENDER_READERS,
  summary: 'Units to filter tenders by, and how the markets were judged',
});

const bidder = z.object({
  /** Code, else name. */
  key: z.string(),
  name: z.string(),
  /** Tenders of those in sight in which it bid, and of them won, together with another of these bidders. */
  met: z.int(),
  won: z.int(),
});

export const getTender = endpoint({
  name: 'getTender',
  method: 'GET',
  path: '/api/v1/tenders/:id',
  params: idParams,
  response: row.omit({ alerts: true }).extend({
    bidRows: z.array(
      z.object({
        recordId: id,
        externalId: z.string(),
        /** Code, else name; `null` where the record names nobody. */
        bidder: z.string().nullable(),
        name: z.string().nullable(),
        amountMinor: z.int().nullable(),
        currency: z.string().nullable(),
        /** From the lowest, 1; `null` for what is not compared: no price, or another currency. */
        rank: z.int().nullable(),
        /** Price to estimate in permille. */
        ofEstimatePermille: z.int().nullable(),
        won: z.boolean().nullable(),
        submittedAt: instant.nullable(),
      }),
    ),
    market: market.nullable(),
    /** Screens shown always and those that moved the score; `adds` above 0 towards suspicion. */
    screens: z.array(
      z.object({
        screen: z.string(),
        value: z.number().nullable(),
        adds: z.number().nullable(),
        quartiles: z.object({ q1: z.number(), middle: z.number(), q3: z.number() }).nullable(),
      }),
    ),
    /** What several bidders of the tender have alike (R21). */
    shared: z.array(
      z.object({
        trait: z.enum(TRAITS),
        /** First digits of what they share: enough to tell two apart. */
        mark: z.string(),
        bidders: z.array(z.string()),
        oneAgency: z.boolean(),
        /** Bidders of the whole county who use it, where that was counted: what very many use is public. */
        usedBy: z.int().nullable(),
      }),
    ),
    company: z.object({
      /** Tenders in sight in which at least two of these bidders met, this one among them. */
      tenders: z.int(),
      /** There are more, older ones that were not looked at. */
      cut: z.boolean(),
      bidders: z.array(bidder),
      pairs: z.array(
        z.object({ one: z.string(), other: z.string(), met: z.int(), oneWon: z.int(), otherWon: z.int() }),
      ),
      rotation: z.object({ bidders: z.array(z.string()), meetings: z.int() }).nullable(),
      fixedLosers: z.array(z.object({ bidder: z.string(), beside: z.string(), met: z.int() })),
    }),
    /** Alerts on the tender, and of its bidders as suppliers that rest on one of its bids. */
    alertRows: z.array(
      z.object({
        id,
        number: z.string(),
        title: z.string(),
        colour: colour.nullable(),
        rule: z.string().nullable(),
        state: z.string(),
      }),
    ),
  }),
  audience: 'office',
  access: TENDER_READERS,
  summary: 'A tender with its bids, screens, shared traits and who bids with whom',
});

/** The tenders that the records of an alert are bids in, for a link from the alert. */
export const listTendersOfMatter = endpoint({
  name: 'listTendersOfMatter',
  method: 'GET',
  path: '/api/v1/information/:id/tenders',
  params: idParams,
  response: z.object({
    items: z.array(
      row.pick({ id: true, tenderRef: true, project: true, openedOn: true, scorePermille: true, flagged: true }),
    ),
    /** How many more there are. */
    left: z.int(),
  }),
  audience: 'office',
  access: TENDER_READERS,
  summary: 'Tenders behind an alert on bids',
});
