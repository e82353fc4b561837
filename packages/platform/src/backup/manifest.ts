import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TarEntry } from './tar.ts';
import { listTar, readEntry } from './tar.ts';

/** What an archive says of itself; written last, so an archive that was cut has none. */
const manifest = z.object({
  format: z.literal(1),
  takenAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int(), sha256: z.string() })),
  /** Jobs that waited, as what they were enqueued with. */
  jobs: z.object({ rows: z.int(), sha256: z.string() }),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  /** First days of the months that had a partition of their own. */
  partitions: z.array(z.object({ table: z.string(), month: z.string() })),
  files: z.array(z.string()),
  /** Files that rows name and the store did not have, or had damaged. */
  lostFiles: z.array(z.string()),
});

export type Manifest = z.output<typeof manifest>;
export const MANIFEST = 'manifest.json';
export const JOBS = 'jobs.jsonl.gz';
export const tableEntry = (name: string): string => `tables/${name}.copy.gz`;
export const fileEntry = (sha256: string): string => `files/${sha256}`;

export type Archive = { readonly manifest: Manifest; readonly entry: (name: string) => TarEntry };

export const openArchive = async (file: string): Promise<Archive> => {
  const entries = await listTar(file);
  const entry = (name: string): TarEntry => {
    const found = entries.get(name);
    if (found === undefined) throw new Error(`the archive lacks ${name}`);
    return found;
  };
  let text = '';
  for await (const piece of readEntry(file, entry(MANIFEST)).setEncoding('utf8')) text += piece as string;
  return { manifest: manifest.parse(JSON.parse(text)), entry };
};

const hashOf = async (file: string, entry: TarEntry): Promise<string> => {
  const hash = createHash('sha256');
  if (entry.size > 0) for await (const piece of readEntry(file, entry)) hash.update(piece as Buffer);
  return hash.digest('hex');
};

/** What is wrong with an archive: every part whose bytes are not those that were written. Nothing: it is whole. */
export const faultsOfArchive = async (file: string): Promise<readonly string[]> => {
  const { manifest: told, entry } = await openArchive(file);
  const expected = [
    ...told.tables.map(({ name, sha256 }) => ({ part: tableEntry(name), sha256 })),
    { part: JOBS, sha256: told.jobs.sha256 },
    ...told.files.map((sha256) => ({ part: fileEntry(sha256), sha256 })),
  ];
  const faults = told.lostFiles.map((sha256) => `${fileEntry(sha256)} was already lost when the backup was taken`);
  for (const { part, sha256 } of expected) {
    try {
      if ((await hashOf(file, entry(part))) !== sha256) faults.push(`${part} is damaged`);
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error));
    }
  }
  return faults;
};
