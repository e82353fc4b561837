import { hasRole, SYSTEM, type Viewer } from '../../shared/by.ts';
import type { DomainEvent } from '../../shared/event.ts';
import { type AnyRow, lifeOf, standsFor, type Taker } from '../../shared/life.ts';
import { type Answer, given, incomplete, type Reason, reasonGiven } from '../../shared/needs.ts';
import { Refusal } from '../../shared/refusal.ts';
import { OFFICERS } from '../../shared/roles.ts';
import { isRecused } from './actors.ts';
import type { Information } from './information.ts';

/** WAITING: the stages before it are not over. What is over or withdrawn stays as it was answered. */
export const STAGE_STATES = ['WAITING', 'ASKED', 'ANSWERED', 'RETURNED', 'WITHDRAWN'] as const;
export type StageState = (typeof STAGE_STATES)[number];

/** What the life of a stage decides on. */
export type Stage = {
  readonly id: string;
  readonly version: number;
  readonly state: StageState;
  /** Who is asked. */
  readonly accountId: string;
  /** Who handles the matter now. */
  readonly handlerId: string | null;
  /** Whether the one asked must stay away from the matter by now. */
  readonly awayFrom: boolean;
};

type Inputs = {
  plan: { readonly question: string };
  ask: object;
  askAgain: { readonly question: string };
  answer: { readonly finding: string };
  return: Reason;
  withdraw: Reason;
};
export type StageStep = keyof Inputs;

const EVENTS = {
  plan: 'verification.planned',
  ask: 'verification.asked',
  askAgain: 'verification.asked-again',
  answer: 'verification.answered',
  return: 'verification.returned',
  withdraw: 'verification.withdrawn',
} as const satisfies Record<StageStep, `verification.${string}`>;

type Actor = 'HANDLER' | 'ASKED' | 'SYSTEM';
const ACTORS = {
  /** The officer who handles the matter. */
  HANDLER: ({ handlerId }: Stage, taker: Taker) => standsFor(taker, handlerId) && hasRole(taker.viewer, ...OFFICERS),
  ASKED: ({ accountId, awayFrom }: Stage, { viewer }: Taker) => accountId === viewer.accountId && !awayFrom,
  SYSTEM: (_: Stage, { viewer }: Taker) => viewer.accountId === SYSTEM.accountId,
} as const satisfies Record<Actor, (stage: Stage, taker: Taker) => boolean>;

const questionGiven = (_: Stage, { question }: { readonly question: string }): Answer =>
  incomplete({ question: given(question) });
const findingGiven = (_: Stage, { finding }: Inputs['answer']): Answer => incomplete({ finding: given(finding) });

export type StageLife = {
  readonly thing: Stage;
  readonly actor: Actor;
  readonly inputs: Inputs;
  readonly tells: { readonly [S in StageStep]: object };
  readonly clock: never;
  readonly paper: never;
  readonly event: DomainEvent & { readonly type: (typeof EVENTS)[StageStep] };
};

/**
 * The life of one stage of joint verification (MR-24): asked once the stages before it are over; whoever is asked answers, and the
 * matter goes on to the next body, or returns it to the officer.
 */
// prettier-ignore
export const STEPS: readonly AnyRow<StageLife>[] = [
  { no: '1', step: 'plan', from: [], to: 'WAITING', by: ['HANDLER'], asks: [questionGiven], clock: [], papers: [] },
  { no: '2', step: 'ask', from: ['WAITING'], to: 'ASKED', by: ['SYSTEM'], clock: [], papers: [] },
  { no: '3', step: 'answer', from: ['ASKED'], to: 'ANSWERED', by: ['ASKED'], main: true, asks: [findingGiven], clock: [], papers: [] },
  { no: '4', step: 'return', from: ['ASKED'], to: 'RETURNED', by: ['ASKED'], asks: [reasonGiven], clock: [], papers: [] },
  { no: '5', step: 'askAgain', from: ['RETURNED'], to: 'ASKED', by: ['HANDLER'], main: true, asks: [questionGiven], clock: [], papers: [] },
  { no: '6', step: 'withdraw', from: ['WAITING', 'ASKED', 'RETURNED'], to: 'WITHDRAWN', by: ['HANDLER'], asks: [reasonGiven], clock: [], papers: [] },
];

const nothing = () => ({ changes: {}, tells: {} });

export const { take, begin, stepsOpenTo } = lifeOf<StageLife>({
  kind: 'verification',
  steps: STEPS,
  actors: ACTORS,
  recused: () => false,
  events: EVENTS,
  effects: { plan: nothing, ask: nothing, askAgain: nothing, answer: nothing, return: nothing, withdraw: nothing },
});

/** Whether the stage lets the next one begin. */
export const isOver = (state: StageState): boolean => state === 'ANSWERED' || state === 'WITHDRAWN';

/**
 * Why this person cannot be asked about the matter: nothing tips off the unit concerned, nor one below it, and whoever must stay away
 * hears nothing. `concernedPath` is the place of the unit concerned in the tree.
 */
export const refusalOfAsking = (
  matter: Information,
  asked: Viewer,
  { concernedPath, supplierCode }: { readonly concernedPath: string | null; readonly supplierCode: string | null },
): Refusal | null => {
  if (concernedPath !== null && asked.unitPath?.startsWith(concernedPath) === true)
    return new Refusal('verification.unit-concerned');
  if (isRecused(matter, asked) || (supplierCode !== null && asked.recusedSupplierCodes.includes(supplierCode)))
    return new Refusal('verification.recused');
  return null;
};

/** What is released to a body: nothing but this, and names only where the officer said so. */
export type Released = {
  readonly subject: string | null;
  readonly unit: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

const HIDDEN = '×××';

/** The chosen cells, with the name of the one concerned out of them where it is not released; what is sealed never goes. */
export const release = (
  evidence: {
    readonly columns: readonly { readonly key: string; readonly label: string; readonly digest: boolean }[];
    readonly rows: readonly { readonly cells: readonly (string | number | null)[] }[];
  },
  { label, unit }: { readonly label: string; readonly unit: string | null },
  chosen: { readonly columns: readonly string[]; readonly subject: boolean; readonly unit: boolean },
): Released => {
  const shown = evidence.columns.flatMap(({ key, digest }, index) =>
    chosen.columns.includes(key) && !digest ? [index] : [],
  );
  const hidden = [...(chosen.subject ? [] : [label]), ...(chosen.unit || unit === null ? [] : [unit])].filter(
    (name) => name.length > 1,
  );
  const masked = (cell: string | number | null): string | number | null =>
    typeof cell === 'string' ? hidden.reduce((text, name) => text.replaceAll(name, HIDDEN), cell) : cell;
  return {
    subject: chosen.subject ? label : null,
    unit: chosen.unit ? unit : null,
    columns: shown.map((index) => evidence.columns[index]?.label ?? ''),
    rows:
      shown.length === 0 ? [] : evidence.rows.map(({ cells }) => shown.map((index) => masked(cells[index] ?? null))),
  };
};
