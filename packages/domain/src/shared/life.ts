import type { By, Viewer } from './by.ts';
import type { DomainEvent } from './event.ts';
import type { LocalDate } from './local-date.ts';
import { Refusal, type RefusalCode } from './refusal.ts';

/** What one life is made of; a type only, so that its table, judge and events cannot drift apart. */
export type Life = {
  readonly thing: { readonly id: string; readonly version: number; readonly state: string };
  readonly actor: string;
  /** What each step asks its taker to give. */
  readonly inputs: object;
  /** What each step tells the record besides the two states: ids and codes, never words. */
  readonly tells: object;
  readonly clock: unknown;
  readonly paper: string;
  readonly event: DomainEvent;
};

export type StepOf<L extends Life> = keyof L['inputs'] & keyof L['tells'] & string;
export type StateOf<L extends Life> = L['thing']['state'];
/** Who is here and which day it is: all that can be judged before someone fills in a form. */
export type Present = Pick<By, 'viewer' | 'onBehalfOf' | 'today'>;

/** Who is here: a person, perhaps in the place of a colleague on leave. */
export type Taker = Pick<Present, 'viewer' | 'onBehalfOf'>;

/** Whether the matter was assigned to who is here, or to the colleague in whose place he stands. */
export const standsFor = ({ viewer, onBehalfOf }: Taker, accountId: string | null): boolean =>
  accountId !== null && (viewer.accountId === accountId || onBehalfOf === accountId);

/** A condition with the words that the diagram of the life shows for it. */
export type Condition<Thing> = { readonly says: string; readonly holds: (thing: Thing) => boolean };

/** What a row says whoever takes it and whatever he gives. */
export type RowHead<L extends Life> = {
  /** Number of the row in DOMAIN §4. */
  readonly no: string;
  /** Empty for the step with which a life begins. */
  readonly from: readonly StateOf<L>[];
  readonly to: StateOf<L> | 'SAME';
  readonly by: readonly L['actor'][];
  /** Carries the matter on: where several steps are open, the first of these is the page's main button. */
  readonly main?: true;
  /** Whether this row exists for such a matter at all; a step without such a row is not offered. */
  readonly when?: Condition<L['thing']>;
  /** What must be true of the matter; the step is shown closed until then, with the reason. */
  readonly needs?: readonly ((thing: L['thing'], present: Present) => Refusal | null)[];
  readonly clock: readonly L['clock'][];
  readonly papers: readonly L['paper'][];
};

/** One row of a life, as DOMAIN §4 writes it. Several rows may carry one step; `when` tells which of them applies. */
export type Row<L extends Life, S extends StepOf<L>> = RowHead<L> & {
  readonly step: S;
  /** What must be true of what the taker gives. */
  readonly asks?: readonly ((thing: L['thing'], input: L['inputs'][S], present: Present) => Refusal | null)[];
};

export type AnyRow<L extends Life> = { [S in StepOf<L>]: Row<L, S> }[StepOf<L>];

/** What a step changes in its thing besides the state, and what it tells. */
export type Effects<L extends Life> = {
  readonly [S in StepOf<L>]: (
    thing: L['thing'],
    input: L['inputs'][S],
    by: By,
  ) => { readonly changes: Partial<L['thing']>; readonly tells: L['tells'][S] };
};

/** A step as it stands for one viewer: open, or closed with the code of what is missing. */
export type OpenStep<S extends string> = {
  readonly step: S;
  readonly open: boolean;
  /** At most one of a viewer's steps. */
  readonly primary: boolean;
  readonly why: RefusalCode | null;
};

export type Taken<L extends Life> = {
  readonly next: L['thing'];
  readonly row: RowHead<L>;
  readonly events: readonly [L['event'], ...L['event'][]];
};

/** Refusals for who someone is or where the matter stands; whatever else is missing can be mended by the taker. */
type Placed = 'access.denied' | 'access.recused' | 'step.not-available';

