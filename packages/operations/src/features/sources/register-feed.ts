import type {
  changeFeed as changeContract,
  registerFeed as contract,
} from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { BodyInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { isPutForward, movesPlace } from '@qingfeng/domain/features/sources/data-contract.ts';
import { feedEvent } from '@qingfeng/domain/features/sources/batch.ts';
import type { Pull } from '@qingfeng/domain/features/sources/pull.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Vault } from '@qingfeng/platform/crypto.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { submitContract } from './decide-contract.ts';
import { pullSecret } from './read.ts';
import { awaitContract, insertFeed, loadContract, loadFeed, mustBeUnit, saveFeed, savePulling } from './store.ts';

const mustBeFieldsOf = (kind: Kind, allowedFields: readonly string[] = []): void => {
  const fields = allowedFields.filter((name) => !FIELDS[kind].some((field) => field.name === name));
  if (fields.length > 0) throw new Refusal('source.field-unknown', { fields });
};

/** What was agreed, with what nobody said left open. */
const agreedOf = (input: Omit<BodyInput<typeof contract>, 'code' | 'kind' | 'format' | 'pullSecret'>) => ({
  ...input,
  allowedFields: input.allowedFields ?? [],
  agreementRef: input.agreementRef ?? '',
  agreedFrom: input.agreedFrom ?? null,
  agreedUntil: input.agreedUntil ?? null,
  retentionMonths: input.retentionMonths ?? null,
  pull: input.pull ?? null,
});

type Pulling = { readonly pull: Pull | null; readonly moved: boolean; readonly secret: string | undefined };

/** Puts the feed on the clock as agreed. Its secret is sealed before it reaches the database. */
const arrangePulling = (
  tx: WriteTx,
  by: By,
  vault: Vault | null,
  feedId: string,
  { pull, moved, secret }: Pulling,
): Promise<void> => {
  if (secret !== undefined && vault === null) throw new TypeError('a secret without a vault');
  const cipher = secret === undefined || vault === null ? null : vault.seal(secret, pullSecret(feedId));
  return savePulling(tx, by, feedId, pull, cipher, moved);
};

/** Registers a source with what was agreed about it; it takes records once the data security officer has approved that. */
export const registerFeed = (
  database: Database,
  by: By,
  { pullSecret: secret, ...input }: BodyInput<typeof contract>,
  vault: Vault | null = null,
): Promise<string> =>
  change(database, by, async (tx) => {
    mustBeFieldsOf(input.kind, input.allowedFields);
    await mustBeUnit(tx, input.unitId);
    const id = by.newId();
    const agreed = { ...agreedOf(input), code: input.code, kind: input.kind, format: input.format };
    const made = await insertFeed(tx, by, id, agreed);
    if (!made) throw new Refusal('source.code-taken', { code: input.code });
    await arrangePulling(tx, by, vault, id, { pull: agreed.pull, moved: false, secret });
    await awaitContract(tx, by, id);
    await submitContract(tx, by, { id, ...agreed });
    return {
      result: id,
      events: [feedEvent('feed.registered', { id, version: 1 }, { kind: input.kind, unitId: input.unitId })],
    };
  });

/** Changes what was agreed, pauses or resumes. Rows that are in stay as they are; other terms wait for approval before any more come. */
export const changeFeed = (
  database: Database,
  by: By,
  id: string,
  { version, status, pullSecret: secret, ...input }: BodyInput<typeof changeContract>,
  vault: Vault | null = null,
): Promise<string> =>
  change(database, by, async (tx) => {
    const feed = await loadFeed(tx, by, id);
    mustBeFieldsOf(feed.kind, input.allowedFields);
    await mustBeUnit(tx, input.unitId);
    const agreed = agreedOf(input);
    const before = await loadContract(tx, by, id);
    await saveFeed(tx, by, id, version, { ...agreed, status });
    await arrangePulling(tx, by, vault, id, { pull: agreed.pull, moved: movesPlace(before.pull, agreed.pull), secret });
    const onlyPauses = status !== feed.status;
    const putForward = isPutForward(before.contract.state, before, agreed, onlyPauses);
    if (putForward) {
      await awaitContract(tx, by, id);
      await submitContract(tx, by, { ...before, ...agreed });
    }
    return {
      result: id,
      events: [
        feedEvent('feed.changed', { id, version: version + 1 }, { status, everyDays: input.everyDays, putForward }),
      ],
    };
  });
