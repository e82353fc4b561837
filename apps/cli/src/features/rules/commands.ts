import type { Command } from '../../command.ts';
import { bidScreensCommand } from './bid-screens.ts';
import { redFlagsCommand } from './red-flags.ts';

export const rulesCommands: readonly Command[] = [redFlagsCommand, bidScreensCommand];
