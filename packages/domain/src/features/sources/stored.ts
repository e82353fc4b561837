import type { Field } from './field.ts';
import type { Kind } from './kinds.ts';
import { COMMON, FIELDS } from './kinds.ts';

/**
 * Whether a field may be kept by what was agreed: what the kind needs always, the others where they are named (DOMAIN §7.4). An amount
 * that is kept is none without its currency.
 */
export const isStored = (
  field: Field,
  { kind, allowedFields }: { readonly kind: Kind; readonly allowedFields: readonly string[] },
): boolean =>
  allowedFields.length === 0 ||
  field.required ||
  FIELDS[kind].indexOf(field) < COMMON ||
  allowedFields.includes(field.name) ||
  (field.name === 'currency' &&
    FIELDS[kind].some((one) => one.type === 'amount' && (one.required || allowedFields.includes(one.name))));
