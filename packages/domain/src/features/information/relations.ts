import type { Scalar } from '../rules/facts.ts';

/** What stands in a picture of relations: who is on the records, what several of them have alike, and the records themselves. */
export const RELATION_KINDS = ['UNIT', 'FIRM', 'PERSON', 'TRAIT', 'RECORDS'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

export type RelationNode = {
  readonly id: string;
  readonly kind: RelationKind;
  readonly field: string | null;
  /** The name on the records, else the code or digest itself. */
  readonly name: string;
  readonly records: number;
  /** The subject of the alert. */
  readonly chief: boolean;
};
export type RelationEdge = { readonly from: string; readonly to: string; readonly count: number };
export type Relations = {
  readonly nodes: readonly RelationNode[];
  readonly edges: readonly RelationEdge[];
  readonly left: number;
};

type Party = { readonly kind: RelationKind; readonly code: string; readonly name?: string };

/** Fields that say who is on a record, of whatever kind, and where the name stands beside the code. */
const PARTIES: readonly Party[] = [
  { kind: 'UNIT', code: 'unitCode' },
  { kind: 'FIRM', code: 'payeeCode', name: 'payee' },
  { kind: 'FIRM', code: 'supplierCode', name: 'supplier' },
  { kind: 'FIRM', code: 'bidderCode', name: 'bidder' },
  { kind: 'FIRM', code: 'contractorCode', name: 'contractor' },
  { kind: 'FIRM', code: 'employerCode', name: 'employer' },
  { kind: 'FIRM', code: 'uscc', name: 'name' },
  { kind: 'PERSON', code: 'claimantCode', name: 'claimant' },
  { kind: 'PERSON', code: 'personCode', name: 'person' },
  { kind: 'PERSON', code: 'actorCode', name: 'actor' },
];
/** What ties records where two or more of them have it alike; digests of secrets are of these, too. */
const TRAITS = [
  'tenderRef',
  'projectRef',
  'contractRef',
  'caseRef',
  'invoiceNo',
  'invoiceHash',
  'plate',
  'cardNo',
  'agentCode',
  'agencyCode',
  'fileHash',
  'fileAuthor',
  'controllerCode',
  'householdRef',
  'fundRef',
] as const;

/** The fields of a kind that relations are read from; `secrets` are those kept as digests. */
export const relatingFields = (fields: readonly { readonly name: string; readonly secret: unknown }[]): string[] =>
  fields
    .filter(
      ({ name, secret }) =>
        secret !== null ||
        (TRAITS as readonly string[]).includes(name) ||
        PARTIES.some((party) => party.code === name || party.name === name),
    )
    .map(({ name }) => name);

/** What can be drawn and still be read: sixty nodes together. */
const MOST = { parties: 20, traits: 16, records: 23 } as const;
const SEPARATOR = '\u001f';

export type RelatingRecord = { readonly id: string; readonly cells: Readonly<Record<string, Scalar | null>> };

/**
 * Who and what the records of an alert tie together. Records that say the same of all of it are one node; what only one record has ties
 * nothing and is left out, but for the parties and the subject itself.
 */
export const relationsOf = (
  records: readonly RelatingRecord[],
  subject: { readonly field: string | undefined; readonly id: string; readonly label: string },
): Relations => {
  const nodes = new Map<string, { node: Omit<RelationNode, 'records'>; on: Set<string> }>();
  const stand = (record: string, kind: RelationKind, field: string, value: string, name: string): void => {
    // Whoever is claimant here and actor there is one person.
    const id = [kind, kind === 'TRAIT' ? field : '', value].join(SEPARATOR);
    const chief = value === subject.id && (field === subject.field || subject.field === undefined);
    const known = nodes.get(id) ?? {
      node: { id, kind, field, name: chief ? subject.label : name, chief },
      on: new Set(),
    };
    nodes.set(id, known);
    known.on.add(record);
  };
  for (const { id, cells } of records)
    for (const [field, cell] of Object.entries(cells)) {
      if (cell === null || cell === '') continue;
      const value = String(cell);
      const party = PARTIES.find(({ code }) => code === field);
      if (party !== undefined) {
        const name = party.name === undefined ? null : (cells[party.name] ?? null);
        stand(id, party.kind, field, value, name === null ? value : String(name));
      } else if (!PARTIES.some(({ name }) => name === field)) stand(id, 'TRAIT', field, value, value);
    }
  const all = [...nodes.values()].map(({ node, on }) => ({ ...node, on, records: on.size }));
  const heaviest = (some: typeof all): typeof all =>
    some.toSorted((a, b) => Number(b.chief) - Number(a.chief) || b.records - a.records || (a.id < b.id ? -1 : 1));
  const parties = heaviest(all.filter(({ kind }) => kind !== 'TRAIT'));
  const traits = heaviest(all.filter(({ kind, chief, records: on }) => kind === 'TRAIT' && (chief || on > 1)));
  const kept = [...parties.slice(0, MOST.parties), ...traits.slice(0, MOST.traits)];

  const alike = [
    ...Map.groupBy(records, ({ id }) =>
      kept.flatMap(({ id: node, on }) => (on.has(id) ? [node] : [])).join('\u001e'),
    ).values(),
  ].toSorted((a, b) => b.length - a.length);
  const groups = alike.slice(0, MOST.records).map((own, at) => ({ id: `records ${String(at)}`, own }));
  const edges = groups.flatMap(({ id, own: [first, ...rest] }) =>
    kept.flatMap((node) =>
      first !== undefined && node.on.has(first.id) ? [{ from: id, to: node.id, count: 1 + rest.length }] : [],
    ),
  );
  return {
    nodes: [
      ...kept.map(({ on: _on, ...node }) => node),
      ...groups.map(({ id, own }): RelationNode => {
        return { id, kind: 'RECORDS', field: null, name: '', records: own.length, chief: false };
      }),
    ],
    edges,
    left: parties.length + traits.length - kept.length + alike.length - groups.length,
  };
};
