import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { decideContract } from '@qingfeng/operations/features/sources/decide-contract.ts';
import { draftMapping } from '@qingfeng/operations/features/sources/draft-mapping.ts';
import { mappingsOf } from '@qingfeng/operations/features/sources/read-mappings.ts';
import { stepMapping } from '@qingfeng/operations/features/sources/step-mapping.ts';
import { registerFeed } from '@qingfeng/operations/features/sources/register-feed.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';

/** Approves what was agreed about a feed, as a data security officer. */
export const approveFeed = (database: Database, by: By, id: string, version = 1): Promise<string> => {
  const viewer = { ...by.viewer, accountId: newId(), roles: ['DATA_SECURITY_OFFICER'] as const };
  return decideContract(database, { ...by, viewer }, { id, step: 'approve', version, reason: null });
};

/** A feed that may deliver: registered, and approved by another. */
export const registerApproved = async (...asked: Parameters<typeof registerFeed>): Promise<string> => {
  const [database, by] = asked;
  return approveFeed(database, by, await registerFeed(...asked));
};

/** Puts a mapping of a feed in force, drafted by one and approved by another. Returns its id. */
export const mapFeed = async (database: Database, by: By, feedId: string, mapping: Mapping): Promise<string> => {
  const open = async () => {
    const { versions } = await mappingsOf(database, by.viewer, feedId, by.today, 'Asia/Shanghai');
    return versions[0]!;
  };
  await draftMapping(database, by, feedId, {
    version: null,
    mapping: structuredClone(mapping) as Parameters<typeof draftMapping>[3]['mapping'],
    note: '',
  });
  const draft = await open();
  const step = { feedId, mappingId: draft.id, reason: null };
  await stepMapping(database, by, 'Asia/Shanghai', { ...step, step: 'submit', version: draft.version });
  const { state, version } = await open();
  if (state === 'IN_FORCE') return draft.id;
  const viewer = { ...by.viewer, accountId: newId(), roles: ['DATA_SECURITY_OFFICER'] as const };
  await stepMapping(database, { ...by, viewer }, 'Asia/Shanghai', { ...step, step: 'approve', version });
  return draft.id;
};
