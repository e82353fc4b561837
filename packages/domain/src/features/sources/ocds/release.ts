import type { Fault } from '../reject.ts';
import { cleanText, faultOf } from '../reject.ts';

/**
 * What is kept of an OCDS release: only what our fields are read from. Contact points, addresses and documents are left at the door,
 * since no purpose of ours needs them.
 */
export type Release = {
  readonly ocid: string;
  readonly id: string | null;
  /** As written; null where there is none or it is no date. */
  readonly date: string | null;
  /** The publisher's own merge: among releases of one date it speaks last. */
  readonly compiled: boolean;
  readonly body: Tree;
};

export type Leaf = string | number | boolean;
export type Tree = { readonly [key: string]: Leaf | readonly Leaf[] | Tree | readonly Tree[] };

type Shape = { readonly [key: string]: 'leaf' | 'leaves' | Shape | readonly [Shape] };

const VALUE: Shape = { amount: 'leaf', currency: 'leaf' };
const IDENTIFIER: Shape = { scheme: 'leaf', id: 'leaf' };
const PARTY: Shape = { id: 'leaf', name: 'leaf', identifier: IDENTIFIER };
const ITEM: Shape = { id: 'leaf', description: 'leaf', classification: { scheme: 'leaf', id: 'leaf' } };
const KEPT: Shape = {
  tag: 'leaves',
  buyer: PARTY,
  parties: [{ ...PARTY, roles: 'leaves' }],
  tender: {
    id: 'leaf',
    title: 'leaf',
    status: 'leaf',
    procurementMethod: 'leaf',
    procurementMethodDetails: 'leaf',
    procurementMethodRationale: 'leaf',
    mainProcurementCategory: 'leaf',
    tenderPeriod: { startDate: 'leaf', endDate: 'leaf' },
    numberOfTenderers: 'leaf',
    tenderers: [PARTY],
    items: [ITEM],
  },
  awards: [
    { id: 'leaf', title: 'leaf', status: 'leaf', date: 'leaf', value: VALUE, suppliers: [PARTY], items: [ITEM] },
  ],
  contracts: [{ id: 'leaf', awardID: 'leaf', status: 'leaf', dateSigned: 'leaf', value: VALUE }],
  relatedProcesses: [{ id: 'leaf', relationship: 'leaves', identifier: 'leaf' }],
};
/** A list longer than this says nothing more about the fields we read. */
const MOST_ENTRIES = 500;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers and dates as document databases export them: `{"$numberLong": "15890000000"}`. */
const unwrapped = (value: unknown): unknown => {
  if (!isObject(value)) return value;
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0 || !key.startsWith('$')) return value;
  const inner = unwrapped(value[key]);
  return key.startsWith('$number') && typeof inner === 'string' && inner.trim() !== '' && !Number.isNaN(Number(inner))
    ? Number(inner)
    : inner;
};

const leafOf = (raw: unknown): Leaf | undefined => {
  const value = unwrapped(raw);
  if (typeof value === 'string') return cleanText(value) || undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'boolean' ? value : undefined;
};

const listOf = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw.slice(0, MOST_ENTRIES) : []);

const prune = (raw: unknown, shape: Shape): Tree => {
  if (!isObject(raw)) return {};
  const kept: Record<string, Tree[string]> = {};
  for (const [key, part] of Object.entries(shape)) {
    if (!Object.hasOwn(raw, key)) continue;
    const value = raw[key];
    if (part === 'leaf') {
      const leaf = leafOf(value);
      if (leaf !== undefined) kept[key] = leaf;
    } else if (part === 'leaves') {
      const leaves = listOf(value).flatMap((item) => leafOf(item) ?? []);
      if (leaves.length > 0) kept[key] = leaves;
    } else if (isList(part)) {
      const trees = listOf(value)
        .map((item) => prune(item, part[0]))
        .filter(isFilled);
      if (trees.length > 0) kept[key] = trees;
    } else {
      const tree = prune(value, part);
      if (isFilled(tree)) kept[key] = tree;
    }
  }
  return kept;
};

const isList = (shape: Shape | readonly [Shape]): shape is readonly [Shape] => Array.isArray(shape);
const isFilled = (tree: Tree): boolean => Object.keys(tree).length > 0;

const dateOf = (raw: unknown): string | null => {
  const text = leafOf(raw);
  return typeof text === 'string' && !Number.isNaN(Date.parse(text)) ? text : null;
};

const releaseOf = (raw: Readonly<Record<string, unknown>>): Release | Fault => {
  const ocid = leafOf(raw['ocid']);
  if (ocid === undefined || ocid === false || ocid === true) return faultOf('OCID_MISSING', 'ocid', raw['id']);
  const body = prune(raw, KEPT);
  const id = leafOf(raw['id']);
  return {
    ocid: String(ocid),
    id: id === undefined ? null : String(id),
    date: dateOf(raw['date']),
    compiled: Array.isArray(body['tag']) && body['tag'].includes('compiled'),
    body,
  };
};

