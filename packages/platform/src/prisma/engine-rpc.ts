import readline from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import type pg from 'pg';
import { engineAdapterFactory } from './engine-adapter.ts';

type SchemaFiles = { readonly files?: readonly { readonly path: string; readonly content: string }[] };
type Request = {
  readonly id: number;
  /** Absent in the command line's answer to our `print`. */
  readonly method?: string;
  readonly params?: { readonly schema?: SchemaFiles; readonly datasource?: SchemaFiles };
};

/** Wire names that differ from the method of the wasm engine. */
const RENAMED: Readonly<Record<string, string>> = { getDatabaseVersion: 'version' };

const failureOf = (error: unknown): Readonly<Record<string, unknown>> => {
  const { code = null, meta = null } =
    error instanceof Error ? (error as Error & { code?: string; meta?: unknown }) : {};
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: { is_panic: false, message, meta, error_code: code },
  };
};

/** Speaks the native schema engine's JSON-RPC, one object per line, one call at a time; resolves when the input ends. */
export const serveEngine = async (config: pg.ClientConfig, input: Readable, output: Writable): Promise<void> => {
  // A wasm panic looks its words up here.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      message: '',
      set_message(message: string) {
        this.message = message;
      },
    },
  });
  let engine: SchemaEngine | undefined;
  let printed = 0;
  const send = (message: Readonly<Record<string, unknown>>): void => {
    output.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  };

  const call = async (method: string, params: Request['params']): Promise<unknown> => {
    const files = params?.schema?.files ?? params?.datasource?.files;
    engine ??= await SchemaEngine.new(
      { datamodels: files?.map((file): [string, string] => [file.path, file.content]) },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(engineAdapterFactory(config)),
    );
    const act: unknown = Reflect.get(engine, RENAMED[method] ?? method);
    if (typeof act !== 'function') throw new Error(`unsupported method ${method}`);
    const result: unknown = await Reflect.apply(act, engine, [params]);
    // The native engine prints a diff by asking the command line to; the wasm one hands the text back.
    if (method === 'diff' && result instanceof Object && 'stdout' in result && typeof result.stdout === 'string') {
      send({ id: `print-${String(++printed)}`, method: 'print', params: { content: result.stdout } });
      return Object.assign(result, { stdout: null });
    }
    return result ?? null;
  };

  for await (const line of readline.createInterface({ input })) {
    if (line.trim() === '') continue;
    const { id, method, params } = JSON.parse(line) as Request;
    if (method === undefined) continue;
    try {
      send({ id, result: await call(method, params) });
    } catch (error) {
      send({ id, error: failureOf(error) });
    }
  }
};
