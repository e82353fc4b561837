import { fetchSignedIn } from './access.ts';
import { problemOf } from './problem.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * The `data` of each server-sent event in a stream of text. `EventSource` cannot carry an access token, so the stream is
 * fetched and read here; comments (keep-alive) and other fields are passed over.
 */
export async function* eventsOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const blocks = (rest + chunk.value).split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = block
          .split(/\r?\n/)
          .flatMap((line) => (/^data: ?/.test(line) ? [line.replace(/^data: ?/, '')] : []));
        if (data.length > 0) yield data.join('\n');
      }
    }
  } finally {
    await reader.cancel();
  }
}

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Listens until `signal` aborts; a broken stream is opened again, later and later up to a minute apart. */
export const listen = async (path: string, signal: AbortSignal, onEvent: (data: string) => void): Promise<void> => {
  let pause = FIRST_WAIT_MS;
  while (!signal.aborted) {
    try {
      const response = await fetchSignedIn(path, { signal, headers: { accept: 'text/event-stream' } });
      if (!response.ok || response.body === null) throw await problemOf(response);
      pause = FIRST_WAIT_MS;
      for await (const data of eventsOf(response.body)) onEvent(data);
    } catch {
      // Any failure here means the same: not connected now. The page works without the stream, only less promptly.
    }
    await wait(pause, signal);
    pause = Math.min(pause * 2, LONGEST_WAIT_MS);
  }
};
