import type { importPowers as contract } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { ImportedItem } from '@qingfeng/domain/features/catalogue/import-row.ts';
import { cellsOf, readImportRow } from '@qingfeng/domain/features/catalogue/import-row.ts';
import { missingIn } from '@qingfeng/domain/features/catalogue/power-item.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import { canonicalJson } from '@qingfeng/platform/canonical-json.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { TableRow } from '@qingfeng/platform/limited/row.ts';
import { unguarded } from '../../shared/workbook.ts';
import { publicHash, publishedColumns } from './store.ts';

type Outcome = ResponseOf<typeof contract>;
type Rejected = Outcome['rejected'][number];

/** Rows that one change takes: a whole county's list is one or a few. */
const PART = 2_000;

/** Department names of a list that stand for units of ours; names and short names of units are known anyway. */
export type Departments = ReadonlyMap<string, string>;

type Unit = { readonly id: string; readonly code: string; readonly name: string; readonly shortName: string };

/**
 * Brings an older catalogue as a department has it: new codes become version 0, published and marked with what they lack (§4.4); a
 * known code with the same content changes nothing; one with other content gets a draft, while the public goes on
 * reading what it had. Bad rows are listed with line and reason, the good ones go in.
 */
export const importPowers = async (
  database: Database,
  by: By,
  rows: AsyncIterable<TableRow>,
  departments: Departments = new Map(),
): Promise<Outcome> => {
  const units = await database.read<Unit>(
    sql`select id, code, name, short_name as "shortName" from unit where ended_on is null`,
  );
  const unitOf = (department: string): Unit | undefined => {
    const code = departments.get(department);
    return units.find((unit) => unit.code === code || unit.name === department || unit.shortName === department);
  };
  // A liaison brings the items of the own unit; the business administrator those of all.
  const mayBring = (unit: Unit | undefined): boolean =>
    unit !== undefined && (!hasRole(by.viewer, 'UNIT_LIAISON') || unit.id === by.viewer.unitId);

  const outcome = { added: 0, unchanged: 0, drafted: 0, rejected: [] as Rejected[] };
  const seen = new Set<string>();
  let part: { item: ImportedItem; unit: Unit }[] = [];
  const flush = async (): Promise<void> => {
    if (part.length === 0) return;
    const counts = await importPart(database, by, part);
    outcome.added += counts.added;
    outcome.unchanged += counts.unchanged;
    outcome.drafted += counts.drafted;
    part = [];
  };
  for await (const row of rows) {
    if ('fault' in row) {
      outcome.rejected.push({ line: row.line, reason: row.fault, column: null, value: null });
      continue;
    }
    const cell = cellsOf(row.value);
    const read = readImportRow(
      (name) => unguarded(cell(name)),
      (department) => mayBring(unitOf(department)),
    );
    if (Array.isArray(read)) {
      outcome.rejected.push(...read.map(({ reason, column, value }) => ({ line: row.line, reason, column, value })));
      continue;
    }
    const item = read as ImportedItem;
    const unit = unitOf(item.department);
    if (unit === undefined) continue;
    if (seen.has(item.code)) {
      outcome.rejected.push({ line: row.line, reason: 'REPEATED', column: 'code', value: item.code });
      continue;
    }
    seen.add(item.code);
    part.push({ item, unit });
    if (part.length >= PART) await flush();
  }
  await flush();
  return outcome;
};

type Counts = { added: number; unchanged: number; drafted: number };

