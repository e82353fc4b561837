import type { importPowers as contract } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { ImportedItem, ImportFault } from '@qingfeng/domain/features/catalogue/import-row.ts';
import { cellsOf, readImportRow } from '@qingfeng/domain/features/catalogue/import-row.ts';
import type { Disclosure } from '@qingfeng/domain/features/catalogue/life.ts';
import { editsPowersOf } from '@qingfeng/domain/features/catalogue/life.ts';
import type { PowerContent } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { missingIn } from '@qingfeng/domain/features/catalogue/power-item.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import { canonicalJson } from '@qingfeng/platform/canonical-json.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { TableRow } from '@qingfeng/platform/limited/row.ts';
import { unguarded } from '../../shared/workbook.ts';
import { openTask } from '../tasks/store.ts';
import { openDraft, publicHash, publishedColumns } from './store.ts';

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
  // By its code, which is one unit's alone, else by a name.
  const unitOf = (department: string): Unit | undefined => {
    const code = (departments.get(department) ?? department).toUpperCase();
    return (
      units.find((unit) => unit.code.toUpperCase() === code) ??
      units.find((unit) => unit.name === department || unit.shortName === department)
    );
  };
  // A liaison brings the items of the own unit; the platform itself, on an operator's command, those of all.
  const isPlatform = by.viewer.accountId === SYSTEM.accountId;
  const unitFault = (department: string) => {
    const unit = unitOf(department);
    if (unit === undefined) return 'UNIT_UNKNOWN';
    return isPlatform || editsPowersOf(by.viewer, unit.id) ? null : 'UNIT_NOT_YOURS';
  };

  const outcome = { added: 0, unchanged: 0, drafted: 0, rejected: [] as Rejected[] };
  const seen = new Set<string>();
  let part: Brought[] = [];
  const flush = async (): Promise<void> => {
    if (part.length === 0) return;
    const counts = await importPart(database, by, part);
    outcome.added += counts.added;
    outcome.unchanged += counts.unchanged;
    outcome.drafted += counts.drafted;
    outcome.rejected.push(...counts.rejected);
    part = [];
  };
  for await (const row of rows) {
    if ('fault' in row) {
      outcome.rejected.push({ line: row.line, reason: row.fault, column: null, value: null });
      continue;
    }
    const cell = cellsOf(row.value);
    const read = readImportRow((name) => unguarded(cell(name)), unitFault);
    if (!('content' in read)) {
      outcome.rejected.push(...read.map((fault) => ({ line: row.line, ...fault })));
      continue;
    }
    const item = read;
    const unit = unitOf(item.department);
    if (unit === undefined) continue;
    if (seen.has(item.code)) {
      outcome.rejected.push({ line: row.line, reason: 'REPEATED', column: 'code', value: item.code });
      continue;
    }
    seen.add(item.code);
    part.push({ line: row.line, item, unit });
    if (part.length >= PART) await flush();
  }
  await flush();
  return { ...outcome, rejected: outcome.rejected.toSorted((one, other) => one.line - other.line) };
};

type Brought = { readonly line: number; readonly item: ImportedItem; readonly unit: Unit };

type Known = {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly unitId: string;
  readonly publicState: Disclosure['publicState'];
  readonly openVersionId: string | null;
  readonly openState: Disclosure['state'] | null;
  readonly content: PowerContent;
};

/** Why a known item may not be drafted by a list: it is another unit's, someone is reviewing it, or it is cancelled. */
const faultOf = ({ item, unit }: Brought, known: Known): ImportFault | null => {
  const fault = (reason: ImportFault['reason']): ImportFault => ({ reason, column: 'code', value: item.code });
  if (known.unitId !== unit.id) return fault('CODE_OF_OTHER_UNIT');
  if (imports(known.content, item)) return null;
  if (known.publicState === 'RETIRED') return fault('RETIRED');
  return known.openState === null || known.openState === 'DRAFT' ? null : fault('UNDER_REVIEW');
};

