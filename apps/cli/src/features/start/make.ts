import { existsSync } from 'node:fs';
import path from 'node:path';
import { makeIfChanged } from './fingerprint.ts';

/** Runs a script of the checkout with this Node, to its end. */
export type Run = (args: readonly string[]) => Promise<void>;

/** Where what is made lies; neither is in the repository. */
export const MADE = { client: 'packages/platform/src/generated/prisma', web: 'apps/web/dist' } as const;

/** The database client, made again when the schema changed. */
export const generateClient = (root: string, run: Run): Promise<boolean> =>
  makeIfChanged(root, {
    from: ['prisma/schema', 'node_modules/prisma/package.json'],
    into: MADE.client,
    make: () => run(['packages/platform/src/prisma/generate.mjs', '--quiet']),
  });

/** The pages, built again when their sources changed. */
export const buildWeb = async (root: string, run: Run, say: (line: string) => void): Promise<void> => {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  // Installed without the tools to build: what was built before is what is served.
  if (!existsSync(vite)) return;
  await makeIfChanged(root, {
    from: [
      ...['src', 'public', 'index.html', 'vite.config.ts'].map((item) => `apps/web/${item}`),
      'packages/domain/src',
      'packages/contracts/src',
      'package-lock.json',
    ],
    into: MADE.web,
    make: async () => {
      say('构建网页 building the pages');
      await run([vite, 'build', '--logLevel', 'error', 'apps/web']);
    },
  });
};
