import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleInformation } from '../../shared/access.ts';
import { closeTasks } from '../tasks/store.ts';

export type Adopted = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly alertId: string | null;
  readonly personId: string | null;
  readonly unitId: string | null;
  readonly informationLevel: number | null;
  readonly state: string;
};

/** Adopted information in the viewer's scope that no warning rests on yet; `i` is its alias. */
export const adoptedIn = (viewer: Viewer, id: string): Sql => sql`
  select i.id, i.number, i.title, i.alert_id as "alertId", i.subject_person_id as "personId", i.unit_id as "unitId",
    i.information_level as "informationLevel", i.state, i.warning_id as "warningId"
  from information i where i.county = 1 and i.id = ${id}::uuid and ${visibleInformation(viewer, sql`i`)}`;

type Row = Adopted & { readonly warningId: string | null };

/** Refuses what was not adopted, and what already led to a warning. */
export const checkAdopted = (row: Row | undefined): Adopted => {
  if (row === undefined) throw missing('information');
  if (row.state !== 'ADOPTED') throw new Refusal('warning.information-not-adopted', { state: row.state });
  if (row.warningId !== null) throw new Refusal('warning.proposed-before', {});
  return row;
};

/** Locks the information, so that two proposals at the same moment give one warning. */
export const takeAdopted = async (tx: WriteTx, by: By, id: string): Promise<Adopted> => {
  const [row] = await tx.$queryRaw<Row[]>(sql`${adoptedIn(by.viewer, id)} for update`);
  return checkAdopted(row);
};

/** Notes on the information which warning it led to, and closes the task to propose one. */
export const linkToWarning = async (tx: WriteTx, by: By, id: string, warningId: string): Promise<void> => {
  await tx.$executeRaw(sql`
    update information set warning_id = ${warningId}::uuid, version = version + 1 where county = 1 and id = ${id}::uuid`);
  await closeTasks(tx, by, id, ['information.propose-warning']);
};
