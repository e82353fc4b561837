#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
/**
 * Stands in for Prisma's native schema engine (same arguments, same JSON-RPC over stdio) on the engine that npm ships as
 * WebAssembly, so that a closed network needs no download. The protocol is internal to Prisma: its version is pinned exactly.
 */
import process from 'node:process';
import { parseIntoClientConfig } from 'pg-connection-string';
import { runEngineCommand } from './engine-commands.ts';
import { serveEngine } from './engine-rpc.ts';

const args = process.argv.slice(2);
const after = (flag: string): string | undefined => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined);

const log = (level: string, fields: Readonly<Record<string, unknown>>, target: string): void => {
  process.stderr.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target })}\n`);
};

const { url } = JSON.parse(after('--datasource') ?? '{}') as { url?: string };
// Commands that need no database (generate, validate) pass no URL: an address that answers nobody.
const config = parseIntoClientConfig(url ?? 'postgresql://none:none@127.0.0.1:1/none');

if (args.includes('--version') || args.includes('-V')) {
  process.stdout.write('schema-engine-cli wasm\n');
} else if (args.includes('cli')) {
  const failure = await runEngineCommand(after('cli'), config);
  if (failure) {
    // The command line throws the first line of stderr away.
    log('INFO', { message: 'Starting schema engine CLI' }, 'schema_engine');
    const { message, code, meta } = failure;
    log('ERROR', { message, is_panic: false, error_code: code, meta }, 'schema_engine::logger');
    process.exitCode = 1;
  }
} else {
  await serveEngine(config, process.stdin, process.stdout);
  process.exit(0);
}
