/** Writes every template beside this file: `node packages/operations/src/features/letters/templates/build.ts`. */
import { writeFile } from 'node:fs/promises';
import { buildTemplates } from './all.ts';

for (const [name, bytes] of await buildTemplates()) await writeFile(new URL(name, import.meta.url), bytes);
