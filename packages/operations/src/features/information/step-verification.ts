import type { StageLife, StageStep } from '@qingfeng/domain/features/information/verification.ts';
import { take } from '@qingfeng/domain/features/information/verification.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Which } from './take-step.ts';
import { tellsTooMuch } from './telling-words.ts';
import type { HeldStage } from './verification-store.ts';
import { loadStage, saveStage, toldToMatter } from './verification-store.ts';

/** A step on one stage: decided, kept, and the next one put before whom it concerns, in the same change. */
const stepStage = <S extends Exclude<StageStep, 'plan' | 'ask'>>(
  database: Database,
  by: By,
  { id, version }: Which,
  step: S,
  input: StageLife['inputs'][S],
  check: (tx: WriteTx, held: HeldStage) => Promise<void> = () => Promise.resolve(),
): Promise<string> =>
  change(database, by, async (tx) => {
    const side = step === 'answer' || step === 'return' ? 'ASKED' : 'OFFICER';
    const held = await loadStage(tx, by, id, version, side);
    await check(tx, held);
    const { next, events } = take(step, held.stage, input, by);
    const followed = await saveStage(tx, by, held, next, input);
    return {
      result: held.informationId,
      events: [...events, toldToMatter(held.informationId, step, id), ...followed],
    };
  });

export const answerVerification = async (database: Database, by: By, which: Which, finding: string): Promise<void> => {
  await stepStage(database, by, which, 'answer', { finding });
};

export const returnVerification = async (database: Database, by: By, which: Which, reason: string): Promise<void> => {
  await stepStage(database, by, which, 'return', { reason });
};

/** What was returned is asked in other words; the same care for what they tell. */
export const askVerificationAgain = (database: Database, by: By, which: Which, question: string): Promise<string> =>
  stepStage(database, by, which, 'askAgain', { question }, async (tx, { informationId, stage }) => {
    const [row] = await tx.$queryRaw<{ words: (string | null)[] }[]>(sql`
      select array[i.number, r.code, r.name,
        case when s.released ->> 'subject' is null and i.subject_kind <> 'UNIT' then i.subject_label end,
        case when s.released ->> 'unit' is null then u.short_name end] as words
      from information i left join rule r on r.code = i.rule_code left join unit u on u.id = i.unit_id, verification_stage s
      where i.county = 1 and i.id = ${informationId}::uuid and s.id = ${stage.id}::uuid`);
    const told = tellsTooMuch(
      question,
      (row?.words ?? []).map((word) => word ?? undefined),
    );
    if (told !== null) throw new Refusal('information.reveals-source', { word: told });
  });

export const withdrawVerification = (database: Database, by: By, which: Which, reason: string): Promise<string> =>
  stepStage(database, by, which, 'withdraw', { reason });
