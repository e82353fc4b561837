import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { percentile } from './stand.ts';

export type Request = { readonly path: string; readonly headers: Readonly<Record<string, string>> };
type Asked = { readonly perSecond: number; readonly p95: number };

/** Asks one address after the other over connections that stay open, as a browser does, and gives the body. */
const asker =
  (agent: Agent) =>
  (url: string, { path, headers }: Request) =>
    new Promise<string>((resolve, reject) => {
      get(`${url}${path}`, { agent, headers }, (response) => {
        text(response).then((body) => {
          if (response.statusCode === 200) resolve(body);
          else reject(new Error(`${String(response.statusCode)} ${path} ${body.slice(0, 200)}`));
        }, reject);
      }).on('error', reject);
    });

export const askOnce = (url: string, request: Request): Promise<string> => asker(new Agent())(url, request);

/** So many clients at once, each asking again as soon as it is answered. */
const askFor = async (url: string, requests: readonly Request[], clients: number, ms: number): Promise<Asked> => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const ask = asker(agent);
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - started < ms) {
      const request = requests[next % requests.length];
      next += 1;
      if (request === undefined) return;
      const since = performance.now();
      await ask(url, request);
      times.push(performance.now() - since);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  agent.destroy();
  return { perSecond: (times.length * 1000) / (performance.now() - started), p95: percentile(times, 95) };
};

const ROUNDS = 5;
const ROUND_MS = 4_000;
const CLIENTS = 4;

/** Both sides by turns, so that whatever else the machine does meets both; the medians of the rounds after one that warms up. */
export const askBoth = async (ours: string, theirs: string, requests: readonly Request[]) => {
  const own: Asked[] = [];
  const peer: Asked[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const [one, other] = [
      await askFor(ours, requests, CLIENTS, ROUND_MS),
      await askFor(theirs, requests, CLIENTS, ROUND_MS),
    ];
    if (round === 0) continue;
    own.push(one);
    peer.push(other);
  }
  const median = (some: readonly Asked[], of: keyof Asked): number =>
    percentile(
      some.map((one) => one[of]),
      50,
    );
  return { own: median(own, 'perSecond'), peer: median(peer, 'perSecond'), p95: median(own, 'p95') };
};
