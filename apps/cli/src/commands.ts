import type { Command } from './command.ts';
import { demoCommands } from './features/demo/commands.ts';

/** Every operator's command, in the order in which `help` shows them. */
export const COMMANDS: readonly Command[] = [...demoCommands];
