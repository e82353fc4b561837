import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import type { Lock } from './contents.ts';
import { filesAt, installedFiles, readLock } from './contents.ts';

/** What a bundle says of itself, as MANIFEST.json at its top. */
export type Manifest = {
  readonly product: 'qingfeng';
  readonly version: string;
  /** Of the sources. */
  readonly commit: string;
  /** Operating system and processor that the packages are for. */
  readonly platform: string;
  /** The Node that runs the program; it is in the bundle. */
  readonly node: string;
  /** The Node that `npm start` may begin with. */
  readonly startsWith: string;
  readonly madeAt: string;
  readonly files: number;
};

/** A reason that a person can act on. */
export class CannotBundle extends Error {}

const git = (root: string, ...args: string[]): string => {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new CannotBundle('this folder is no git checkout: a bundle is made from a commit');
  return stdout;
};

const trackedFiles = (root: string): readonly string[] => {
  if (git(root, 'status', '--porcelain', '--untracked-files=no') !== '')
    throw new CannotBundle('tracked files differ from the commit: commit them or put them back');
  return git(root, 'ls-files', '-z').split('\0').filter(Boolean);
};

const sha256 = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

/** In the form that `sha256sum -c` reads. */
const sumsOf = (root: string, files: readonly string[]): string =>
  files
    .filter((file) => lstatSync(path.join(root, file)).isFile())
    .map(
      (file) =>
        `${createHash('sha256')
          .update(readFileSync(path.join(root, file)))
          .digest('hex')}  ${file}\n`,
    )
    .join('');

const tar = (args: readonly string[], list: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('tar', [...args], { stdio: ['pipe', 'inherit', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new CannotBundle(`tar (${String(code)})\n${said}`)),
    );
    child.stdin.end(list.join('\0'));
  });

const manifestOf = (root: string, lock: Lock, files: number, now: Date): Manifest => ({
  product: 'qingfeng',
  version: lock['']?.version ?? '',
  commit: git(root, 'rev-parse', 'HEAD').trim(),
  platform: `${process.platform}-${process.arch}`,
  node: lock['node_modules/node']?.version ?? '',
  startsWith: lock['']?.engines?.node ?? '',
  madeAt: now.toISOString(),
  files,
});

/**
 * Packs the commit, the packages that run it and what was made from it into one .tar.gz, with a manifest and the sum of every
 * file at its top. Nothing stands under the target's name before it is whole.
 */
export const packBundle = async (
  root: string,
  made: readonly string[],
  target: string,
  now: Date,
): Promise<Manifest & { readonly sha256: string }> => {
  const lock = readLock(root);
  const files = [
    ...trackedFiles(root),
    ...installedFiles(root, lock),
    ...made.flatMap((place) => filesAt(root, place)),
  ];
  const manifest = manifestOf(root, lock, files.length, now);
  const top = mkdtempSync(path.join(tmpdir(), 'qingfeng-bundle-'));
  const part = `${target}.part`;
  try {
    writeFileSync(path.join(top, 'MANIFEST.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(path.join(top, 'SHA256SUMS'), sumsOf(top, ['MANIFEST.json']) + sumsOf(root, files));
    const given = ['-C', top, 'MANIFEST.json', 'SHA256SUMS', '-C', root, '--null', '-T', '-'];
    await tar(['-czf', path.resolve(part), ...given], files);
    renameSync(part, target);
  } finally {
    rmSync(top, { recursive: true });
    rmSync(part, { force: true });
  }
  return { ...manifest, sha256: await sha256(target) };
};
