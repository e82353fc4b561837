import { relief } from './parts/relief.ts';
import type { Part } from './sheet.ts';

/** Every theme beside expenses, approvals and awards. Each is a world of its own: none may show what another plants. */
export const PARTS: readonly Part[] = [relief];
