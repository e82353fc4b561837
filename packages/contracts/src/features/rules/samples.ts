import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { colour, day } from '../../shared/wire.ts';
import { definition, ruleCase } from './wording.ts';

/** Over how many months a draft may be tried. */
export const SAMPLE_MONTHS = [3, 12, 24] as const;

const sentence = z.object({ zh: z.string(), en: z.string() });

/** What a draft would have found: counts for whoever writes it, matters only as far as the viewer may see them. */
export const sampleRule = endpoint({
  name: 'sampleRule',
  method: 'POST',
  path: '/api/v1/rule-samples',
  bodyLimit: 300_000,
  body: z.object({ definition, months: z.literal(SAMPLE_MONTHS) }),
  response: z.object({
    from: day,
    to: day,
    fired: z.int(),
    /** Not all was looked at, or more was found than is counted: at least that many. */
    bounded: z.boolean(),
    /** Of all records, whenever they are of. */
    notEvaluable: z.array(z.object({ reason: z.string(), count: z.int() })),
    months: z.array(z.object({ month: z.string(), count: z.int() })),
    examples: z.array(
      z.object({
        from: day,
        to: day,
        colour,
        /** Whom it is about and what would be said of it; null for who may not see the matter. */
        matter: z.object({ label: z.string(), sentence }).nullable(),
        /** Figures in words; a name or code in them is null for who may not see the matter. */
        values: z.array(z.object({ label: sentence, text: sentence.nullable() })),
        /** Its records as a test case holds them, names and codes replaced. */
        records: ruleCase.shape.records,
      }),
    ),
  }),
  audience: 'office',
  access: ['RULE_ADMIN'],
  summary: 'Try a draft of a rule on the records of some months, bounded in time and number; nothing is kept',
});
