import { hasRole, type Viewer } from '../../shared/by.ts';
import type { DomainEvent } from '../../shared/event.ts';
import { type AnyRow, lifeOf, type Taker } from '../../shared/life.ts';
import { type Answer, incomplete, type Reason, reasonGiven, unless } from '../../shared/needs.ts';

/** States of DOMAIN §4.4; a version under way and the public one are one disclosure. */
export const DISCLOSURE_STATES = [
  'DRAFT',
  'DEPT_REVIEW',
  'COUNTER_REVIEW',
  'APPROVED',
  'EXPORT_QUEUED',
  'PUBLISHED',
  'SUSPENDED',
  'RETIRED',
] as const;
export type DisclosureState = (typeof DISCLOSURE_STATES)[number];
/** What the public meets at the item's address; null before the first publication. */
export const PUBLIC_STATES = ['PUBLISHED', 'SUSPENDED', 'RETIRED'] as const satisfies readonly DisclosureState[];

/** What the life of an item's disclosure decides on. */
export type Disclosure = {
  readonly id: string;
  readonly version: number;
  readonly state: DisclosureState;
  readonly unitId: string;
  /** What the public reads meanwhile. */
  readonly publicState: (typeof PUBLIC_STATES)[number] | null;
  /** Fields that the version under way still lacks. */
  readonly missing: readonly string[];
  /** Whether the version under way says anything else than the one in force. */
  readonly differs: boolean;
};

type Inputs = {
  edit: object;
  submit: object;
  pass: object;
  return: Reason;
  release: object;
  giveUp: object;
  suspend: Reason;
  resume: object;
  retire: Reason;
};
export type DisclosureStep = keyof Inputs;

const EVENTS = {
  edit: 'power-item.edited',
  submit: 'power-item.submitted',
  pass: 'power-item.passed',
  return: 'power-item.returned',
  release: 'power-item.published',
  giveUp: 'power-item.given-up',
  suspend: 'power-item.suspended',
  resume: 'power-item.resumed',
  retire: 'power-item.retired',
} as const satisfies Record<DisclosureStep, `power-item.${string}`>;

const ofUnit = ({ unitId }: Pick<Disclosure, 'unitId'>, viewer: Viewer): boolean => viewer.unitId === unitId;
/** Whose catalogue someone edits, by hand or by a list: a liaison the own unit's, nobody another's (DOMAIN §7.1). */
export const editsPowersOf = (viewer: Viewer, unitId: string): boolean =>
  ofUnit({ unitId }, viewer) && hasRole(viewer, 'UNIT_LIAISON');
const ACTORS = {
  EDITOR: ({ unitId }, { viewer }) => editsPowersOf(viewer, unitId),
  DEPARTMENT: (item, { viewer }) => ofUnit(item, viewer) && hasRole(viewer, 'LEADER'),
  /** 编办、司法 or discipline staff; never of the department itself. */
  COUNTER: (item, { viewer }) => !ofUnit(item, viewer) && hasRole(viewer, 'CATALOGUE_REVIEWER'),
} as const satisfies Record<string, (item: Disclosure, taker: Taker) => boolean>;

const whole = ({ missing }: Disclosure): Answer =>
  incomplete(Object.fromEntries(missing.map((field) => [field, false])));

/** Reviewers are not asked to pass what is in force already. */
const saysSomethingNew = ({ differs }: Disclosure): Answer => unless(differs, 'power-item.changes-nothing');

/** A version under way and what the public reads meanwhile are one disclosure: these rows look at the public one. */
const isPublic = { says: '公众正在查阅', holds: ({ publicState }: Disclosure) => publicState === 'PUBLISHED' };
const isSuspended = { says: '已暂停公开', holds: ({ publicState }: Disclosure) => publicState === 'SUSPENDED' };
const UNDER_WAY = ['DRAFT', 'DEPT_REVIEW', 'COUNTER_REVIEW', 'APPROVED'] as const;