const importPart = (
  database: Database,
  by: By,
  part: readonly { item: ImportedItem; unit: Unit }[],
): Promise<Counts> => {
  // One request may hold several parts: each is a change of its own, and known rows change nothing when it is repeated.
  const { idempotency: _whole, ...each } = by;
  return change(database, each, async (tx) => {
    const known = await tx.$queryRaw<{ id: string; code: string; content: object; openVersionId: string | null }[]>(sql`
      select p.id, p.code, v.content, p.open_version_id as "openVersionId"
      from power_item p join power_item_version v on v.id = coalesce(p.open_version_id, p.published_version_id)
      where p.code = any(${part.map(({ item }) => item.code)}::text[]) for update of p`);
    const byCode = new Map(known.map((row) => [row.code, row]));
    const fresh = part.filter(({ item }) => !byCode.has(item.code));
    const differing = part.flatMap((one) => {
      const before = byCode.get(one.item.code);
      return before === undefined || imports(before.content, one.item) ? [] : [{ ...one, before }];
    });
    await insertFresh(tx, by, fresh);
    for (const { item, before } of differing) await draftChange(tx, by, item, before);
    const counts = {
      added: fresh.length,
      drafted: differing.length,
      unchanged: part.length - fresh.length - differing.length,
    };
    if (counts.added + counts.drafted === 0) return unchanged(counts);
    return {
      result: counts,
      events: [
        { thingKind: 'catalogue', thingId: by.newId(), type: 'catalogue.imported', version: null, body: counts },
      ],
    };
  });
};

/** Whether what the list says is already there: fields that lists do not carry (steps, posts) stay out of the comparison. */
const imports = (content: object, { content: brought }: ImportedItem): boolean =>
  Object.entries(brought).every(
    ([field, value]) =>
      value === null ||
      (Array.isArray(value) && value.length === 0) ||
      canonicalJson(Reflect.get(content, field)) === canonicalJson(value),
  );

const insertFresh = async (
  tx: WriteTx,
  by: By,
  fresh: readonly { item: ImportedItem; unit: Unit }[],
): Promise<void> => {
  const rows = fresh.map(({ item: { code, content }, unit }) => {
    const missing = missingIn(content);
    return {
      id: by.newId(),
      version_id: by.newId(),
      code,
      unit_id: unit.id,
      content,
      missing,
      public_hash: publicHash(content),
      ...publishedColumns(code, content, unit.shortName, missing),
    };
  });
  await tx.$executeRaw(sql`
    with i as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(id uuid, version_id uuid, code text, unit_id uuid, content jsonb,
        missing text[], public_hash text, name text, category text, summary text, promised_days int, legal_days int, incomplete boolean,
        initials text, search_text text, words text, more text)),
    items as (
      insert into power_item (id, code, unit_id, published_version_id, public_state, name, category, summary, promised_days, legal_days,
        incomplete, published_at, initials, search_text, search)
      select id, code, unit_id, version_id, 'PUBLISHED', name, category, summary, promised_days, legal_days, incomplete,
        ${by.now}::timestamptz, initials, search_text,
        setweight(to_tsvector('simple', words), 'A') || setweight(to_tsvector('simple', more), 'C')
      from i returning id)
    insert into power_item_version (id, item_id, number, state, content, missing, public_hash, created_by, created_at, published_at)
    select version_id, i.id, 0, 'PUBLISHED', content, missing, public_hash, ${by.viewer.accountId}::uuid, ${by.now}::timestamptz, ${by.now}::timestamptz
    from i join items on items.id = i.id`);
};

/** The list says otherwise: a draft for the department to look at; one that is open already takes it up. */
const draftChange = async (
  tx: WriteTx,
  by: By,
  { content }: ImportedItem,
  before: { id: string; content: object; openVersionId: string | null },
): Promise<void> => {
  const next = {
    ...before.content,
    ...Object.fromEntries(
      Object.entries(content).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
    ),
  };
  if (before.openVersionId !== null) {
    await tx.powerItemVersion.update({
      where: { id: before.openVersionId },
      data: { content: next, version: { increment: 1 } },
    });
    return;
  }
  const { _max: last } = await tx.powerItemVersion.aggregate({ where: { itemId: before.id }, _max: { number: true } });
  const id = by.newId();
  await tx.powerItemVersion.create({
    data: {
      id,
      itemId: before.id,
      number: (last.number ?? 0) + 1,
      state: 'DRAFT',
      content: next,
      missing: missingIn({ ...content, ...next }),
      createdBy: by.viewer.accountId,
      createdAt: by.now,
      note: '导入的目录与现行内容不一致',
    },
  });
  await tx.powerItem.update({
    where: { id: before.id },
    data: { openVersionId: id, openState: 'DRAFT', version: { increment: 1 } },
  });
};
