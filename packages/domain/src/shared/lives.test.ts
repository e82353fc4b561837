import { expect, test } from 'vitest';
import type { ClockChange } from '../features/calendar/clocks.ts';
import { STEPS as INFORMATION } from '../features/information/life.ts';
import { STEPS as VERIFICATIONS } from '../features/information/verification.ts';
import { STEPS as RULE_VERSIONS } from '../features/rules/version-life.ts';
import { STEPS as WARNINGS } from '../features/warnings/life.ts';
import { lifeDiagram, lifeTable } from './life-diagram.ts';

const clockWords = (change: ClockChange<string>): string =>
  change.act === 'stopAll' ? 'stop all' : `${change.act} ${change.clock}`;

const section = (title: string, meaning: string, diagram: string, table: string): string =>
  [`## ${title}`, meaning, `\`\`\`mermaid\n${diagram}\n\`\`\``, table].join('\n\n');

test('docs/lives.md shows the lives as their tables are', async () => {
  const text = [
    '# Lives',
    'Drawn from the `STEPS` tables of `packages/domain`, which the server judges by and the pages take their buttons from. ' +
      '`npx vitest run packages/domain/src/shared/lives.test.ts -u` writes this page anew. Row numbers are those of the domain ' +
      'reference; “same” leaves the state as it is; every end stops all clocks.',
    section(
      'Integrity information',
      'An alert’s triage is information whose source is a rule.',
      lifeDiagram(INFORMATION),
      lifeTable(INFORMATION, clockWords),
    ),
    section(
      'Stage of joint verification',
      'Stages follow one another; whoever is asked sees the question and what was released, and nothing else of the matter.',
      lifeDiagram(VERIFICATIONS),
      lifeTable(VERIFICATIONS, String),
    ),
    section(
      'Warning',
      'Levels, lengths of clocks, papers and deciding bodies come from the scheme the warning was drafted under.',
      lifeDiagram(WARNINGS),
      lifeTable(WARNINGS, clockWords),
    ),
    section(
      'Version of a rule',
      'Author and reviewers differ. Publishing supersedes the version before in the same change.',
      lifeDiagram(RULE_VERSIONS),
      lifeTable(RULE_VERSIONS, String),
    ),
  ].join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot('../../../../docs/lives.md');
});

test('a life begins once, and each of its states is entered and can be left or ends it', () => {
  for (const steps of [INFORMATION, VERIFICATIONS, WARNINGS, RULE_VERSIONS]) {
    expect(steps.filter(({ from }) => from.length === 0)).toHaveLength(1);
    const entered = new Set<string>(steps.map(({ to }) => to));
    for (const { from } of steps) for (const state of from) expect(entered).toContain(state);
  }
});