const importPart = (database: Database, by: By, part: readonly Brought[]): Promise<Outcome> => {
  // One request may hold several parts: each is a change of its own, and known rows change nothing when it is repeated.
  const { idempotency: _whole, ...each } = by;
  return change(database, each, async (tx) => {
    const rows = await tx.$queryRaw<Known[]>(sql`
      select p.id, p.code, p.version, p.unit_id as "unitId", p.public_state as "publicState", p.open_version_id as "openVersionId",
        p.open_state as "openState", v.content
      from power_item p join power_item_version v on v.id = coalesce(p.open_version_id, p.published_version_id)
      where p.code = any(${part.map(({ item }) => item.code)}::text[]) order by p.code for update of p`);
    const known = new Map(rows.map((row) => [row.code, row]));
    const outcome: Outcome = { added: 0, unchanged: 0, drafted: 0, rejected: [] };
    const fresh: Brought[] = [];
    const events: DomainEvent[] = [];
    for (const brought of part) {
      const before = known.get(brought.item.code);
      if (before === undefined) {
        fresh.push(brought);
        continue;
      }
      const fault = faultOf(brought, before);
      if (fault !== null) outcome.rejected.push({ line: brought.line, ...fault });
      else if (imports(before.content, brought.item)) outcome.unchanged += 1;
      else events.push(await draftChange(tx, by, brought, before));
    }
    await insertFresh(tx, by, fresh);
    outcome.added = fresh.length;
    outcome.drafted = events.length;
    if (outcome.added + outcome.drafted === 0) return unchanged(outcome);
    const { rejected: _words, ...counts } = outcome;
    const imported = {
      thingKind: 'catalogue',
      thingId: by.newId(),
      type: 'catalogue.imported',
      version: null,
    } as const;
    return { result: outcome, events: [{ ...imported, body: counts }, ...events] };
  });
};

const isSilent = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** Whether what the list says is already there: fields that lists do not carry (steps, posts) stay out of the comparison. */
const imports = (content: PowerContent, { content: brought }: ImportedItem): boolean =>
  Object.entries(brought).every(
    ([field, value]) => isSilent(value) || canonicalJson(Reflect.get(content, field)) === canonicalJson(value),
  );

const insertFresh = async (tx: WriteTx, by: By, fresh: readonly Brought[]): Promise<void> => {
  if (fresh.length === 0) return;
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
        incomplete, published_at, published_on, initials, search_text, search)
      select id, code, unit_id, version_id, 'PUBLISHED', name, category, summary, promised_days, legal_days, incomplete,
        ${by.now}::timestamptz, ${by.today}::date, initials, search_text,
        setweight(to_tsvector('simple', words), 'A') || setweight(to_tsvector('simple', more), 'C')
      from i returning id)
    insert into power_item_version (id, item_id, number, state, content, missing, public_hash, created_by, created_at, published_at,
      published_on)
    select version_id, i.id, 0, 'PUBLISHED', content, missing, public_hash, ${by.viewer.accountId}::uuid, ${by.now}::timestamptz,
      ${by.now}::timestamptz, ${by.today}::date
    from i join items on items.id = i.id`);
};

/** The list says otherwise: a draft for the department to complete and submit; one that is open already takes it up. */
const draftChange = async (
  tx: WriteTx,
  by: By,
  { item: { content }, unit }: Brought,
  { id, version, openVersionId, content: before }: Known,
): Promise<DomainEvent> => {
  const said = Object.entries(content).filter(([, value]) => !isSilent(value));
  const next: PowerContent = { ...before, ...Object.fromEntries(said) };
  const draft = { content: next, missing: missingIn(next) };
  if (openVersionId !== null) await tx.powerItemVersion.update({ where: { id: openVersionId }, data: draft });
  else {
    await openDraft(tx, by, id, { ...draft, note: null });
    await openTask(tx, by, {
      act: 'power-item.submit',
      thingKind: 'power-item',
      thingId: id,
      title: next.name,
      unitId: unit.id,
      dueOn: null,
      to: { role: 'UNIT_LIAISON', scopeUnitId: unit.id },
    });
  }
  await tx.powerItem.update({ where: { id }, data: { version: version + 1 } });
  return {
    thingKind: 'power-item',
    thingId: id,
    type: 'power-item.edited',
    version: version + 1,
    body: { from: openVersionId === null ? null : 'DRAFT', to: 'DRAFT', imported: true },
  };
};
