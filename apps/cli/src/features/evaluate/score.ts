import type { Truth } from '../simulate/records.ts';

/** What the platform holds against somebody, with the records by the numbers that their sources gave. */
export type Hit = {
  readonly rule: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly from: string;
  readonly to: string;
  readonly records: ReadonlySet<string>;
};

export type Score = {
  readonly rule: string;
  readonly precision: number;
  readonly recall: number;
  readonly hits: number;
  readonly truths: number;
};

/** The same subject as registers know it: some are known by a digest only, and a contact may be one of two sorts. */
export type SubjectIds = (subject: Truth['subject']) => readonly string[];

const matches = (truth: Truth, ids: readonly string[], hit: Hit): boolean =>
  hit.subjectKind === truth.subject.kind &&
  ids.includes(hit.subjectId) &&
  hit.from <= truth.to &&
  hit.to >= truth.from &&
  2 * truth.records.filter((id) => hit.records.has(id)).length >= truth.records.length;

/** Hits and truths of a rule that belong to each other, one to one: as many as can be (augmenting paths). */
const matched = (truths: readonly Truth[], hits: readonly Hit[], idsOf: SubjectIds): number => {
  const bySubject = Map.groupBy(
    hits.map((hit, index) => ({ hit, index })),
    ({ hit }) => hit.subjectId,
  );
  const options = truths.map((truth) => {
    const ids = idsOf(truth.subject);
    return ids.flatMap((id) =>
      (bySubject.get(id) ?? []).filter(({ hit }) => matches(truth, ids, hit)).map(({ index }) => index),
    );
  });
  const takenBy = new Map<number, number>();
  const give = (truth: number, tried: Set<number>): boolean =>
    (options[truth] ?? []).some((hit) => {
      if (tried.has(hit)) return false;
      tried.add(hit);
      const holder = takenBy.get(hit);
      if (holder !== undefined && !give(holder, tried)) return false;
      takenBy.set(hit, truth);
      return true;
    });
  return truths.filter((_, truth) => give(truth, new Set())).length;
};

/** Precision and recall of each rule. A rule without truths has no recall to lose; without hits, nothing false. */
export const scoresOf = (
  rules: readonly string[],
  truths: readonly Truth[],
  hits: readonly Hit[],
  idsOf: SubjectIds,
): Score[] =>
  rules.map((rule) => {
    const planted = truths.filter((truth) => truth.rule === rule && truth.decoy !== true);
    const own = hits.filter((hit) => hit.rule === rule);
    const found = matched(planted, own, idsOf);
    return {
      rule,
      precision: own.length === 0 ? (planted.length === 0 ? 1 : 0) : found / own.length,
      recall: planted.length === 0 ? 1 : found / planted.length,
      hits: own.length,
      truths: planted.length,
    };
  });

export const BAR = 0.95;
export const passes = ({ precision, recall }: Score): boolean => precision >= BAR && recall >= BAR;
