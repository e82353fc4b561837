import { Refusal } from '../../../shared/refusal.ts';

/** What an indicator may be told. Absent indicator = switched off. Thresholds left undefined are taken from the data's quartiles. */
export type Settings = {
  /** The main currency; undefined = the first one met. Prices in another are left out. */
  readonly currency: string | undefined;
  /** `procurementMethodDetails` whose processes no indicator looks at. */
  readonly excludedDetails: ReadonlySet<string>;
  /** Where prices may be compared: only in `compared` when that is not empty, else everywhere but in `notCompared`. */
  readonly compared: ReadonlySet<string>;
  readonly notCompared: ReadonlySet<string>;
  readonly R003: Shortness | undefined;
  readonly R018: { readonly methods: ReadonlySet<string> } | undefined;
  readonly R024: Fence | undefined;
  readonly R025: (Fence & { readonly percentile: number }) | undefined;
  readonly R028: boolean;
  readonly R030: boolean;
  readonly R035: { readonly threshold: number } | undefined;
  readonly R036: boolean;
  readonly R038: (Fence & { readonly minimumBids: number; readonly minimumProcesses: number }) | undefined;
  readonly R048: (Fence & { readonly digits: number; readonly minimumProcesses: number }) | undefined;
  readonly R058: Fence | undefined;
};

export type Fence = { readonly threshold: number | undefined };
export type Shortness = {
  /** Whole days. */
  readonly threshold: number;
  /** Empty = every procurement method. */
  readonly methods: ReadonlySet<string>;
  /** Thresholds of single `procurementMethodDetails`. */
  readonly byDetails: ReadonlyMap<string, number>;
};

type Section = ReadonlyMap<string, string>;

const CODES = ['R003', 'R018', 'R024', 'R025', 'R028', 'R030', 'R035', 'R036', 'R038', 'R048', 'R058'] as const;
export type IndicatorCode = (typeof CODES)[number];

const unreadable = (key: string, value: string): Refusal => new Refusal('rules.settings-unreadable', { key, value });

/** Sections of an INI text. `;` and `#` start a comment: at the start of a line, or after a value when blanks stand on both sides. */
const sectionsOf = (ini: string): ReadonlyMap<string, Section> => {
  const sections = new Map<string, Map<string, string>>([['', new Map()]]);
  let current = sections.get('');
  for (const raw of ini.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const line = raw.replace(/\s[;#]\s.*$/, '').trim();
    if (line === '' || /^[;#]/.test(line)) continue;
    const head = /^\[(.+)\]$/.exec(line)?.[1]?.trim();
    if (head !== undefined) {
      current = sections.get(head) ?? new Map<string, string>();
      sections.set(head, current);
      continue;
    }
    const equals = line.indexOf('=');
    if (equals < 1) throw unreadable(line, '');
    current?.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
  }
  return sections;
};

const setOf = (value: string | undefined): ReadonlySet<string> =>
  new Set((value ?? '').split('|').filter((part) => part !== ''));

const numberOf = (section: Section, key: string): number | undefined => {
  const value = section.get(key);
  if (value === undefined) return undefined;
  if (value === '' || !Number.isFinite(Number(value))) throw unreadable(key, value);
  return Number(value);
};

const countOf = (section: Section, key: string): number | undefined => {
  const count = numberOf(section, key);
  if (count !== undefined && (!Number.isInteger(count) || count < 0)) throw unreadable(key, String(count));
  return count;
};

/** Settings of an INI text: the sections present are the indicators that run; no text = all eleven with their defaults. */
export const settingsOf = (ini?: string): Settings => {
  const sections = sectionsOf(ini ?? CODES.map((code) => `[${code}]`).join('\n'));
  const general: Section = sections.get('') ?? new Map();
  /** An indicator's own section, also when only a subsection of it is there. */
  const on = (code: IndicatorCode): Section | undefined =>
    sections.get(code) ?? ([...sections.keys()].some((name) => name.startsWith(`${code}.`)) ? new Map() : undefined);
  const set = <T>(code: IndicatorCode, read: (section: Section) => T): T | undefined => {
    const section = on(code);
    return section === undefined ? undefined : read(section);
  };
  const fence = (section: Section): Fence => ({ threshold: numberOf(section, 'threshold') });
  const details: Section = sections.get('R003.procurement_method_details') ?? new Map();
  return {
    currency: general.get('currency'),
    excludedDetails: setOf(sections.get('exclusions')?.get('procurement_method_details')),
    compared: setOf(general.get('price_comparison_procurement_methods')),
    notCompared: setOf(general.get('no_price_comparison_procurement_methods')),
    R003: set('R003', (section) => ({
      threshold: countOf(section, 'threshold') ?? 15,
      methods: setOf(section.get('procurement_methods')),
      byDetails: new Map([...details.keys()].map((key) => [key, countOf(details, key) ?? 15])),
    })),
    R018: set('R018', (section) => ({ methods: setOf(section.get('procurement_methods') ?? 'open|selective') })),
    R024: set('R024', fence),
    R025: set('R025', (section) => ({ ...fence(section), percentile: countOf(section, 'percentile') ?? 75 })),
    R028: on('R028') !== undefined,
    R030: on('R030') !== undefined,
    R035: set('R035', (section) => ({ threshold: Math.max(countOf(section, 'threshold') ?? 1, 1) })),
    R036: on('R036') !== undefined,
    R038: set('R038', (section) => ({
      ...fence(section),
      minimumBids: countOf(section, 'minimum_submitted_bids') ?? 2,
      minimumProcesses: countOf(section, 'minimum_contracting_processes') ?? 2,
    })),
    R048: set('R048', (section) => ({
      threshold: countOf(section, 'threshold'),
      digits: countOf(section, 'digits') ?? 2,
      minimumProcesses: countOf(section, 'minimum_contracting_processes') ?? 20,
    })),
    R058: set('R058', fence),
  };
};
