import { FIELDS } from '../sources/kinds.ts';
import type { CaseRecord } from './cases.ts';
import type { Kind } from './columns.ts';
import type { Scalar } from './facts.ts';

/** What says nothing of anybody: choices of a list, amounts, counts, days. Everything else is replaced. */
const isPlain = (kind: Kind, name: string): boolean => {
  const field = FIELDS[kind].find((one) => one.name === name);
  if (field === undefined) return false;
  return name === 'currency' || ['choice', 'day', 'instant', 'amount', 'integer', 'hundredths'].includes(field.type);
};

/** Ids of the platform's own, which a case does without. */
const LEFT_OUT: readonly string[] = ['recordId', 'feedId', 'unitId', 'externalId'];

/**
 * Records with every name, code and digest replaced, the same by the same, so that what is equal stays equal and the rule may still
 * find it; nobody can tell from them whom they are about.
 */
export const masked = (kind: Kind, rows: readonly Readonly<Record<string, Scalar | null>>[]): readonly CaseRecord[] => {
  const names = new Map<Scalar, string>();
  const nameOf = (value: Scalar): string => {
    const known = names.get(value) ?? `样例${String(names.size + 1)}`;
    names.set(value, known);
    return known;
  };
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) =>
        value === null || LEFT_OUT.includes(name) ? [] : [[name, isPlain(kind, name) ? value : nameOf(value)]],
      ),
    ),
  );
};