/** Builds judge and mover of a life from its table. The judge is the only one: `take` throws what `refusalOf` returns. */
export const lifeOf = <L extends Life>(life: {
  /** The dictionary word of the thing, as events and refusals name it. */
  readonly kind: string;
  readonly steps: readonly AnyRow<L>[];
  readonly actors: { readonly [A in L['actor']]: (thing: L['thing'], taker: Taker) => boolean };
  /** Whether the viewer must stay away from this matter; asked for every row it does not exempt. */
  readonly recused: (thing: L['thing'], viewer: Viewer, row: RowHead<L>) => boolean;
  readonly events: { readonly [S in StepOf<L>]: L['event']['type'] };
  readonly effects: Effects<L>;
}) => {
  type Thing = L['thing'];
  const rowsByStep = Map.groupBy<string, { readonly step: string }>(life.steps, ({ step }) => step);
  const rowsOf = <S extends StepOf<L>>(step: S) =>
    (rowsByStep.get(step) ?? []).filter((row): row is Row<L, S> => row.step === step);
  const steps = [...new Set(life.steps.map(({ step }) => step))];
  const mayTake = (row: RowHead<L>, thing: Thing, taker: Taker) =>
    row.by.some((actor: L['actor']) => life.actors[actor](thing, taker));

  /** The row that a step follows now, or why there is none: who, then where. */
  const judge = <S extends StepOf<L>>(step: S, thing: Thing, taker: Taker, begins: boolean): Row<L, S> | Placed => {
    const allowed = rowsOf(step).filter((row) => mayTake(row, thing, taker));
    if (allowed.length === 0) return 'access.denied';
    const unbound = allowed.filter((row) => !life.recused(thing, taker.viewer, row));
    if (unbound.length === 0) return 'access.recused';
    const here = unbound.find(
      ({ from, when }) => (begins ? from.length === 0 : from.includes(thing.state)) && (when?.holds(thing) ?? true),
    );
    return here ?? 'step.not-available';
  };

  const firstUnmet = <S extends StepOf<L>>(row: Row<L, S>, thing: Thing, present: Present): Refusal | null =>
    first(row.needs ?? [], (need) => need(thing, present));

  /** The row by who is here and how the thing stands, before anything is given. */
  const standing = <S extends StepOf<L>>(step: S, thing: Thing, by: Present, begins: boolean): Row<L, S> | Refusal => {
    const row = judge(step, thing, by, begins);
    if (typeof row === 'string')
      return new Refusal(row, { thing: life.kind, step, state: begins ? null : thing.state });
    return firstUnmet(row, thing, by) ?? row;
  };

  const examine = <S extends StepOf<L>>(
    step: S,
    thing: Thing,
    input: L['inputs'][S],
    by: Present,
    begins: boolean,
  ): Row<L, S> | Refusal => {
    const row = standing(step, thing, by, begins);
    if (row instanceof Refusal) return row;
    return first(row.asks ?? [], (ask) => ask(thing, input, by)) ?? row;
  };

  /** Why this step may not be taken by this person on this thing with this input; `null` when it may. */
  const refusalOf = <S extends StepOf<L>>(
    step: S,
    thing: Thing,
    input: L['inputs'][S],
    by: Present,
  ): Refusal | null => {
    const found = examine(step, thing, input, by, false);
    return found instanceof Refusal ? found : null;
  };

  const move = <S extends StepOf<L>>(
    step: S,
    thing: Thing,
    input: L['inputs'][S],
    by: By,
    begins: boolean,
  ): Taken<L> => {
    const row = examine(step, thing, input, by, begins);
    if (row instanceof Refusal) throw row;
    const { changes, tells } = life.effects[step](thing, input, by);
    const state = row.to === 'SAME' ? thing.state : row.to;
    const next: Thing = { ...thing, ...changes, state, version: thing.version + 1 };
    const body = { ...tells, from: begins ? null : thing.state, to: state };
    const event: DomainEvent = {
      thingKind: life.kind,
      thingId: thing.id,
      type: life.events[step],
      version: next.version,
      body,
    };
    return { next, row, events: [event] };
  };

  return {
    refusalOf,
    /** Throws what `refusalOf` returns whatever is given: to be asked before a paper is made or a number taken for the step. */
    mustBeOpen: (step: StepOf<L>, thing: Thing, by: Present): void => {
      const row = standing(step, thing, by, false);
      if (row instanceof Refusal) throw row;
    },
    /** Takes a step: the thing after it and what to tell, or throws the refusal. Nothing is written. */
    take: <S extends StepOf<L>>(step: S, thing: Thing, input: L['inputs'][S], by: By) =>
      move(step, thing, input, by, false),
    /** Takes the step with which a life begins, on a thing as it would be drafted (version 0). */
    begin: <S extends StepOf<L>>(step: S, draft: Thing, input: L['inputs'][S], by: By) =>
      move(step, draft, input, by, true),
    /** The steps that this viewer's page shows: never one that the viewer's place refuses. */
    stepsOpenTo: (
      thing: Thing,
      viewer: Viewer,
      today: LocalDate,
      onBehalfOf: string | null = null,
    ): readonly OpenStep<StepOf<L>>[] => {
      const present: Present = { viewer, onBehalfOf, today };
      const shown = steps.flatMap((step) => {
        const row = judge(step, thing, present, false);
        if (typeof row === 'string') return [];
        const why = firstUnmet(row, thing, present)?.code ?? null;
        return [{ step, main: row.main ?? false, why }];
      });
      const primary = shown.find(({ main }) => main)?.step;
      return shown.map(({ step, why }) => ({ step, open: why === null, primary: step === primary, why }));
    },
  };
};

/** The first refusal that a list of questions gives. */
const first = <Q>(questions: readonly Q[], ask: (question: Q) => Refusal | null): Refusal | null => {
  for (const question of questions) {
    const refusal = ask(question);
    if (refusal) return refusal;
  }
  return null;
};
