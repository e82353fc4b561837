import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Fetched, Mark } from './fetched.ts';

const PATIENCE_MS = 60_000;

/** Name for a file whose address has none. */
const TYPES: Readonly<Record<string, string>> = {
  'text/csv': 'csv',
  'application/json': 'json',
  'application/x-ndjson': 'jsonl',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

const nameOf = (url: URL, type: string): string => {
  const last = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
  if (/\.(csv|xlsx|json|jsonl|txt)$/i.test(last)) return last.slice(-200);
  return `${last.slice(-180) || url.hostname}.${TYPES[type.split(';')[0]?.trim() ?? ''] ?? 'csv'}`;
};

type Asking = {
  readonly url: string;
  readonly header: { readonly name: string; readonly value: string } | null;
  /** Hosts, with the port where it is not the usual one, that the operator lets us ask. */
  readonly hosts: readonly string[];
  readonly mark: Mark;
  readonly signal?: AbortSignal;
};

/**
 * Fetches a file from an allowed host, if it changed since `mark`. Redirects are not followed: where they lead was not agreed.
 * Refuses with `source.pull-host`, `source.pull-answer` or `source.pull-unreachable`.
 */
export const fetchUrl = async ({ url, header, hosts, mark, signal }: Asking): Promise<Fetched> => {
  const address = new URL(url);
  if (!['http:', 'https:'].includes(address.protocol) || !hosts.includes(address.host))
    throw new Refusal('source.pull-host', { host: address.host });
  const response = await fetch(address, {
    redirect: 'manual',
    headers: {
      ...(header && { [header.name]: header.value }),
      ...(mark['etag'] !== undefined && { 'If-None-Match': mark['etag'] }),
      ...(mark['lastModified'] !== undefined && { 'If-Modified-Since': mark['lastModified'] }),
    },
    signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])]),
  }).catch((cause: unknown) => {
    throw Object.assign(new Refusal('source.pull-unreachable', { host: address.host }), { cause });
  });
  if (response.status === 304) return { nothingNew: true };
  if (response.status !== 200 || response.body === null)
    throw new Refusal('source.pull-answer', { status: response.status });
  const [etag, lastModified] = [response.headers.get('etag'), response.headers.get('last-modified')];
  return {
    name: nameOf(address, response.headers.get('content-type') ?? ''),
    bytes: response.body,
    mark: { ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }) },
  };
};
