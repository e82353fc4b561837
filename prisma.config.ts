import path from 'node:path';
import { KINDS } from './packages/domain/src/features/sources/kinds.ts';

const here = import.meta.dirname;

// The engine is our own program over npm's WebAssembly one, so that nothing is downloaded; it needs the pinned Node on the path.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= path.join(here, 'packages/platform/src/prisma/schema-engine.ts');
process.env['PATH'] = [path.join(here, 'node_modules/.bin'), process.env['PATH']].join(path.delimiter);

const url = process.env['OWNER_DATABASE_URL'] ?? process.env['DATABASE_URL'];

export default {
  schema: path.join(here, 'prisma/schema'),
  migrations: { path: path.join(here, 'prisma/migrations') },
  // Staging for COPY: unlogged, without a key, written by hand in the migration.
  experimental: { externalTables: true },
  tables: { external: KINDS.map((kind) => `public.staged_${kind}`) },
  ...(url === undefined ? {} : { datasource: { url } }),
};
