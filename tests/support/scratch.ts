import { accessSync, chmodSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;

/** Where test databases go: a cluster is thousands of small files, and cloning one takes 30 ms in memory, most of a second on a disk. */
const roomy = (): string => {
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES ? MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
};

/** A new folder for the data of a PostgreSQL server, which runs as a user of its own and must be able to pass. */
export const scratchFolder = (what: string): string => {
  const folder = mkdtempSync(path.join(roomy(), `qingfeng-${what}-`));
  chmodSync(folder, 0o755);
  return folder;
};
