import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { expect, test } from 'vitest';
import { passwordsWith } from './password.ts';

const passwords = passwordsWith({ pepper: Buffer.alloc(32, 7), cost: 4 });

test('the whole password counts, in any Unicode spelling, under this pepper only', async () => {
  const long = '廉'.repeat(29);
  const hash = await passwords.hash(`${long}洁`);
  expect(hash).toMatch(/^\$2b\$04\$/);
  expect(await passwords.matches(`${long}洁`, hash)).toBe(true);
  expect(await passwords.matches(`${long}政`, hash)).toBe(false);
  expect(await passwords.matches('ｋｉｔｅ', await passwords.hash('kite'))).toBe(true);
  const other = passwordsWith({ pepper: Buffer.alloc(32, 8), cost: 4 });
  expect(await other.matches(`${long}洁`, hash)).toBe(false);
});

test('an unknown login is compared all the same and never matches', async () => {
  expect(await passwords.matches('', null)).toBe(false);
  expect(await passwords.matches('kite', null)).toBe(false);
});

test('a flood from one address waits behind itself: another address has its turn at once', async () => {
  const hash = await passwords.hash('kite');
  const done: string[] = [];
  const ask = (from: string) => passwords.matches('kite', hash, from).then(() => done.push(from));
  const flood = Array.from({ length: 60 }, () => ask('flood'));
  await ask('other');
  expect(done.filter((from) => from === 'flood').length).toBeLessThan(10);
  await Promise.all(flood);
});

test('a line that is full turns away instead of growing', async () => {
  const hash = await passwords.hash('kite');
  const asked = await Promise.allSettled(Array.from({ length: 150 }, () => passwords.matches('kite', hash, 'flood')));
  const refused = asked.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(48);
  expect(refused.every(({ reason }) => reason instanceof Refusal && reason.code === 'request.too-many')).toBe(true);
  expect(await passwords.matches('kite', hash, 'flood')).toBe(true);
});
