import { describe, expect, it } from 'vitest';
import { eventsOf } from './stream.ts';

const bytes = (chunks: readonly string[]): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
const read = async (...chunks: string[]): Promise<string[]> => {
  const found: string[] = [];
  for await (const data of eventsOf(bytes(chunks))) found.push(data);
  return found;
};

describe('a stream of events', () => {
  it('tells each event once, however it was cut on the way', async () => {
    expect(await read('data: {"un', 'read":1}\n', '\ndata: 2\n\n')).toEqual(['{"unread":1}', '2']);
  });

  it('passes over comments, names and ids', async () => {
    expect(await read(': keep-alive\n\nid: 7\nevent: notice\ndata: x\n\n')).toEqual(['x']);
  });

  it('joins the lines of one event and reads CRLF', async () => {
    expect(await read('data: a\r\ndata: b\r\n\r\n')).toEqual(['a\nb']);
  });

  it('does not tell an event that was never finished', async () => {
    expect(await read('data: half')).toEqual([]);
  });
});
