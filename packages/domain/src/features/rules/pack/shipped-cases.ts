import type { RuleCase } from '../cases.ts';
import cases from './cases.json' with { type: 'json' };

/** The test cases that a shipped rule comes with: records that are a hit, none, and nothing that can be judged, and lawful cases that are left out. */
export const shippedCases = (code: string): readonly RuleCase[] =>
  (cases as unknown as Readonly<Record<string, readonly RuleCase[]>>)[code] ?? [];
