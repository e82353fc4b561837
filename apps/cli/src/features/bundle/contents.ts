import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

type Locked = {
  readonly version?: string;
  readonly dev?: boolean;
  readonly engines?: { readonly node?: string };
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

/** What package-lock.json says of each place; the root is the place ''. */
export type Lock = Readonly<Record<string, Locked>>;

export const readLock = (root: string): Lock =>
  (JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Lock }).packages;

/** All files and links at or below a place, by their path from the root. Packages within a package have a place of their own. */
export const filesAt = (root: string, place: string): readonly string[] =>
  lstatSync(path.join(root, place)).isDirectory()
    ? readdirSync(path.join(root, place))
        .filter((name) => name !== 'node_modules')
        .flatMap((name) => filesAt(root, `${place}/${name}`))
    : [place];

/** Installed and needed to run: no tools of development, nothing that the root merely welcomes (a browser for tests). */
const placesToRun = (root: string, lock: Lock): readonly string[] => {
  const welcome = Object.keys(lock['']?.optionalDependencies ?? {}).map((name) => `node_modules/${name}`);
  return Object.entries(lock)
    .filter(([place, { dev }]) => place.includes('node_modules/') && dev !== true && !welcome.includes(place))
    .map(([place]) => place)
    .filter((place) => lstatSync(path.join(root, place), { throwIfNoEntry: false }) !== undefined);
};

/** The packages that run the program on this platform, and those of their commands whose program goes along. */
export const installedFiles = (root: string, lock: Lock): readonly string[] => {
  const files = placesToRun(root, lock).flatMap((place) => filesAt(root, place));
  const along = new Set(files);
  const bin = 'node_modules/.bin';
  const commands = readdirSync(path.join(root, bin), { withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map(({ name }) => `${bin}/${name}`)
    .filter((link) => along.has(path.posix.join(bin, readlinkSync(path.join(root, link)))));
  return [...files, ...commands];
};
