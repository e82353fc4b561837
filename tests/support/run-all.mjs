// `npm test`: everything a change needs, from a fresh clone, on whatever Node (>= 20) the machine has.
// Plain JavaScript, because it runs before anything is installed. Ends with `N passed, N failed` and a truthful exit code.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const bin = path.join(root, 'node_modules/.bin');
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`, FORCE_COLOR: '0' };
const reports = mkdtempSync(path.join(tmpdir(), 'qingfeng-reports-'));
const startedAt = Date.now();
const seconds = (from) => `${((Date.now() - from) / 1000).toFixed(1)} s`;

const must = (what, command, args) => {
  console.log(`— ${what}`);
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (status === 0) return;
  console.error(`${what} failed\n\n0 passed, 1 failed`);
  process.exit(1);
};

/** Runs one step, keeps its output and prints it whole when it fails, so that two lanes do not interleave. */
const step = (name, command, args, count = () => ({ passed: 1, failed: 0 })) =>
  new Promise((resolve) => {
    const from = Date.now();
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (part) => (output += part));
    child.stderr.on('data', (part) => (output += part));
    child.on('close', (code) => {
      const counted = count(code === 0);
      const failed = code === 0 ? counted.failed : Math.max(1, counted.failed);
      console.log(
        `${failed === 0 ? '✓' : '✗'} ${name} · ${seconds(from)} · ${counted.passed} passed, ${failed} failed`,
      );
      if (counted.skipped > 0) console.log(`  ${counted.skipped} skipped`);
      if (failed > 0) console.log(output);
      resolve({ passed: code === 0 || counted.tests ? counted.passed : 0, failed, skipped: counted.skipped ?? 0 });
    });
  });

const vitest = (project) => {
  const file = path.join(reports, `${project}.json`);
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  // By itself vitest leaves a core free. The database tests wait for PostgreSQL most of the time, and the other lane has ended before they have.
  if (project === 'db') args.push(`--maxWorkers=${String(availableParallelism())}`);
  return step(`tests: ${project}`, path.join(bin, 'vitest'), args, () => {
    if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return {
      tests: true,
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
};

const browser = () => {
  const file = path.join(reports, 'e2e.json');
  env.PLAYWRIGHT_JSON_OUTPUT_NAME = file;
  return step('tests: browser', path.join(bin, 'playwright'), ['test', '-c', 'tests/e2e/playwright.config.ts'], () => {
    if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
    const { stats } = JSON.parse(readFileSync(file, 'utf8'));
    return { tests: true, passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
  });
};

const inOrder = async (steps) => {
  const results = [];
  for (const run of steps) results.push(await run());
  return results;
};

if (!existsSync(path.join(bin, 'vitest'))) must('install packages', 'npm', ['ci']);
must('generate the database client', 'npm', ['run', '--silent', 'generate']);
must('find a browser', path.join(bin, 'node'), [path.join(root, 'tests/e2e/find-browser.ts')]);

const check = (name, tool, args) => () => step(name, path.join(bin, tool), args);
const results = (
  await Promise.all([
    inOrder([
      check('formatting', 'prettier', ['--check', '--log-level=warn', '.']),
      check('types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']),
      check('lint', 'eslint', ['.', '--max-warnings', '0']),
      check('boundaries', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'apps', 'packages']),
      check('dead code', 'knip', []),
      () => step('build', 'npm', ['run', '--silent', 'build']),
    ]),
    inOrder([() => vitest('unit'), () => vitest('web'), () => vitest('db')]),
  ])
).flat();
results.push(await browser());

rmSync(reports, { recursive: true, force: true });
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
console.log(`\n${seconds(startedAt)}`);
if (skipped > 0) console.log(`${skipped} tests were skipped: the data beside the checkout (../shared) is not there`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed === 0 && (skipped === 0 || process.env.CI !== 'true') ? 0 : 1);
