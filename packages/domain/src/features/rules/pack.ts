import type { Rule } from './language.ts';
import { R27, R28 } from './pack/approval-rules.ts';
import { R09, R10, R11 } from './pack/expense-rules.ts';
import { R003, R018 } from './pack/procurement-flags.ts';
import { R18, R19, R20 } from './pack/procurement-rules.ts';

/** The rules that ship (DOMAIN §8.3), and two of the procurement red flags. */
export const PACK: readonly Rule[] = [R09, R10, R11, R18, R19, R20, R27, R28, R003, R018];
