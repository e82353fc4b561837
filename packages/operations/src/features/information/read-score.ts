import type { getInformation } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { AlertColour } from '@qingfeng/domain/features/information/policy.ts';
import { colourAfter, scoreOfTerms, type Term } from '@qingfeng/domain/features/information/score.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleInformation } from '../../shared/access.ts';
import { policyNow } from './read.ts';
import { matterKey } from './store.ts';

type Shown = NonNullable<ResponseOf<typeof getInformation>['score']>;

/**
 * Why the matter of an alert has its colour, term by term. Who may not see all of its alerts is told what those that he sees come to, so
 * that neither their number nor their weight shows; the colour kept from before belongs to all of them and does not hold for a part.
 */
export const scoreIn = async (database: Database, viewer: Viewer, informationId: string): Promise<Shown | null> => {
  const kept = await database.readOne<{ colour: AlertColour; terms: Term[]; scoredOn: LocalDate }>(sql`
    select s.colour, s.terms, s.scored_on as "scoredOn" from information i
    join matter_score s on s.county = 1 and s.id = ${matterKey(sql`i`)}
    where i.county = 1 and i.id = ${informationId}::uuid`);
  if (kept === undefined || !kept.terms.some(({ id }) => id === informationId)) return null;
  const [seen, policy] = await Promise.all([
    database.read<{ id: string; number: string; name: string | null }>(sql`
      select i.id, i.number, r.name from information i left join rule r on r.code = i.rule_code
      where i.county = 1 and i.id = any(${kept.terms.map(({ id }) => id)}::uuid[]) and ${visibleInformation(viewer, sql`i`)}`),
    policyNow(database),
  ]);
  const known = new Map(seen.map((one) => [one.id, one]));
  const terms = kept.terms.filter(({ id }) => known.has(id));
  const { score, rules, rulesPercent } = scoreOfTerms(terms, policy);
  const fresh = colourAfter(null, score, policy);
  const colour = terms.length === kept.terms.length ? kept.colour : fresh;
  return {
    ...{ score, colour, rules, rulesPercent },
    terms: terms.map(({ ruleCode, ...term }) => ({
      ...term,
      number: known.get(term.id)?.number ?? '',
      rule: { code: ruleCode, name: known.get(term.id)?.name ?? ruleCode },
    })),
    thresholds: {
      yellowFrom: policy.yellowFrom,
      yellowUntil: policy.yellowUntil,
      redFrom: policy.redFrom,
      redUntil: policy.redUntil,
    },
    held: colour !== fresh,
    scoredOn: kept.scoredOn,
  };
};