type DisclosureLife = {
  readonly thing: Disclosure;
  readonly actor: keyof typeof ACTORS;
  readonly inputs: Inputs;
  readonly tells: { readonly [S in DisclosureStep]: object };
  readonly clock: never;
  readonly paper: never;
  readonly event: DomainEvent & { readonly type: (typeof EVENTS)[DisclosureStep] };
};

/** The disclosure of a power item (DOMAIN §4.4). Where one installation serves both nets the gateway answers at once, so release publishes. */
// prettier-ignore
export const STEPS: readonly AnyRow<DisclosureLife>[] = [
  { no: '1', step: 'edit', from: ['PUBLISHED', 'SUSPENDED', 'DRAFT'], to: 'DRAFT', by: ['EDITOR'], clock: [], papers: [] },
  { no: '3', step: 'submit', from: ['DRAFT'], to: 'DEPT_REVIEW', by: ['EDITOR'], main: true, needs: [whole, saysSomethingNew], clock: [], papers: [] },
  { no: '4', step: 'pass', from: ['DEPT_REVIEW'], to: 'COUNTER_REVIEW', by: ['DEPARTMENT'], main: true, clock: [], papers: [] },
  { no: '6', step: 'pass', from: ['COUNTER_REVIEW'], to: 'APPROVED', by: ['COUNTER'], main: true, clock: [], papers: [] },
  { no: '5', step: 'return', from: ['DEPT_REVIEW'], to: 'DRAFT', by: ['DEPARTMENT'], asks: [reasonGiven], clock: [], papers: [] },
  { no: '5', step: 'return', from: ['COUNTER_REVIEW'], to: 'DRAFT', by: ['COUNTER'], asks: [reasonGiven], clock: [], papers: [] },
  { no: '7, 8', step: 'release', from: ['APPROVED'], to: 'PUBLISHED', by: ['DEPARTMENT'], main: true, clock: [], papers: [] },
  { no: '12', step: 'giveUp', from: ['DRAFT'], to: 'PUBLISHED', by: ['EDITOR'], when: isPublic, clock: [], papers: [] },
  { no: '12', step: 'giveUp', from: ['DRAFT'], to: 'SUSPENDED', by: ['EDITOR'], when: isSuspended, clock: [], papers: [] },
  { no: '11', step: 'suspend', from: ['PUBLISHED'], to: 'SUSPENDED', by: ['DEPARTMENT'], asks: [reasonGiven], clock: [], papers: [] },
  { no: '11', step: 'suspend', from: UNDER_WAY, to: 'SAME', by: ['DEPARTMENT'], when: isPublic, asks: [reasonGiven], clock: [], papers: [] },
  { no: '13', step: 'resume', from: ['SUSPENDED'], to: 'PUBLISHED', by: ['DEPARTMENT'], main: true, clock: [], papers: [] },
  { no: '13', step: 'resume', from: UNDER_WAY, to: 'SAME', by: ['DEPARTMENT'], when: isSuspended, clock: [], papers: [] },
  { no: '14', step: 'retire', from: ['PUBLISHED', 'SUSPENDED'], to: 'RETIRED', by: ['DEPARTMENT'], asks: [reasonGiven], clock: [], papers: [] },
];

const nothing = () => ({ changes: {}, tells: {} });
const shown = (publicState: Disclosure['publicState']) => () => ({ changes: { publicState }, tells: {} });

export const { refusalOf, take, stepsOpenTo } = lifeOf<DisclosureLife>({
  kind: 'power-item',
  steps: STEPS,
  actors: ACTORS,
  recused: () => false,
  events: EVENTS,
  effects: {
    edit: nothing,
    submit: nothing,
    pass: nothing,
    return: nothing,
    release: shown('PUBLISHED'),
    giveUp: nothing,
    suspend: shown('SUSPENDED'),
    resume: shown('PUBLISHED'),
    retire: shown('RETIRED'),
  },
});
