import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Endpoint } from '@qingfeng/contracts/shared/endpoint.ts';
import PizZip from 'pizzip';
import { beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { publishShipped } from './matters.ts';
import { REQUESTS } from './requests.ts';
import type { GrantableRole, Side, World } from './world.ts';
import { buildWorld, CANARY, GRANTABLE } from './world.ts';

/*
 * Every endpoint × every role × from the own or another unit, and without an account, against expected.tsv, which people review.
 *
 * A line is `endpoint <tab> own | other | both <tab> without an account <tab> signed in`. The last column reads
 * `200+ OFFICER CENTRE_CLERK; 404 LEADER; 403 *`: a status, then who gets it, `*` for all others. A `+` says that the answer
 * shows things of the first bureau; where it is missing the answer, headers included, must not hold the canary.
 * An endpoint without a line fails and the failure proposes one: check it against DOMAIN §7 before taking it over.
 */

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'false', TRUST_PROXY: '1' });
const { endpoints } = app;

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
  await publishShipped(database);
});

const FILE = path.join(import.meta.dirname, 'expected.tsv');
const lines = readFileSync(FILE, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

type Cells = ReadonlyMap<GrantableRole, string>;
type Expected = { readonly anonymous: string; readonly cells: Cells };

const parseCells = (text: string): Cells => {
  const cells = new Map<GrantableRole, string>();
  let others = 'nobody said';
  for (const group of text.split('; ')) {
    const [status = '', ...roles] = group.split(' ');
    for (const role of roles) {
      if (role === '*') others = status;
      else if ((GRANTABLE as readonly string[]).includes(role)) cells.set(role as GrantableRole, status);
      else throw new Error(`expected.tsv names ${role}, which is no role`);
    }
  }
  return new Map(GRANTABLE.map((role) => [role, cells.get(role) ?? others]));
};

const expected = new Map<string, Expected>();
for (const line of lines) {
  const [name = '', sides = '', anonymous = '', cells = ''] = line.split('\t');
  for (const side of sides === 'both' ? ['own', 'other'] : [sides]) {
    if (expected.has(`${name} ${side}`)) throw new Error(`expected.tsv tells ${name} ${side} twice`);
    expected.set(`${name} ${side}`, { anonymous, cells: parseCells(cells) });
  }
}

/** The same cells as a line would write them: rarest status first, the commonest as `*`. */
const proposal = (cells: Cells): string => {
  const byStatus = Map.groupBy(cells.keys(), (role) => cells.get(role) ?? '');
  const groups = [...byStatus].sort(([, one], [, other]) => one.length - other.length);
  return groups
    .map(([status, roles], at) => `${status} ${at === groups.length - 1 ? '*' : roles.join(' ')}`)
    .join('; ');
};

let sent = 0;
const send = async (endpoint: Endpoint, role: GrantableRole, side: Side | 'anonymous'): Promise<string> => {
  const { params = {}, query = {}, body, raw } = (await REQUESTS[endpoint.name]?.(world, role)) ?? {};
  const address = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? `missing-${name}`);
  const search = new URLSearchParams(query).toString();
  const token = side === 'anonymous' ? undefined : await app.tokenOf(world.account(role, side).accountId);
  const answer = await app.ask(endpoint.method, search === '' ? address : `${address}?${search}`, {
    ...(token !== undefined && { token }),
    ...(raw !== undefined ? { raw } : endpoint.method !== 'GET' && { body: body ?? {} }),
    // Each from an address of its own, else failed sign-ins would slow the others.
    headers: { 'x-forwarded-for': `10.0.${String((sent += 1) >> 8)}.${String(sent & 255)}` },
  });
  if (answer.status >= 500) throw new Error(`${endpoint.name} as ${role} (${side}): ${answer.text}`);
  const told = [...wordsOf(answer.bytes), ...[...answer.headers].flat()].map(decoded).join('\n');
  return `${String(answer.status)}${told.includes(CANARY) ? '+' : ''}`;
};

/** What an answer says: a workbook or a paper is a zip, and a canary inside would not be seen from outside. */
const wordsOf = (bytes: Buffer): string[] => {
  if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) return [bytes.toString()];
  return Object.values(new PizZip(bytes).files).map((file) => file.asText());
};
const decoded = (text: string): string =>
  text.replaceAll(/(?:%[\dA-F]{2})+/gi, (escaped) => decodeURIComponent(escaped));

const AT_ONCE = 8;
const measure = async (endpoint: Endpoint, side: Side): Promise<Cells> => {
  const cells = new Map<GrantableRole, string>();
  const waiting = [...GRANTABLE] as GrantableRole[];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let role = waiting.pop(); role !== undefined; role = waiting.pop()) {
        cells.set(role, await send(endpoint, role, side));
      }
    }),
  );
  return new Map(GRANTABLE.map((role) => [role, cells.get(role) ?? '']));
};

describe('the list of endpoints', () => {
  test('binds every name and every address once', () => {
    const names = endpoints.map(({ name }) => name);
    const addresses = endpoints.map(({ method, path: address }) => `${method} ${address.replaceAll(/:\w+/g, ':')}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test('stands whole in expected.tsv, and nothing else does', () => {
    const known = new Set(endpoints.flatMap(({ name }) => [`${name} own`, `${name} other`]));
    expect([...expected.keys()].filter((key) => !known.has(key))).toEqual([]);
  });
});

describe.each(endpoints.map((endpoint) => [endpoint.name, endpoint] as const))('%s', (name, endpoint) => {
  test.each(['own', 'other'] as const)('from the %s unit', async (side) => {
    const actual = await measure(endpoint, side);
    const line = expected.get(`${name} ${side}`);
    if (line === undefined) {
      const anonymous = await send(endpoint, 'CADRE', 'anonymous');
      throw new Error(`add and review:\n${[name, side, anonymous, proposal(actual)].join('\t')}`);
    }
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(line.cells));
  });

  test('without an account', async () => {
    expect(await send(endpoint, 'CADRE', 'anonymous')).toBe(expected.get(`${name} own`)?.anonymous);
  });
});
