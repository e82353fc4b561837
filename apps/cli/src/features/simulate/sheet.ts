import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { type Day, dateOf, type OfficeDays } from './office-days.ts';
import { DECOYS_PER_SCHEME, type Extent } from './plot.ts';
import type { Random } from './random.ts';
import type { Details, RecordOf, RuleCode, Subject, Truth } from './records.ts';
import type { World } from './world.ts';

/** What a part is given. Its random numbers are its own: what other parts draw changes nothing here. */
export type Given = {
  readonly random: Random;
  readonly world: World;
  readonly days: OfficeDays;
  readonly extent: Extent;
  readonly replica: number;
};

export type Rows = { [K in Kind]?: RecordOf<K>[] };
export type Written = { readonly rows: Rows; readonly truths: readonly Truth[] };

/** A theme of the county: its ordinary records and the matters planted among them. */
export type Part = { readonly name: string; readonly write: (given: Given) => Written };

/** What tells the numbers of one theme from those of all others: two letters and two digits. */
type Mark = { readonly letters: string; readonly digits: number };

type AnyRecord = RecordOf<Kind>;
/** A matter or what looks like it: whom it is about and the records that show it. */
export type Matter = {
  readonly subject: Subject;
  readonly records: readonly Pick<AnyRecord, 'externalId' | 'occurredOn'>[];
};

export type Sheet = Given & {
  /** Writes a record down; it has its number at once. */
  readonly put: <K extends Kind>(kind: K, day: Day, unitCode: string | null, details: Details<K>) => RecordOf<K>;
  /** Plants the schemes of a rule, and three decoys a scheme, their causes (DOMAIN §8.3) in turn. */
  readonly plant: (
    rule: RuleCode,
    what: string,
    scheme: (n: number) => Matter,
    decoys: Readonly<Record<string, () => Matter>>,
  ) => void;
  /** A running number that nothing else of the county has. */
  readonly number: () => string;
  /** An identity number of nobody: its district does not exist, its check digit holds. */
  readonly identity: () => string;
  readonly phone: () => string;
  readonly account: () => string;
  /** A company of the theme's own, with a code that no other theme knows. */
  readonly company: () => { readonly code: string; readonly name: string };
  readonly written: () => Written;
};

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const BIRTHDAYS = 24_000;
const FIRST_BIRTHDAY = -12_000;
/** The `n`-th identity number of a district (GB 11643): 24,000 birthdays, a thousand numbers each. */
export const identityNumber = (district: number, n: number): string => {
  const born = dateOf(FIRST_BIRTHDAY + ((n * 7_919) % BIRTHDAYS)).replaceAll('-', '');
  const body = `${district}${born}${String(Math.floor(n / BIRTHDAYS)).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((all, weight, index) => all + weight * Number(body[index]), 0);
  return `${body}${'10X98765432'[sum % 11] ?? ''}`;
};

/** Numbers of one kind that a copy of the county may use up. */
const A_COPY = 20_000;
const SURNAMES = '远岫云帆鼎砺千嘉恒泰润泽宏图瑞丰锦程佳禾';

/** An empty sheet for a theme. */
export const sheetFor = ({ letters, digits }: Mark, given: Given): Sheet => {
  const rows: Rows = {};
  const truths: Truth[] = [];
  const counted = () => {
    let count = 0;
    return () => {
      count += 1;
      if (count >= A_COPY * 10) throw new RangeError(`part ${letters} has no numbers left`);
      return given.replica * A_COPY * 10 + count;
    };
  };
  const [records, numbers, identities, phones, accounts, companies] = [
    counted(),
    counted(),
    counted(),
    counted(),
    counted(),
    counted(),
  ];
  const two = String(digits).padStart(2, '0');
  const note = (rule: RuleCode, scheme: string, { subject, records: own }: Matter, cause?: string): void => {
    const days = own.map(({ occurredOn }) => occurredOn).sort();
    truths.push({
      scheme,
      rule,
      subject,
      from: days[0] ?? '',
      to: days.at(-1) ?? '',
      records: own.map(({ externalId }) => externalId),
      ...(cause === undefined ? {} : { decoy: true as const, cause }),
    });
  };
  return {
    ...given,
    put: (kind, day, unitCode, details) => {
      const row = {
        externalId: `${letters}-${String(records()).padStart(6, '0')}`,
        unitCode,
        occurredOn: dateOf(day),
        ...details,
      };
      const known = rows[kind] as unknown[] | undefined;
      if (known === undefined) Object.assign(rows, { [kind]: [row] });
      else known.push(row);
      return row;
    },
    plant: (rule, what, scheme, decoys) => {
      for (let n = 0; n < given.extent.schemes; n += 1) note(rule, `${rule}-${what}-${n + 1}`, scheme(n));
      const causes = Object.entries(decoys);
      for (let n = 0; n < given.extent.schemes * DECOYS_PER_SCHEME; n += 1) {
        const [cause, decoy] = causes[n % causes.length] ?? [];
        if (cause !== undefined && decoy !== undefined) note(rule, `${rule}-${cause}-${n + 1}`, decoy(), cause);
      }
    },
    number: () => `${letters}${String(numbers()).padStart(6, '0')}`,
    identity: () => identityNumber(999_000 + digits, identities()),
    phone: () => `120${two}${String(phones()).padStart(6, '0')}`,
    account: () => `6299${two}${String(accounts()).padStart(10, '0')}`,
    company: () => {
      const n = companies();
      const name = [n, n * 7, n * 13].map((at) => SURNAMES[at % SURNAMES.length] ?? '').join('');
      return { code: `919901${two}MA${String(n).padStart(8, '0')}`, name: `清河县${name}${n}号商贸有限公司` };
    },
    written: () => ({ rows, truths }),
  };
};
