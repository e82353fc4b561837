import { DEFAULT_POLICY } from '@qingfeng/domain/features/information/policy.ts';
import { proposePolicy } from '@qingfeng/operations/features/information/propose-policy.ts';
import { readPolicies } from '@qingfeng/operations/features/information/read-policy.ts';
import { stepPolicy } from '@qingfeng/operations/features/information/step-policy.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Deps } from './seed-matters.ts';

const AUTHOR = 'liusansheng';
/** Which bodies the county asks in a stage; of the line departments whichever is in charge. */
const BODIES: Readonly<Record<string, string>> = { AUDIT: 'SJJ', FINANCE: 'CZJ' };

/** The county's own policy: its bodies for joint verification, and blue alerts silent beside a yellow one as well. */
export const publishTriagePolicy = async ({ database, as }: Deps): Promise<void> => {
  const units = await database.read<{ id: string; code: string }>(sql`
    select id, code from unit where code = any(${Object.values(BODIES)}::text[])`);
  const { inForce } = await readPolicies(database, (await as(AUTHOR, 30)).viewer);
  const id = await proposePolicy(database, await as(AUTHOR, 30), {
    reason: '明确联合核查的审计、财政单位；同一事项已有黄色以上疑点在办时，蓝色疑点不再单独待接收。',
    policy: {
      ...inForce,
      blueSilencedBy: 'YELLOW',
      stages: DEFAULT_POLICY.stages.map((stage) => ({
        ...stage,
        unitIds: units.flatMap((unit) => (unit.code === BODIES[stage.code] ? [unit.id] : [])),
      })),
    },
  });
  await stepPolicy(database, await as('loujingming', 29), { id, step: 'publish', version: 1, reason: null });
};

/** A change that waits for a second person. */
export const proposeTriagePolicy = async ({ database, as }: Deps): Promise<void> => {
  const author = await as(AUTHOR, 1);
  const { inForce } = await readPolicies(database, author.viewer);
  await proposePolicy(database, author, {
    reason: '暂缓时间偏长，季度结算类疑点十天足够；提前两天提醒。',
    policy: { ...inForce, snoozeDays: 10, snoozeNoticeDays: 2 },
  });
};
