/** Reading of parsed OCDS compiled releases as they come: any field may be missing or of another type, and then it is absent. */
type Json = Readonly<Record<string, unknown>>;

const object = (value: unknown): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
/** A JSON number only: `{"$numberLong": "…"}` and digits in quotes are not amounts of this standard and stay absent. */
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const idOf = (value: unknown): string | undefined => text(object(value)?.['id']);

export type Price = { readonly amount: number; readonly currency: string };

export type Bid = {
  readonly status: string;
  readonly date: string | undefined;
  readonly price: Price | undefined;
  /** Ids of the tenderers that have one. */
  readonly tenderers: readonly string[];
  /** The tenderer of a bid that names exactly one; joint bids have none (they cannot be matched with awards). */
  readonly soleTenderer: string | undefined;
};

export type Award = {
  readonly status: string | undefined;
  readonly suppliers: readonly string[];
  readonly soleSupplier: string | undefined;
  /** Classification codes of the items that carry one. */
  readonly classifications: readonly string[];
};

/** A contracting process with what the indicators read. */
export type Process = {
  readonly ocid: string;
  readonly cancelled: boolean;
  readonly buyer: string | undefined;
  readonly procuringEntity: string | undefined;
  readonly method: string | undefined;
  readonly methodDetails: string | undefined;
  readonly numberOfTenderers: number | undefined;
  readonly opensAt: string | undefined;
  readonly closesAt: string | undefined;
  /** Bids that were submitted: everything with a status but `invited` and `withdrawn`. */
  readonly bids: readonly Bid[];
  readonly awards: readonly Award[];
  /** Active awards once every award is final (active, cancelled or unsuccessful) and bids are published; else undefined. */
  readonly finalAwards: readonly Award[] | undefined;
};

const priceOf = (value: unknown): Price | undefined => {
  const amount = number(object(value)?.['amount']);
  const currency = text(object(value)?.['currency']);
  return amount === undefined || currency === undefined ? undefined : { amount, currency };
};

const bidOf = (value: unknown): Bid | undefined => {
  const bid = object(value);
  const status = text(bid?.['status']);
  if (bid === undefined || status === undefined || status === 'invited' || status === 'withdrawn') return undefined;
  const tenderers = list(bid['tenderers']);
  return {
    status,
    date: text(bid['date']),
    price: priceOf(bid['value']),
    tenderers: tenderers.map(idOf).filter((id) => id !== undefined),
    soleTenderer: tenderers.length === 1 ? idOf(tenderers[0]) : undefined,
  };
};

const awardOf = (value: unknown): Award => {
  const award = object(value) ?? {};
  const suppliers = list(award['suppliers']);
  return {
    status: text(award['status']),
    suppliers: suppliers.map(idOf).filter((id) => id !== undefined),
    soleSupplier: suppliers.length === 1 ? idOf(suppliers[0]) : undefined,
    classifications: list(award['items'])
      .map((item) => idOf(object(item)?.['classification']))
      .filter((id) => id !== undefined),
  };
};

const FINAL = ['active', 'cancelled', 'unsuccessful'];

/** The process of one line, or undefined for a line that is no process (its `ocid` is not a string). */
export const processOf = (line: unknown): Process | undefined => {
  const release = object(line);
  const ocid = text(release?.['ocid']);
  if (release === undefined || ocid === undefined) return undefined;
  const tender = object(release['tender']) ?? {};
  const period = object(tender['tenderPeriod']) ?? {};
  const details = object(release['bids'])?.['details'];
  const awards = list(release['awards']).map(awardOf);
  const settled =
    Array.isArray(details) &&
    Array.isArray(release['awards']) &&
    awards.every(({ status }) => status === undefined || FINAL.includes(status));
  return {
    ocid,
    cancelled: tender['status'] === 'cancelled',
    buyer: idOf(release['buyer']),
    procuringEntity: idOf(tender['procuringEntity']),
    method: text(tender['procurementMethod']),
    methodDetails: text(tender['procurementMethodDetails']),
    numberOfTenderers: number(tender['numberOfTenderers']),
    opensAt: text(period['startDate']),
    closesAt: text(period['endDate']),
    bids: list(details)
      .map(bidOf)
      .filter((bid) => bid !== undefined),
    awards,
    finalAwards: settled ? awards.filter(({ status }) => status === 'active') : undefined,
  };
};
