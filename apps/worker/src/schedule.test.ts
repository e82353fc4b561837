import { globSync } from 'node:fs';
import path from 'node:path';
import { REACTED_EVENTS } from '@qingfeng/operations/shared/reacted-events.ts';
import { describe, expect, test } from 'vitest';
import { QUEUED_TASKS, REACTIONS, TIMED_JOBS } from './schedule.ts';

const exportsOf = async (pattern: string): Promise<object[]> => {
  const files = globSync(pattern, { cwd: import.meta.dirname });
  expect(files.length).toBeGreaterThan(0);
  const modules = await Promise.all(
    files.map(async (file) => (await import(path.join(import.meta.dirname, file))) as Record<string, object>),
  );
  // Beside its jobs a file may export how long something is gathered.
  return modules.flatMap((module) => Object.values(module)).filter((one) => typeof one !== 'function');
};

describe('the schedule', () => {
  test('reacts to exactly the events for which a change enqueues a job', () => {
    expect(new Set(REACTIONS.flatMap(({ on }) => on))).toEqual(new Set(REACTED_EVENTS));
    expect(new Set(REACTED_EVENTS).size).toBe(REACTED_EVENTS.length);
  });

  test('holds every timed job and every queued task that a feature has', async () => {
    const found = await exportsOf('features/*/jobs.ts');
    expect(new Set<object>([...TIMED_JOBS, ...QUEUED_TASKS])).toEqual(new Set(found));
  });

  test('holds every reaction that a feature has', async () => {
    expect(new Set<object>(REACTIONS)).toEqual(new Set(await exportsOf('features/*/reactions.ts')));
  });

  test('gives each a name of its own, under which it is claimed and found again', () => {
    for (const list of [TIMED_JOBS, REACTIONS, QUEUED_TASKS]) {
      const names = list.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
