import type { editPower as contract } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Disclosure, DisclosureStep } from '@qingfeng/domain/features/catalogue/life.ts';
import { take } from '@qingfeng/domain/features/catalogue/life.ts';
import type { PowerContent } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { missingIn } from '@qingfeng/domain/features/catalogue/power-item.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visiblePowerItem } from '../../shared/access.ts';
import { closeTasks, openTask } from '../tasks/store.ts';
import { openDraft, publicHash, publishedColumns, savePublished } from './store.ts';

type Held = {
  readonly disclosure: Disclosure;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly publishedVersionId: string | null;
  readonly open: { readonly id: string; readonly content: PowerContent } | null;
};

/** An item as a change holds it, locked; the state is that of the version under way, else the public one. */
const load = async (tx: WriteTx, by: By, id: string, version: number): Promise<Held> => {
  const [row] = await tx.$queryRaw<
    {
      id: string;
      version: number;
      code: string;
      name: string;
      unit: string;
      unitId: string;
      publicState: Disclosure['publicState'];
      publishedVersionId: string | null;
      openId: string | null;
      openState: Disclosure['state'] | null;
      content: PowerContent | null;
      missing: string[] | null;
      differs: boolean;
    }[]
  >(sql`
    select p.id, p.version, p.code, p.name, u.short_name as unit, p.unit_id as "unitId", p.public_state as "publicState",
      p.published_version_id as "publishedVersionId", v.id as "openId", v.state as "openState", v.content, v.missing,
      v.content is distinct from current.content as differs
    from power_item p join unit u on u.id = p.unit_id left join power_item_version v on v.id = p.open_version_id
      left join power_item_version current on current.id = p.published_version_id
    where p.id = ${id}::uuid and ${visiblePowerItem(by.viewer, sql`p`)} for update of p`);
  if (row === undefined) throw missing('power-item');
  if (row.version !== version) throw new Refusal('thing.changed', { version: row.version });
  return {
    disclosure: {
      id: row.id,
      version: row.version,
      state: row.openState ?? row.publicState ?? 'DRAFT',
      unitId: row.unitId,
      publicState: row.publicState,
      missing: row.missing ?? [],
      differs: row.differs,
    },
    code: row.code,
    name: row.name,
    unit: row.unit,
    publishedVersionId: row.publishedVersionId,
    open: row.openId === null || row.content === null ? null : { id: row.openId, content: row.content },
  };
};

/** Edits an item as a new version, or goes on with the draft that is open; the public reads the old one until it is replaced. */
export const editPower = (
  database: Database,
  by: By,
  id: string,
  { version, content, note }: BodyOf<typeof contract>,
): Promise<string> =>
  change(database, by, async (tx) => {
    const held = await load(tx, by, id, version);
    const { next, events } = take('edit', held.disclosure, {}, by);
    const draft = { content, missing: missingIn(content), note };
    if (held.open === null) await openDraft(tx, by, id, draft);
    else await tx.powerItemVersion.update({ where: { id: held.open.id }, data: draft });
    await tx.powerItem.update({ where: { id }, data: { version: next.version } });
    return { result: id, events };
  });

/** Whose turn it is in each state of a version under way. */
const TURN: Readonly<
  Partial<Record<Disclosure['state'], { readonly act: string; readonly role: Role; readonly ofUnit: boolean }>>
> = {
  DEPT_REVIEW: { act: 'power-item.pass', role: 'LEADER', ofUnit: true },
  COUNTER_REVIEW: { act: 'power-item.counter-review', role: 'CATALOGUE_REVIEWER', ofUnit: false },
  APPROVED: { act: 'power-item.release', role: 'LEADER', ofUnit: true },
  DRAFT: { act: 'power-item.submit', role: 'UNIT_LIAISON', ofUnit: true },
};

/** Takes a step of the disclosure; `release` freezes the version and puts its public view where everyone reads it. */
export const stepPower = (
  database: Database,
  by: By,
  id: string,
  step: Exclude<DisclosureStep, 'edit'>,
  { version, reason }: { readonly version: number; readonly reason: string | null },
): Promise<string> =>
  change(database, by, async (tx) => {
    const held = await load(tx, by, id, version);
    const { next, events } = take(step, held.disclosure, { reason: reason ?? '' }, by);
    if (held.open !== null) await moveOpen(tx, by, held, held.open, step, next);
    const open = held.open !== null && !['release', 'giveUp'].includes(step);
    await tx.powerItem.update({
      where: { id },
      data: {
        version: next.version,
        publicState: next.publicState,
        openState: open ? next.state : null,
        stateReason: reason === '' ? null : reason,
        ...(open ? {} : { openVersionId: null }),
        ...(step === 'release' && held.open !== null
          ? { publishedVersionId: held.open.id, publishedAt: by.now, publishedOn: new Date(by.today) }
          : {}),
      },
    });
    // What the public meets meanwhile changes nothing of whose turn it is.
    if (next.state === held.disclosure.state) return { result: id, events };
    await closeTasks(tx, by, id);
    const turn = open ? TURN[next.state] : undefined;
    if (turn !== undefined) {
      await openTask(tx, by, {
        act: turn.act,
        thingKind: 'power-item',
        thingId: id,
        title: held.name,
        unitId: held.disclosure.unitId,
        dueOn: null,
        to: { role: turn.role, scopeUnitId: turn.ofUnit ? held.disclosure.unitId : null },
      });
    }
    return { result: id, events };
  });

const moveOpen = async (
  tx: WriteTx,
  by: By,
  held: Held,
  open: NonNullable<Held['open']>,
  step: DisclosureStep,
  next: Disclosure,
): Promise<void> => {
  if (step === 'giveUp') {
    await tx.powerItemVersion.update({ where: { id: open.id }, data: { state: 'SUPERSEDED' } });
    return;
  }
  if (step !== 'release') {
    await tx.powerItemVersion.update({ where: { id: open.id }, data: { state: next.state } });
    return;
  }
  if (held.publishedVersionId !== null) {
    await tx.powerItemVersion.update({ where: { id: held.publishedVersionId }, data: { state: 'SUPERSEDED' } });
  }
  await tx.powerItemVersion.update({
    where: { id: open.id },
    data: {
      state: 'PUBLISHED',
      publicHash: publicHash(open.content),
      publishedAt: by.now,
      publishedOn: new Date(by.today),
    },
  });
  await savePublished(
    tx,
    held.disclosure.id,
    publishedColumns(held.code, open.content, held.unit, missingIn(open.content)),
  );
};
