import type { Rule } from './language.ts';
import { R27, R28 } from './pack/approval-rules.ts';
import { R21, R22, R23, R24, R25, R26, R42, R43 } from './pack/bid-rules.ts';
import { R09, R10, R11 } from './pack/expense-rules.ts';
import { R14, R15, R16, R17 } from './pack/fleet-rules.ts';
import { R37, R39 } from './pack/matter-rules.ts';
import { R29, R30, R31, R32, R34, R35, R36, R38, R45 } from './pack/office-rules.ts';
import { R003, R018 } from './pack/procurement-flags.ts';
import { R18, R19, R20 } from './pack/procurement-rules.ts';
import { R12, R13, R33, R41, R44, R441 } from './pack/spending-rules.ts';
import { R01, R02, R03, R04, R05, R06, R07, R08, R40 } from './pack/subsidy-rules.ts';

/** The rules that ship (DOMAIN §8.3), the income side of R44, and two of the procurement red flags. */
export const PACK: readonly Rule[] = [
  ...[R01, R02, R03, R04, R05, R06, R07, R08],
  ...[R09, R10, R11, R12, R13, R14, R15, R16, R17],
  ...[R18, R19, R20, R21, R22, R23, R24, R25, R26],
  ...[R27, R28, R29, R30, R31, R32, R33, R34, R35, R36, R37, R38, R39],
  ...[R40, R41, R42, R43, R44, R441, R45],
  ...[R003, R018],
];
/** These ship switched off: they rest on records of later features. */
export const SWITCHED_OFF: readonly string[] = [R34, R36, R38].map(({ code }) => code);
