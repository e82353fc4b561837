import type { Command } from './command.ts';
import { bundleCommands } from './features/bundle/commands.ts';
import { demoCommands } from './features/demo/commands.ts';
import { evaluateCommands } from './features/evaluate/commands.ts';
import { identityCommands } from './features/identity/commands.ts';
import { operateCommands } from './features/operate/commands.ts';
import { rulesCommands } from './features/rules/commands.ts';
import { simulateCommands } from './features/simulate/commands.ts';
import { sourcesCommands } from './features/sources/commands.ts';

/** Every operator's command, in the order in which `help` shows them. */
export const COMMANDS: readonly Command[] = [
  ...identityCommands,
  ...operateCommands,
  ...bundleCommands,
  ...demoCommands,
  ...sourcesCommands,
  ...rulesCommands,
  ...simulateCommands,
  ...evaluateCommands,
];
