import { expect, test } from 'vitest';
import { sourceKindOf } from './source-kind.ts';

test.each([
  ['INFORMATION', 'ALERT', 10, 'DATA_COMPARISON'],
  ['INFORMATION', 'ALERT', 9, 'AT_WORK'],
  ['INFORMATION', 'PARTNER', 40, 'TRANSFER'],
  ['INFORMATION', 'GATEWAY', 400, 'AT_WORK'],
  ['INFORMATION', 'INFORMANT', 400, 'AT_WORK'],
  ['INFORMATION', 'MANUAL', 400, 'AT_WORK'],
  ['INFORMATION', null, 400, 'AT_WORK'],
  ['ASSESSMENT', null, 400, 'ASSESSMENT'],
  ['ASSESSMENT', null, 3, 'AT_WORK'],
  ['WARNING', 'ALERT', 400, 'AT_WORK'],
] as const)('%s from %s in a unit of %i is printed %s', (origin, source, people, printed) => {
  expect(sourceKindOf(origin, source, people)).toBe(printed);
});
