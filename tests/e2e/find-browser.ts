import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** Where a distribution puts Chromium. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const HAS_HAN = (): boolean => spawnSync('fc-list', [':lang=zh']).stdout.length > 0;

const system = (): string | undefined =>
  [process.env['CHROMIUM_PATH'], ...PLACES].find((place) => place !== undefined && existsSync(place));

/** The one that npm ships, for machines without root; it needs a few system libraries, so it is tried before it is trusted. */
const shipped = async (): Promise<string | undefined> => {
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const place = await chromium.executablePath();
    return spawnSync(place, ['--version', '--no-sandbox']).status === 0 ? place : undefined;
  } catch {
    return undefined;
  }
};

const install = (...packages: string[]): boolean => {
  if (process.getuid?.() !== 0) return false;
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  return (
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'ignore' })
      .status === 0
  );
};

/** A Chromium to test with: the system's, else npm's, else apt's. Installs a Chinese font where there is none and it may. */
export const findBrowser = async (): Promise<string> => {
  let found = system() ?? (await shipped());
  if (found === undefined && install('chromium')) found = system();
  if (found === undefined) throw new Error('no Chromium: install the package chromium, or set CHROMIUM_PATH');
  return found;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = await findBrowser();
  if (!HAS_HAN()) install('fonts-noto-cjk');
  process.stdout.write(`${found}\n`);
}
