import { randomUUID } from 'node:crypto';
import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import type {
  ColumnType,
  IsolationLevel,
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

/**
 * What the schema engine reads: catalog rows and `_prisma_migrations`. Written out here because `@prisma/adapter-pg`, made for
 * application queries, has no mapping for the catalog type "char", cuts scripts at every semicolon (function bodies too) and,
 * given a connection string, opens the main database as the shadow.
 */
const COLUMN_TYPES: ReadonlyMap<number, ColumnType> = new Map([
  [16, ColumnTypeEnum.Boolean],
  [17, ColumnTypeEnum.Bytes],
  [18, ColumnTypeEnum.Character],
  [20, ColumnTypeEnum.Int64],
  [21, ColumnTypeEnum.Int32],
  [23, ColumnTypeEnum.Int32],
  [26, ColumnTypeEnum.Int64],
  [114, ColumnTypeEnum.Json],
  [700, ColumnTypeEnum.Float],
  [701, ColumnTypeEnum.Double],
  [1000, ColumnTypeEnum.BooleanArray],
  [1002, ColumnTypeEnum.CharacterArray],
  [1003, ColumnTypeEnum.TextArray],
  [1005, ColumnTypeEnum.Int32Array],
  [1007, ColumnTypeEnum.Int32Array],
  [1009, ColumnTypeEnum.TextArray],
  [1015, ColumnTypeEnum.TextArray],
  [1016, ColumnTypeEnum.Int64Array],
  [1028, ColumnTypeEnum.Int64Array],
  [1114, ColumnTypeEnum.DateTime],
  [1184, ColumnTypeEnum.DateTime],
  [1700, ColumnTypeEnum.Numeric],
  [2950, ColumnTypeEnum.Uuid],
  [3802, ColumnTypeEnum.Json],
]);

const instantOf = (text: string): string => new Date(text).toISOString();
const typeParsers = new pg.TypeOverrides();
for (const oid of [114, 1700, 3802]) typeParsers.setTypeParser(oid, String);
typeParsers.setTypeParser(1114, (text: string) => instantOf(`${text}Z`));
typeParsers.setTypeParser(1184, instantOf);

const fault = (error: unknown): DriverAdapterError | Error => {
  if (error instanceof pg.DatabaseError) {
    const { code = 'N/A', severity = 'N/A', message, detail, column, hint } = error;
    return new DriverAdapterError({
      kind: 'postgres',
      code,
      severity,
      message,
      detail,
      column,
      hint,
      originalCode: code,
      originalMessage: message,
    });
  }
  return error instanceof Error ? error : new Error(String(error));
};

type Queryable = Pick<pg.Pool, 'query'>;

class EngineQueryable implements SqlQueryable {
  readonly provider = 'postgres';
  readonly adapterName = '@qingfeng/schema-engine-adapter';
  readonly #client: Queryable;

  constructor(client: Queryable) {
    this.#client = client;
  }

  async queryRaw({ sql, args }: SqlQuery): Promise<SqlResultSet> {
    const result = await this.#run({ text: sql, values: args, rowMode: 'array', types: typeParsers });
    return {
      columnNames: result.fields.map((field) => field.name),
      columnTypes: result.fields.map((field) => COLUMN_TYPES.get(field.dataTypeID) ?? ColumnTypeEnum.Text),
      rows: result.rows,
    };
  }

  async executeRaw({ sql, args }: SqlQuery): Promise<number> {
    return (await this.#run({ text: sql, values: args, rowMode: 'array' })).rowCount ?? 0;
  }

  /** One round trip for the whole script, as the native engine sends it. */
  async executeScript(script: string): Promise<void> {
    await this.#run({ text: script, rowMode: 'array' });
  }

  async #run(query: pg.QueryArrayConfig): Promise<pg.QueryArrayResult<unknown[][]>> {
    try {
      return await this.#client.query<unknown[][]>(query);
    } catch (error) {
      throw fault(error);
    }
  }
}

class EngineTransaction extends EngineQueryable implements Transaction {
  readonly options = { usePhantomQuery: false };
  readonly #client: pg.PoolClient;

  constructor(client: pg.PoolClient) {
    super(client);
    this.#client = client;
  }

  // The engine sends COMMIT and ROLLBACK itself; what is left here is to give the connection back.
  commit(): Promise<void> {
    this.#client.release();
    return Promise.resolve();
  }

  rollback(): Promise<void> {
    this.#client.release();
    return Promise.resolve();
  }
}

class EngineAdapter extends EngineQueryable implements SqlDriverAdapter {
  readonly #pool: pg.Pool;
  readonly #after: () => Promise<void>;

  constructor(pool: pg.Pool, after: () => Promise<void>) {
    super(pool);
    this.#pool = pool;
    this.#after = after;
  }

  async startTransaction(isolation?: IsolationLevel): Promise<Transaction> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw fault(error);
    });
    await client.query(isolation ? `begin isolation level ${isolation}` : 'begin');
    return new EngineTransaction(client);
  }

  getConnectionInfo(): { supportsRelationJoins: boolean } {
    return { supportsRelationJoins: true };
  }

  async dispose(): Promise<void> {
    await this.#pool.end();
    await this.#after();
  }
}

/** Connections for the schema engine: to the database of the URL, and to a shadow database that exists while it is used. */
export const engineAdapterFactory = (config: pg.ClientConfig): SqlMigrationAwareDriverAdapterFactory => {
  const open = (database: string | undefined, after: () => Promise<void>): EngineAdapter => {
    // Idle connections must not keep the short-lived engine process alive.
    const pool = new pg.Pool({ ...config, database, max: 2, idleTimeoutMillis: 200, allowExitOnIdle: true });
    pool.on('error', () => undefined);
    return new EngineAdapter(pool, after);
  };
  const administer = async (statement: string): Promise<void> => {
    const client = new pg.Client(config);
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  return {
    provider: 'postgres',
    adapterName: '@qingfeng/schema-engine-adapter',
    connect: () => Promise.resolve(open(config.database, () => Promise.resolve())),
    connectToShadowDb: async () => {
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      await administer(`create database "${name}" template template0`);
      return open(name, () => administer(`drop database if exists "${name}" with (force)`));
    },
  };
};
