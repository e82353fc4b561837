/** What a cell holds. `amount` and `hundredths` are kept as integers; `secret` is kept as a keyed digest only (DOMAIN FS-09). */
export type FieldType = 'text' | 'code' | 'day' | 'instant' | 'amount' | 'hundredths' | 'integer' | 'choice' | 'secret';

/**
 * What a secret is a secret of. Digests of one sort compare over all kinds and feeds, those of two sorts never do.
 * Allowed are the narrow fields of DOMAIN FS-10: payee accounts of public payments and deposit accounts of bids, no statements.
 */
export type SecretSort = 'identity' | 'phone' | 'account' | 'address' | 'device';

export type Field = {
  /** Field name in contracts and rules; the column is its snake_case form. */
  readonly name: string;
  /** Heading in Chinese, as templates print it. */
  readonly label: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** Most characters of a text. */
  readonly max: number;
  /** Code → Chinese word; files may hold either. */
  readonly choices: Readonly<Record<string, string>>;
  /** Other headings under which files bring it. */
  readonly alsoCalled: readonly string[];
  /** What the sample row of the template shows. */
  readonly sample: string;
  readonly secret: SecretSort | null;
};

/** A field whose name and type the compiler knows, so that rules can be checked against it. */
export type Known<N extends string, T extends FieldType> = Field & { readonly name: N; readonly type: T };

type Extra = Partial<Pick<Field, 'required' | 'max' | 'alsoCalled'>>;

const known = <N extends string, T extends FieldType>(
  type: T,
  name: N,
  label: string,
  sample: string,
  extra: Partial<Field>,
): Known<N, T> => ({
  required: false,
  max: 200,
  choices: {},
  alsoCalled: [],
  secret: null,
  ...extra,
  name,
  type,
  label,
  sample,
});

type Make<T extends FieldType> = <const N extends string>(
  name: N,
  label: string,
  sample: string,
  extra?: Extra,
) => Known<N, T>;

const maker =
  <T extends FieldType>(type: T, usual: Partial<Field> = {}): Make<T> =>
  (name, label, sample, extra = {}) =>
    known(type, name, label, sample, { ...usual, ...extra });

export const text = maker('text');
/** An identifier: compared, never read. */
export const code = maker('code', { max: 100 });
export const day = maker('day');
export const instant = maker('instant');
export const integer = maker('integer');
/** Hundredths of a unit (litre, kilometre, square metre); files write whole units with at most two decimals. */
export const hundredths = maker('hundredths');
/** An integer in the currency's smallest unit; files write whole units, 元. */
export const amount = maker('amount');
export const choice = <const N extends string>(
  name: N,
  label: string,
  sample: string,
  choices: Readonly<Record<string, string>>,
  extra: Extra = {},
): Known<N, 'choice'> => known('choice', name, label, sample, { ...extra, choices });
/** The source gives the plain value; what is kept, compared and shown is its digest. */
export const secret = <const N extends string>(
  name: N,
  label: string,
  sample: string,
  sort: SecretSort,
  extra: Extra = {},
): Known<N, 'secret'> => known('secret', name, label, sample, { ...extra, secret: sort });

export const required = { required: true } as const;

/** The three fields that lead every kind. */
export const common = (
  sample: { readonly id: string; readonly day: string; readonly unit: string },
  dayLabel: string,
  extra: Extra = {},
) =>
  [
    code('externalId', '记录编号', sample.id, { required: true, max: 200 }),
    day('occurredOn', dayLabel, sample.day, { required: true, alsoCalled: ['日期'], ...extra }),
    code('unitCode', '单位编码', sample.unit, { max: 50 }),
  ] as const;

/** An amount and its currency, as most kinds have them. */
export const money = (label: string, sample: string, extra: Extra = {}) =>
  [
    amount('amountMinor', label, sample, { alsoCalled: ['amount', '金额（元）'], ...extra }),
    code('currency', '币种', 'CNY', { max: 20 }),
  ] as const;
