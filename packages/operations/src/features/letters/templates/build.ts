/** Writes the templates beside this file and their description: `node packages/operations/src/features/letters/templates/build.ts`. */
import { writeFile } from 'node:fs/promises';
import { buildTemplates } from './all.ts';
import { describeTemplates } from './describe.ts';

const templates = await buildTemplates();
for (const [name, bytes] of templates) await writeFile(new URL(name, import.meta.url), bytes);
await writeFile(new URL('../../../../../../docs/papers.md', import.meta.url), describeTemplates(templates));
