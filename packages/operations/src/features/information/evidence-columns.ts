import { type Kind } from '@qingfeng/domain/features/rules/columns.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import type { Field } from '@qingfeng/domain/features/sources/field.ts';
import { COMMON, FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';

export type EvidenceColumn = {
  readonly key: string;
  readonly label: string;
  readonly numeric: boolean;
  readonly instant: boolean;
  /** A digest of something secret. */
  readonly digest: boolean;
  /** A digest of an identity number. */
  readonly identity: boolean;
  /** Kept in hundredths, shown in whole units. */
  readonly inHundredths: boolean;
  /** Words of its codes. */
  readonly choices: Field['choices'];
};

/** What an officer wants to see of a record where that is not all of it, in reading order. */
const CHOSEN: { readonly [K in Kind]?: readonly string[] } = {
  expense: ['claimant', 'kind', 'amountMinor', 'invoiceNo', 'payee', 'goods', 'approvalRef', 'reversalOf'],
  procurement: ['item', 'method', 'amountMinor', 'supplier', 'tenderRef', 'tenderers', 'exemptionRef', 'frameworkRef'],
  approval: ['stepNo', 'step', 'actor', 'startedAt', 'finishedAt', 'promisedDays', 'pausedDays', 'emergencyRef'],
  // What makes facts and sources the same is for counting, not for reading.
  reported_matter: ['standing'],
  warning_limit: ['clock', 'state', 'servedOn', 'extensionAskedOn', 'proposedOn', 'towards'],
};

const columnFor = ({ name, label, type, secret, choices }: Field): EvidenceColumn => ({
  key: name,
  label: type === 'amount' ? `${label}（元）` : label,
  instant: type === 'instant',
  numeric: type === 'amount' || type === 'integer' || type === 'hundredths',
  digest: secret !== null,
  identity: secret === 'identity',
  inHundredths: type === 'amount' || type === 'hundredths',
  choices,
});

/** Columns of the evidence table; the day and the feed's own id stand before them. */
export const evidenceColumns = (kind: Kind): readonly EvidenceColumn[] => {
  const own = FIELDS[kind].slice(COMMON).filter(({ name }) => name !== 'currency');
  const chosen = CHOSEN[kind];
  const fields = chosen === undefined ? own : chosen.flatMap((name) => own.filter((field) => field.name === name));
  return fields.map(columnFor);
};

/** Fields that a rule reads anywhere in its finds: the cells that made it fire. */
export const fieldsReadBy = (rule: Rule): ReadonlySet<string> => {
  const fields = new Set<string>();
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(walk);
    else if (typeof part === 'object' && part !== null) {
      for (const [key, value] of Object.entries(part)) {
        if (
          ['field', 'yuan', 'dayOf', 'hourOf', 'by', 'missingSteps', 'order'].includes(key) &&
          typeof value === 'string'
        ) {
          fields.add(value);
        } else walk(value);
      }
    }
  };
  walk(rule.finds);
  return fields;
};
