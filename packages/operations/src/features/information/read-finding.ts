import type { getExplanation, getRelations } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { RelatingRecord } from '@qingfeng/domain/features/information/relations.ts';
import { relatingFields, relationsOf } from '@qingfeng/domain/features/information/relations.ts';
import { COLUMNS, type Kind } from '@qingfeng/domain/features/rules/columns.ts';
import type { Explanation } from '@qingfeng/domain/features/rules/explain.ts';
import type { Colour, Rule } from '@qingfeng/domain/features/rules/language.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleInformation } from '../../shared/access.ts';
import { companionsOf } from '../tenders/read.ts';

type Relations = ResponseOf<typeof getRelations>;
type FindingRow = {
  readonly alertId: string;
  readonly foundAt: Instant;
  readonly ruleCode: string;
  readonly ruleVersion: number;
  readonly definition: Rule;
  readonly dedupeKey: string;
  readonly colour: Colour;
  readonly explanation: Explanation & { readonly find?: string };
  readonly recordKind: Kind;
  readonly recordIds: readonly string[];
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectLabel: string;
};

/** Records of which relations are read: more than any picture shows. */
const MOST_RECORDS = 500;
/** Lines between bidders who met, the closest first. */
const MOST_MET = 40;
const DIGEST = 6;

/** The finding behind a matter the viewer may see; missing also where no rule found it. */
const findingOf = async (database: Database, viewer: Viewer, informationId: string): Promise<FindingRow> => {
  const row = await database.readOne<FindingRow>(sql`
    select a.id as "alertId", a.at as "foundAt", a.rule_code as "ruleCode", v.number as "ruleVersion", v.definition,
      a.dedupe_key as "dedupeKey", a.colour, a.explanation, a.record_kind as "recordKind", a.record_ids as "recordIds",
      a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.subject_label as "subjectLabel"
    from information i join alert a on a.county = 1 and a.id = i.alert_id join rule_version v on v.id = a.rule_version_id
    where i.county = 1 and i.id = ${informationId}::uuid and ${visibleInformation(viewer, sql`i`)}`);
  if (row === undefined) throw missing('information');
  return row;
};

/** What was kept when the rule found it, and the rule as that version says it: nothing is read from records. */
export const explanationOf = async (
  database: Database,
  viewer: Viewer,
  informationId: string,
): Promise<ResponseOf<typeof getExplanation>> => {
  const { ruleCode, ruleVersion, foundAt, definition, dedupeKey, colour, explanation, recordIds } = await findingOf(
    database,
    viewer,
    informationId,
  );
  // Findings of the first days did not keep which find they are of, but their key begins with it.
  const named = explanation.find ?? dedupeKey.slice(0, Math.max(0, dedupeKey.indexOf('|')));
  return {
    ruleCode,
    ruleVersion,
    foundAt,
    definition,
    finding: {
      find: definition.finds.some(({ name }) => name === named) ? named : null,
      colour,
      records: recordIds.length,
      values: explanation.values.map((one) => ({ ...one })),
      thresholds: explanation.thresholds.map(({ value, ...one }) => ({
        ...one,
        value: typeof value === 'number' ? value : { ...value },
      })),
    },
  };
};

const named = (name: string): Sql => sql([name]);

const recordsOf = (
  database: Database,
  { alertId, recordKind, recordIds }: FindingRow,
  fields: readonly string[],
): Promise<RelatingRecord[]> => {
  const columns: Readonly<Record<string, { readonly column: string }>> = COLUMNS[recordKind];
  const cells = fields.map((field) => `'${field}', t.${columns[field]?.column ?? 'external_id'}`).join(', ');
  return database.read(sql`
    select t.record_id as id, jsonb_build_object(${named(cells)}) as cells from ${named(recordKind)} t
    where t.county = 1 and t.record_id = any(
      array(select unnest(${recordIds}::uuid[]) union select unnest(e.record_ids) from alert_evidence e
            where e.alert_id = ${alertId}::uuid and e.kind = 'JOINED' limit ${MOST_RECORDS}))
    order by t.occurred_on, t.external_id`);
};

