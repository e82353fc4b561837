import type { AnyRow, Condition, Life } from './life.ts';

/** The rows of any life, as far as a reader of the docs needs them. */
type ReadableRow = {
  readonly no: string;
  readonly step: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly string[];
  readonly when?: Condition<never>;
  readonly clock: readonly unknown[];
  readonly papers: readonly string[];
};

/** A life as a Mermaid state diagram, drawn from its table: one arrow per pair of states, named with its steps. */
export const lifeDiagram = <L extends Life>(steps: readonly AnyRow<L>[]): string => {
  const arrows = new Map<string, Set<string>>();
  for (const { step, from, to } of steps as readonly ReadableRow[]) {
    if (to === 'SAME') continue;
    for (const state of from.length === 0 ? ['[*]'] : from) {
      const arrow = `${state} --> ${to}`;
      arrows.set(arrow, (arrows.get(arrow) ?? new Set()).add(step));
    }
  }
  return ['stateDiagram-v2', ...[...arrows].map(([arrow, names]) => `  ${arrow}: ${[...names].join(', ')}`)].join('\n');
};

/** A life as a table to read aloud; every column comes from the row itself. */
export const lifeTable = <L extends Life>(
  steps: readonly AnyRow<L>[],
  clockWords: (change: L['clock']) => string,
): string => {
  const lines = (steps as readonly ReadableRow[]).map(({ no, step, from, to, by, when, clock, papers }) => [
    no,
    step,
    from.length === 0 ? '–' : from.join(' '),
    to === 'SAME' ? 'same' : to,
    by.join(', '),
    when?.says ?? '',
    clock.map(clockWords).join(', '),
    papers.join(', '),
  ]);
  const head = ['row', 'step', 'from', 'to', 'by', 'when', 'clock', 'papers'];
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
};