/** One value of a versioned release: what each release said of this field. */
type Version = { readonly releaseDate?: unknown; readonly releaseID?: unknown; readonly value?: unknown };
const isVersions = (value: unknown): value is readonly Version[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => isObject(item) && 'value' in item && ('releaseDate' in item || 'releaseID' in item));

/** A versioned release as it stands after its last release: of every field the latest value. */
const unversioned = (versioned: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  let [lastDate, lastId]: unknown[] = [undefined, undefined];
  const settle = (value: unknown): unknown => {
    if (isVersions(value)) {
      const newest = value.reduce((best, item) => (timeOf(item.releaseDate) >= timeOf(best.releaseDate) ? item : best));
      if (timeOf(newest.releaseDate) > timeOf(lastDate)) [lastDate, lastId] = [newest.releaseDate, newest.releaseID];
      return settle(newest.value);
    }
    if (Array.isArray(value)) return value.map(settle);
    if (!isObject(value) || unwrapped(value) !== value) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, settle(part)]));
  };
  const settled = settle(versioned) as Readonly<Record<string, unknown>>;
  return { ...settled, date: settled['date'] ?? lastDate, id: settled['id'] ?? lastId, tag: ['compiled'] };
};

const timeOf = (date: unknown): number => {
  const time = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? -Infinity : time;
};

const STAGES = ['tender', 'awards', 'contracts', 'buyer', 'parties', 'planning', 'tag', 'date', 'bids'];

/**
 * The releases that a document holds: a release, compiled or versioned, a record, or a package of either, OCDS 1.0 and 1.1.
 * Of a record the publisher's compiled release is read, else its releases; those given only by address are not fetched.
 */
export const releasesIn = (document: unknown): readonly (Release | Fault)[] => {
  if (!isObject(document)) return [faultOf('NOT_AN_OBJECT', null, document)];
  const { ocid, releases, records, compiledRelease, versionedRelease } = document;
  if (ocid === undefined && (Array.isArray(records) || Array.isArray(releases))) {
    return [records, releases].flatMap((list) => (Array.isArray(list) ? list.flatMap(releasesIn) : []));
  }
  if (isObject(compiledRelease)) return [releaseOf({ ocid, ...compiledRelease })];
  if (Array.isArray(releases)) {
    const embedded = releases.filter((release) => isObject(release) && !('url' in release && !('ocid' in release)));
    if (embedded.length > 0) return embedded.flatMap(releasesIn);
    if (isObject(versionedRelease)) return [releaseOf(unversioned({ ocid, ...versionedRelease }))];
    return [faultOf('RELEASE_ELSEWHERE', 'releases', ocid)];
  }
  if (ocid === undefined && !STAGES.some((stage) => stage in document)) return [faultOf('NOT_OCDS')];
  return [releaseOf(isVersionedAtAll(document) ? unversioned(document) : document)];
};

const isVersionedAtAll = (value: unknown): boolean =>
  isVersions(value) || (isObject(value) && Object.values(value).some(isVersionedAtAll));

/** Under which a release is remembered: sent again, it replaces itself. */
export const releaseKey = ({ id, date, compiled }: Release): string =>
  [date === null ? '' : new Date(date).toISOString(), compiled ? 'compiled' : '', id ?? ''].join('|');

/**
 * One process as its releases tell it: oldest first, each newer one wins field by field, lists of things with an id are
 * joined by id, other lists are replaced; what a release leaves out or empties stays as an older one said.
 * Any order of arrival gives the same.
 */
export const merged = (releases: readonly Release[]): Tree =>
  releases
    .map((release) => ({ release, time: timeOf(release.date), key: releaseKey(release) }))
    .sort(
      (a, b) => a.time - b.time || Number(a.release.compiled) - Number(b.release.compiled) || (a.key < b.key ? -1 : 1),
    )
    .reduce<Tree>((told, { release }) => mergeTrees(told, release.body), {});

const mergeTrees = (older: Tree, newer: Tree): Tree => {
  const result: Record<string, Tree[string]> = { ...older };
  for (const [key, value] of Object.entries(newer)) {
    const before = result[key];
    if (isTree(value) && before !== undefined && isTree(before)) result[key] = mergeTrees(before, value);
    else if (isTrees(value) && before !== undefined && isTrees(before)) result[key] = mergeLists(before, value);
    else result[key] = value;
  }
  return result;
};

const mergeLists = (older: readonly Tree[], newer: readonly Tree[]): readonly Tree[] => {
  if (![...older, ...newer].every((item) => textAt(item, 'id') !== null)) return newer;
  const result = new Map(older.map((item) => [textAt(item, 'id'), item]));
  for (const item of newer) {
    const id = textAt(item, 'id');
    const before = result.get(id);
    result.set(id, before === undefined ? item : mergeTrees(before, item));
  }
  return [...result.values()];
};

/** A leaf as text; null where there is none. */
export const textAt = (parent: Tree | undefined, key: string): string | null => {
  const value = parent?.[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
};

const isTree = (value: Tree[string]): value is Tree => isObject(value);
const isTrees = (value: Tree[string]): value is readonly Tree[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => isObject(item));
