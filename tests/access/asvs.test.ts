import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

test('docs/asvs.md names only files that exist', () => {
  const named = readFileSync(path.join(root, 'docs/asvs.md'), 'utf8').matchAll(/`((?:apps|packages|tests)\/[^`]+)`/g);
  const files = [...new Set(Array.from(named, ([, file]) => file ?? ''))];
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
