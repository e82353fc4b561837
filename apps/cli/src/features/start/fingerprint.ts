import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** One hash over the names and bytes of all files below these paths; equal where nothing was changed, whatever the dates say. */
export const fingerprint = (root: string, sources: readonly string[]): string => {
  const hash = createHash('sha256');
  const files = sources
    .flatMap((source) =>
      statSync(path.join(root, source)).isDirectory() ? globSync(`${source}/**/*`, { cwd: root }) : [source],
    )
    .filter((file) => statSync(path.join(root, file)).isFile())
    .sort();
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  return hash.digest('hex');
};

/** Something made from sources: made again only when these changed. */
export type Made = {
  readonly from: readonly string[];
  /** Folder it is made in; remembers there what it was made from. */
  readonly into: string;
  readonly make: () => Promise<void>;
};

/** Whether it had to be made. */
export const makeIfChanged = async (root: string, { from, into, make }: Made): Promise<boolean> => {
  const now = fingerprint(root, from);
  const stamp = path.join(root, into, '.made-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  await make();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
};
