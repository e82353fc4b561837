import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A file that was written to within this time may not be whole yet. */
const STILL_MS = 10_000;
const MOST_FILES = 50;

export type Dropped = {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Moves it out of the way: into `done`, or into `failed` with a note of why. */
  readonly putAway: (failure: string | null, stamp: string) => Promise<void>;
};

/** Whole files in a folder below `root`, oldest first; the folder is made when it is not there. Links and hidden files are not looked at. */
export const droppedFiles = async (root: string, folder: string, now: number): Promise<readonly Dropped[]> => {
  const place = path.join(root, folder);
  await mkdir(place, { recursive: true });
  const found: { name: string; at: number }[] = [];
  for (const entry of await readdir(place, { withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('.')) continue;
    const { mtimeMs } = await stat(path.join(place, entry.name));
    if (now - mtimeMs >= STILL_MS) found.push({ name: entry.name, at: mtimeMs });
  }
  return found
    .sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_FILES)
    .map(({ name }) => ({
      name,
      bytes: createReadStream(path.join(place, name)),
      putAway: async (failure, stamp) => {
        const to = path.join(place, failure === null ? 'done' : 'failed');
        await mkdir(to, { recursive: true });
        const kept = path.join(to, `${stamp}-${name}`);
        await rename(path.join(place, name), kept);
        if (failure !== null) await writeFile(`${kept}.why.txt`, `${failure}\n`);
      },
    }));
};
