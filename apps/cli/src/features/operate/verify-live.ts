import { openDatabase, sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';

export type LiveCheck = {
  readonly faults: readonly string[];
  readonly checked: { readonly files: number; readonly letters: number };
};

/** What is damaged in the running platform: files whose bytes are gone or changed, papers whose file is not what was issued, a record that could be rewritten. */
export const faultsOfLive = async (appUrl: string, files: FileStore): Promise<LiveCheck> => {
  const database = openDatabase(appUrl, { connections: 2, name: 'qingfeng verify' });
  try {
    const stored = await database.read<{ sha256: string; name: string }>(
      sql`select distinct on (sha256) sha256, thing_kind || ' ' || thing_id as name from stored_file order by sha256`,
    );
    const letters = await database.read<{ id: string; same: boolean }>(sql`
      select letter.id, coalesce(stored_file.sha256 = letter.sha256, false) as same
      from letter left join stored_file on stored_file.id = letter.file_id`);
    const rewritable = await database.read<{ name: string }>(sql`
      select table_name as name from information_schema.role_table_grants
      where table_schema = 'public' and table_name in ('event', 'alert') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
        and grantee = current_user
      union select name from unnest(array['event', 'alert']) name
      where not exists (select from pg_trigger join pg_proc on pg_proc.oid = tgfoid
        where tgrelid = to_regclass(name) and proname = 'refuse_change' and tgenabled <> 'D')`);
    const faults = [
      ...letters.filter(({ same }) => !same).map(({ id }) => `letter ${id}: its file is not the one that was issued`),
      ...rewritable.map(({ name }) => `${name}: the application may rewrite it`),
    ];
    for (const { sha256, name } of stored)
      if (!(await files.verify(sha256).catch(() => false))) faults.push(`${name}: file ${sha256} is gone or damaged`);
    return { faults, checked: { files: stored.length, letters: letters.length } };
  } finally {
    await database.close();
  }
};