/** Names of units and people by their codes: records give the code alone, or a name that may be written otherwise. */
const namesFor = async (database: Database, nodes: ReturnType<typeof relationsOf>['nodes']) => {
  const codes = (kind: string): string[] =>
    nodes.flatMap((node) => (node.kind === kind ? [node.id.slice(node.id.lastIndexOf('\u001f') + 1)] : []));
  const rows = await database.read<{ kind: string; code: string; name: string }>(sql`
    select 'UNIT' as kind, code, short_name as name from unit where code = any(${codes('UNIT')}::text[])
    union all select 'PERSON', code, name from person where code = any(${codes('PERSON')}::text[])`);
  return new Map(rows.map(({ kind, code, name }) => [[kind, '', code].join('\u001f'), name]));
};

/** Who and what the records of an alert tie together; of bids also who met whom elsewhere, as far as the viewer may see it. */
export const relationsIn = async (database: Database, viewer: Viewer, informationId: string): Promise<Relations> => {
  const row = await findingOf(database, viewer, informationId);
  const fields = FIELDS[row.recordKind];
  const field = row.definition.subject.find(({ kind }) => kind === row.subjectKind)?.field;
  const read = [...new Set([...relatingFields(fields), ...(field === undefined ? [] : [field])])];
  const { nodes, edges, left } = relationsOf(await recordsOf(database, row, read), {
    field,
    id: row.subjectId,
    label: row.subjectLabel,
  });
  const [names, company] = await Promise.all([
    namesFor(database, nodes),
    row.recordKind === 'bid' ? metWith(database, viewer, nodes) : { nodes: [], edges: [] },
  ]);
  const secret = new Set(fields.flatMap(({ name, secret: sort }) => (sort === null ? [] : [name])));
  return withShortIds({
    nodes: [
      ...nodes.map((node) => ({
        ...node,
        heading: fields.find(({ name }) => name === node.field)?.label ?? null,
        // What is kept as a digest is told apart by its first digits, unless the subject's own label says more.
        name:
          names.get(node.id) ??
          (!node.chief && (secret.has(node.field ?? '') || node.field === 'fileHash')
            ? node.name.slice(0, DIGEST)
            : node.name),
      })),
      ...company.nodes,
    ],
    edges: [...edges.map((edge) => ({ ...edge, tie: 'RECORDS' as const })), ...company.edges],
    left,
  });
};

/** Ids hold codes and whole digests, which are nobody's business outside. */
const withShortIds = ({ nodes, edges, left }: Relations): Relations => {
  const ids = new Map(nodes.map(({ id }, at) => [id, `n${String(at)}`]));
  const short = (id: string): string => ids.get(id) ?? id;
  return {
    nodes: nodes.map((node) => ({ ...node, id: short(node.id) })),
    edges: edges.map((edge) => ({ ...edge, from: short(edge.from), to: short(edge.to) })),
    left,
  };
};

/** Bidders whom those on the records keep meeting, and how often any two of them met. */
const metWith = async (
  database: Database,
  viewer: Viewer,
  nodes: ReturnType<typeof relationsOf>['nodes'],
): Promise<Pick<Relations, 'nodes' | 'edges'>> => {
  const firms = nodes.filter(({ kind }) => kind === 'FIRM');
  const codeOf = (id: string): string => id.slice(id.lastIndexOf('\u001f') + 1);
  const { others, pairs } = await companionsOf(
    database,
    viewer,
    firms.map(({ id }) => codeOf(id)),
  );
  const onRecords = new Set(firms.map(({ id }) => codeOf(id)));
  const idOf = (code: string): string => ['FIRM', '', code].join('\u001f');
  return {
    nodes: others.map(({ code, name }) => ({
      ...{ id: idOf(code), kind: 'FIRM' as const, field: 'bidderCode', heading: null, name },
      ...{ records: 0, chief: false },
    })),
    edges: pairs
      // How others met among themselves is another matter.
      .filter(({ one, other }) => onRecords.has(one) || onRecords.has(other))
      .slice(0, MOST_MET)
      .map(({ one, other, met }) => ({ from: idOf(one), to: idOf(other), count: met, tie: 'MET' as const })),
  };
};
