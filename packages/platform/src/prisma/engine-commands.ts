import pg from 'pg';

/** What goes to the Prisma command line when a database command fails: its error code, a sentence, and facts for its own wording. */
export type CommandFailure = {
  readonly code: string;
  readonly message: string;
  readonly meta: Readonly<Record<string, string>>;
};

const FAILURES: Readonly<Record<string, (database: string, message: string) => CommandFailure>> = {
  '3D000': (database) => ({
    code: 'P1003',
    message: `Database \`${database}\` does not exist`,
    meta: { database_name: database },
  }),
  '28P01': (_, message) => ({ code: 'P1000', message: `Authentication failed: ${message}`, meta: {} }),
  '28000': (_, message) => ({ code: 'P1000', message: `Authentication failed: ${message}`, meta: {} }),
  '42P04': (database) => ({
    code: 'P1009',
    message: `Database \`${database}\` already exists`,
    meta: { database_name: database },
  }),
};

const onServer = async (config: pg.ClientConfig, database: string, statement: string): Promise<void> => {
  const client = new pg.Client({ ...config, database, connectionTimeoutMillis: 8_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** `schema-engine cli <command>`: resolves with null when done, else with what went wrong. */
export const runEngineCommand = async (
  command: string | undefined,
  config: pg.ClientConfig,
): Promise<CommandFailure | null> => {
  const database = config.database ?? 'postgres';
  const name = pg.escapeIdentifier(database);
  try {
    if (command === 'can-connect-to-database') await onServer(config, database, 'select 1');
    else if (command === 'create-database') await onServer(config, 'postgres', `create database ${name}`);
    else if (command === 'drop-database')
      await onServer(config, 'postgres', `drop database if exists ${name} with (force)`);
    else return { code: '', message: `unknown command ${command ?? ''}`, meta: {} };
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const known = error instanceof pg.DatabaseError ? FAILURES[error.code ?? ''] : undefined;
    return (
      known?.(database, message) ?? { code: 'P1001', message: `Can't reach database server: ${message}`, meta: {} }
    );
  }
};
