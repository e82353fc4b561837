import { faultsOf } from '@qingfeng/domain/features/rules/builder/check.ts';
import { EXPECTED, strangeIn } from '@qingfeng/domain/features/rules/cases.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { KINDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { z } from 'zod';
import { day, words } from '../../shared/wire.ts';

/** A rule as its JSON says it; each fault is at the piece that it is in. */
export const definition = z
  .custom<Rule>((value) => typeof value === 'object' && value !== null, 'expected a rule')
  .superRefine((value, context) => {
    for (const { path, fault } of faultsOf(value))
      context.addIssue({ code: 'custom', path: [...path], message: fault });
  });

const record = z.record(z.string().max(60), z.union([z.string().max(500), z.number()]));

export const ruleCase = z.object({
  name: words(100),
  expect: z.enum(EXPECTED),
  asOf: day,
  records: z.partialRecord(z.enum(KINDS), z.array(record).max(200).readonly()),
});

/** Test cases of a version: records of some kinds, and what must come of them. */
export const cases = z
  .array(ruleCase)
  .max(60)
  .superRefine((all, context) => {
    all.forEach((one, nth) => {
      const strange = strangeIn(one);
      if (strange !== null)
        context.addIssue({ code: 'custom', path: [nth, 'records', strange.kind, strange.field], message: 'strange' });
    });
  });

export const wording = z.object({ definition, cases });
