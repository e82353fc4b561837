import { expect, test } from 'vitest';
import type { PasswordFault, PasswordProfile } from './password-policy.ts';
import { accountPolicy, PASSWORD_RULES, passwordFault } from './password-policy.ts';

const own = ['wenzhizhu', '闻知竹'];

test.each<[PasswordProfile, string, PasswordFault | null]>([
  // 等保三级: 12 characters of three classes, or 20 of any.
  ['dengbao3', 'Kite-7-Marl', 'password.too-short'],
  ['dengbao3', 'Kite-7-Marlo', null],
  ['dengbao3', 'kitemarlovent', 'password.too-simple'],
  ['dengbao3', 'kite-marlovent', 'password.too-simple'],
  ['dengbao3', 'kite-marlovent-7', null],
  ['dengbao3', 'kitemarloventbrusqua', null],
  ['dengbao3', '竹外桃花三两枝春江水暖鸭先知', 'password.too-simple'],
  ['dengbao3', '竹外桃花三两枝春江水暖鸭先知蒌蒿满地芦芽短', null],
  // NIST: 15 characters, no rule of shape.
  ['nist', 'kitemarlovent', 'password.too-short'],
  ['nist', 'kitemarloventbr', null],
  ['nist', '竹外桃花三两枝春江水暖鸭先知鱼', null],
  // Both refuse what lists, keyboards and the person's own name make up, however long it gets.
  ['dengbao3', 'Password@1234', 'password.common'],
  ['dengbao3', 'Qwertyuiop123!', 'password.common'],
  ['dengbao3', 'Woaini1314520!', 'password.common'],
  ['dengbao3', 'Aa123456Aa123456', 'password.common'],
  ['dengbao3', '清河县纪委Aa2026清河县', 'password.common'],
  ['dengbao3', '我爱你我爱你我爱你我爱你我爱你我爱你我爱你', 'password.common'],
  ['dengbao3', 'Wenzhizhu-2026', 'password.common'],
  ['dengbao3', 'ＷｅｎＺｈｉＺｈｕ＿２０２６', 'password.common'],
  ['nist', 'aaaaaaaaaaaaaaaaaaaaaa', 'password.common'],
  ['nist', 'abcdefghijklmnopqrstuvwxyz', 'password.common'],
  ['nist', '98765432109876543210', 'password.common'],
  ['nist', '闻知竹闻知竹闻知竹闻知竹闻知竹', 'password.common'],
  ['nist', 'qingfeng-demo-2026', 'password.common'],
])('%s: %s → %s', (profile, password, fault) => {
  expect(passwordFault(password, profile, own)).toBe(fault);
});

test('characters are counted as a reader counts them, whatever they weigh in bytes', () => {
  expect('𠮷野家の牛丼𠮷野家の').toHaveLength(12);
  expect(passwordFault('𠮷野家の牛丼𠮷野家の', 'dengbao3')).toBe('password.too-short');
});

test('the profiles hold the figures of the bars', () => {
  expect(PASSWORD_RULES.dengbao3).toEqual({ least: 12, classes: 3, freeFrom: 20, days: 90, remembered: 5 });
  expect(PASSWORD_RULES.nist.least).toBe(15);
  expect(PASSWORD_RULES.nist.days).toBeNull();
});

test('nothing is owed in demo mode, age and a second factor outside it', () => {
  expect(accountPolicy('dengbao3', true)).toEqual({ passwordDays: null, secondFactor: false });
  expect(accountPolicy('dengbao3', false)).toEqual({ passwordDays: 90, secondFactor: true });
  expect(accountPolicy('nist', false)).toEqual({ passwordDays: null, secondFactor: true });
});
