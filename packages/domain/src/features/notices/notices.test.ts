import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../shared/local-date.ts';
import { afterFailure, isOutage, isTerminal, notBefore, runState } from './delivery.ts';
import { messageFor } from './message.ts';
import { NOTICED_EVENTS, noticesFor } from './notice.ts';

const at = (time: string) => instant(new Date(`2026-10-10T${time}:00.000+08:00`));
const minutes = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

describe('who is told', () => {
  const told = (type: string, body = {}) => noticesFor({ type, body }).map(({ to, channels }) => [to, channels.length]);

  test('of a proposal, a decision or a transfer never the person it is about', () => {
    for (const type of NOTICED_EVENTS) {
      const before = /\.(proposed|submitted|withdrawn|approved|raised|sent-back|rejected|rescinded|transferred)$/.test(
        type,
      );
      if (before) expect(told(type).map(([to]) => to)).not.toContain('OBJECT');
    }
    expect(told('warning.transferred')).toEqual([]);
  });

  test('the person warned hears of the paper by every channel, and before all others', () => {
    expect(noticesFor({ type: 'warning.issued', body: {} })).toEqual([
      { to: 'TASK', channels: ['IN_APP', 'EMAIL', 'SMS'], urgent: true },
    ]);
  });

  test('a reminder goes to those it names, as soon or as late', () => {
    const [soon] = noticesFor({ type: 'warning.reminder-due', body: { to: 'OBJECT', daysLeft: 0 } });
    expect(soon).toMatchObject({ to: 'OBJECT', kind: 'warning.due', urgent: false });
    const [late] = noticesFor({ type: 'warning.reminder-due', body: { to: 'OBJECT', daysLeft: -1 } });
    expect(late).toMatchObject({ kind: 'warning.late', urgent: true });
    expect(told('warning.reminder-due', { to: ['BODY', 'SUPERIOR'], daysLeft: -1 })).toEqual([
      ['BODY', 2],
      ['SUPERIOR', 2],
    ]);
  });

  test('a run of the rules that found nothing is no news', () => {
    expect(told('rules.evaluated', { alerts: 0 })).toEqual([]);
    expect(told('rules.evaluated', { alerts: 3 })).toEqual([['ON_DUTY', 1]]);
  });

  test('everyone told is told in the platform at least', () => {
    for (const type of NOTICED_EVENTS) {
      for (const { channels } of noticesFor({ type, body: { to: 'BODY', daysLeft: 1 } }))
        expect(channels).toContain('IN_APP');
    }
  });
});

describe('trying again', () => {
  const made = at('08:00');

  test('waits longer and longer, then every half hour', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 30].map((attempts) => {
      const next = afterFailure(attempts, made, made);
      return next.state === 'QUEUED' ? minutes(made, next.nextTryAt) : next.state;
    });
    expect(waits).toEqual([1, 2, 5, 10, 20, 30, 30, 30]);
  });

  test('ends after a day, and only then: an hour of silence loses nothing', () => {
    let now = made;
    for (let attempts = 1; ; attempts += 1) {
      const next = afterFailure(attempts, made, now);
      if (next.state !== 'QUEUED') break;
      expect(minutes(now, next.nextTryAt)).toBeGreaterThan(0);
      now = next.nextTryAt;
    }
    expect(minutes(made, now)).toBeGreaterThan(23 * 60);
    expect(minutes(made, now)).toBeLessThanOrEqual(24 * 60);
  });

  test.each([
    ['unreachable', true],
    ['timeout', true],
    ['status 503', true],
    ['answer unreadable', true],
    ['ESOCKET', true],
    ['EAUTH 535', true],
    ['BAD_NUMBER', false],
    ['QUEUE_FULL', false],
    ['EENVELOPE 450', false],
  ])('%s is the fault of the channel: %s', (reason, outage) => {
    expect(isOutage(reason)).toBe(outage);
  });
});

test('a run is never complete while anything of it is open, nor without fault when anything failed', () => {
  const counts = fc.record({
    QUEUED: fc.nat(2),
    SENDING: fc.nat(2),
    SENT: fc.nat(3),
    FAILED: fc.nat(2),
    GAVE_UP: fc.nat(2),
  });
  fc.assert(
    fc.property(counts, (of) => {
      const state = runState(of);
      expect(state === 'RUNNING').toBe(of.QUEUED + of.SENDING > 0);
      if (state === 'COMPLETE') expect(of.FAILED + of.GAVE_UP).toBe(0);
    }),
  );
  expect((['QUEUED', 'SENDING', 'SENT', 'FAILED', 'GAVE_UP'] as const).map(isTerminal)).toEqual([
    false,
    false,
    true,
    true,
    true,
  ]);
});

describe('quiet hours', () => {
  const quiet = { from: '22:00', to: '07:00' };
  test.each([
    ['21:59', '21:59'],
    ['22:00', '07:00'],
    ['23:30', '07:00'],
    ['06:59', '07:00'],
    ['07:00', '07:00'],
    ['12:00', '12:00'],
  ])('at %s over midnight a message goes out at %s', (now, out) => {
    const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });
    expect(time.format(new Date(notBefore(at(now), quiet, 'Asia/Shanghai')))).toBe(out);
  });
  test('none hold nothing up, nor do those of no length', () => {
    expect(notBefore(at('23:00'), null, 'Asia/Shanghai')).toBe(at('23:00'));
    expect(notBefore(at('23:00'), { from: '08:00', to: '08:00' }, 'Asia/Shanghai')).toBe(at('23:00'));
  });
});

test('what leaves the platform is the same whatever it is about', () => {
  expect(messageFor('SMS', 'https://q.example/office/').text).toBe('【清风】您有新的事项待办理，请登录平台查看。');
  const { subject, text } = messageFor('EMAIL', 'https://q.example/office/');
  expect(`${subject}${text}`).not.toMatch(/预警|疑点|廉|线索|[红黄蓝]色|〔/);
});
