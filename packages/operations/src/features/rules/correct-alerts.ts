import type { Findings } from '@qingfeng/domain/features/rules/findings.ts';
import { isOwnKind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { correctInformation } from '../information/correct-information.ts';
import type { alertsOn, PublishedRule, Touched } from './store.ts';

type Resting = Awaited<ReturnType<typeof alertsOn>>;
type Found = { readonly published: PublishedRule; readonly findings: Findings };

/**
 * What a correction means for the alerts that rest on the revisions it replaced: the finding stays as it was. Where the rule no longer
 * holds and nobody has taken the matter, the engine dismisses it as a data error; a taken one gets the correction as
 * evidence, and only an officer withdraws it (ARCHITECTURE §5).
 */
export const correctAlerts = async (
  tx: WriteTx,
  by: By,
  resting: Resting,
  found: readonly Found[],
  replaced: readonly Touched[],
): Promise<DomainEvent[]> => {
  const gone = new Set(replaced.map(({ recordId }) => recordId));
  const events: DomainEvent[] = [];
  for (const alert of resting) {
    const judged = found.find(({ published }) => published.rule.code === alert.ruleCode);
    // A rule that does not run now says nothing about its old findings.
    if (judged === undefined) continue;
    const holds = judged.findings.hits.some(({ dedupeKey }) => dedupeKey === alert.dedupeKey);
    const recordIds = alert.recordIds.filter((id) => gone.has(id));
    const own = isOwnKind(judged.published.rule.kind);
    events.push(...(await correctInformation(tx, by, { ...alert, recordIds, holds, own })));
  }
  return events;
};
