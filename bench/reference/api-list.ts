import { createServer } from 'node:http';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import express from 'express';
import jwt from 'jsonwebtoken';
import pg from 'pg';

/** Two statements of one answer: the page and the counts. */
export type Asked = { readonly rows: pg.QueryConfig; readonly counts: pg.QueryConfig };
export type Input = {
  readonly url: string;
  readonly jwtSecret: string;
  /** By session and address. */
  readonly answers: Readonly<Record<string, Asked>>;
};

/**
 * The peer: bare express and pg. It verifies the token, reads the session row, runs the very statements that our list runs for this
 * session and address, and answers with their rows as they are: no roles, no scope, no contract, no log, no metrics, no headers.
 */
const serve = ({ url, jwtSecret, answers }: Input): void => {
  const pool = new pg.Pool({ connectionString: url, max: 10, options: '-c jit=off' });
  const app = express();
  app.get('/api/v1/warnings', async (request, response) => {
    const claims = jwt.verify(request.headers.authorization?.slice(7) ?? '', jwtSecret, { algorithms: ['HS256'] });
    const sessionId = typeof claims === 'string' ? '' : (claims.sub ?? '');
    const session = await pool.query(
      'select account_id from session where id = $1::uuid and revoked_at is null and ends_at > now()',
      [sessionId],
    );
    const asked = answers[`${sessionId} ${request.originalUrl}`];
    if (session.rowCount !== 1 || asked === undefined) {
      response.status(401).end();
      return;
    }
    const [rows, counts] = await Promise.all([pool.query(asked.rows), pool.query<object>(asked.counts)]);
    response.json({ items: rows.rows, ...counts.rows[0] });
  });
  const server = createServer(app);
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${String((server.address() as AddressInfo).port)}\n`);
  });
};

if (import.meta.main) serve(JSON.parse(await text(process.stdin)) as Input);
