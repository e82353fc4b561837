import { describe, expect, test } from 'vitest';
import { byOf, CAST } from '../../../../tests/support/warnings.ts';
import type { Viewer } from './by.ts';
import type { DomainEvent } from './event.ts';
import { lifeDiagram, lifeTable } from './life-diagram.ts';
import { type AnyRow, lifeOf, standsFor } from './life.ts';
import { localDate } from './local-date.ts';
import { given, incomplete } from './needs.ts';
import { Refusal } from './refusal.ts';

type Door = {
  readonly id: string;
  readonly version: number;
  readonly state: 'OPEN' | 'SHUT';
  readonly keyless: boolean;
};
type DoorLife = {
  readonly thing: Door;
  readonly actor: 'OWNER' | 'ANYONE';
  readonly inputs: { build: object; shut: { readonly why: string }; open: object; paint: object };
  readonly tells: { build: object; shut: { readonly to: string; readonly why: string }; open: object; paint: object };
  readonly clock: string;
  readonly paper: string;
  readonly event: DomainEvent;
};

// prettier-ignore
const STEPS: readonly AnyRow<DoorLife>[] = [
  { no: '1', step: 'build', from: [], to: 'OPEN', by: ['OWNER'], clock: [], papers: [] },
  { no: '2', step: 'paint', from: ['OPEN'], to: 'SAME', by: ['ANYONE'], clock: [], papers: [] },
  { no: '3', step: 'shut', from: ['OPEN'], to: 'SHUT', by: ['OWNER'], main: true,
    asks: [(_, { why }) => incomplete({ why: given(why) })], clock: ['start rest'], papers: ['note'] },
  { no: '4', step: 'open', from: ['SHUT'], to: 'OPEN', by: ['OWNER'], main: true, when: { says: 'has a key', holds: ({ keyless }) => !keyless },
    needs: [({ version }) => (version < 9 ? null : new Refusal('thing.changed'))], clock: ['stop rest'], papers: [] },
];

const unchanged = () => ({ changes: {}, tells: {} });
const { take, begin, mustBeOpen, refusalOf, stepsOpenTo } = lifeOf<DoorLife>({
  kind: 'door',
  steps: STEPS,
  actors: {
    OWNER: (_, taker) => standsFor(taker, 'head'),
    ANYONE: () => true,
  },
  recused: (_, viewer) => viewer.recusedUnitIds.length > 0,
  events: { build: 'door.built', shut: 'door.shut', open: 'door.opened', paint: 'door.painted' },
  effects: {
    build: unchanged,
    open: unchanged,
    paint: unchanged,
    shut: (_, { why }) => ({ changes: { keyless: true }, tells: { to: 'a lie', why } }),
  },
});

const open: Door = { id: 'door', version: 3, state: 'OPEN', keyless: false };
const shut: Door = { ...open, state: 'SHUT' };
const owner = byOf(CAST.head, '2026-03-02');
const other = byOf(CAST.clerk, '2026-03-02');
const today = localDate('2026-03-02');

describe('the machinery of a life', () => {
  test('a step changes state, version and what its effect says; the record names the true states', () => {
    const { next, row, events } = take('shut', open, { why: 'night' }, owner);
    expect(next).toEqual({ id: 'door', version: 4, state: 'SHUT', keyless: true });
    expect(row).toMatchObject({ no: '3', clock: ['start rest'], papers: ['note'] });
    expect(events).toEqual([
      {
        thingKind: 'door',
        thingId: 'door',
        type: 'door.shut',
        version: 4,
        body: { from: 'OPEN', to: 'SHUT', why: 'night' },
      },
    ]);
  });

  test('a life begins on its draft, from no state, and only once', () => {
    const { next, events } = begin('build', { ...open, version: 0 }, {}, owner);
    expect([next.state, next.version, events[0].body]).toEqual(['OPEN', 1, { from: null, to: 'OPEN' }]);
    expect(refusalOf('build', open, {}, owner)?.code).toBe('step.not-available');
    expect(() => begin('shut', open, { why: 'night' }, owner)).toThrow('step.not-available');
  });

  test.each([
    ['who comes first', shut, other, '', 'access.denied'],
    ['then recusal', shut, byOf({ ...CAST.head, recusedUnitIds: ['unit'] }, today), '', 'access.recused'],
    ['then where it stands', shut, owner, '', 'step.not-available'],
    ['then what is given', open, owner, ' ', 'step.incomplete'],
    ['then it may', open, owner, 'night', null],
    ['a deputy may too', open, byOf(CAST.clerk, today, 'head'), 'night', null],
  ] as const)('%s', (_, door, by, why, code) => {
    expect(refusalOf('shut', door, { why }, by)?.code ?? null).toBe(code);
    // What is given is no part of whether the step is open.
    const stand = () => mustBeOpen('shut', door, by);
    if (code === null || code === 'step.incomplete') expect(stand).not.toThrow();
    else expect(stand).toThrow(code);
  });

  test('a condition hides a step, a need closes it and says why', () => {
    const shown = (door: Door) => stepsOpenTo(door, CAST.head, today);
    expect(shown({ ...shut, keyless: true })).toEqual([]);
    expect(shown(shut)).toEqual([{ step: 'open', open: true, primary: true, why: null }]);
    expect(shown({ ...shut, version: 9 })).toEqual([
      { step: 'open', open: false, primary: true, why: 'thing.changed' },
    ]);
  });

  test('the main step is primary, wherever it stands in the table; without one none is', () => {
    const shown = (viewer: Viewer) => stepsOpenTo(open, viewer, today).map(({ step, primary }) => [step, primary]);
    expect(shown(CAST.head)).toEqual([
      ['paint', false],
      ['shut', true],
    ]);
    expect(shown(CAST.clerk)).toEqual([['paint', false]]);
  });
});

describe('the picture of a life', () => {
  test('draws each pair of states once and leaves out what stays', () => {
    expect(lifeDiagram(STEPS)).toBe(
      ['stateDiagram-v2', '  [*] --> OPEN: build', '  OPEN --> SHUT: shut', '  SHUT --> OPEN: open'].join('\n'),
    );
  });
  test('tells every row', () => {
    const lines = lifeTable(STEPS, (change) => change).split('\n');
    expect(lines).toHaveLength(2 + STEPS.length);
    expect(lines.at(-1)).toBe('| 4 | open | SHUT | OPEN | OWNER | has a key | stop rest |  |');
  });
});
