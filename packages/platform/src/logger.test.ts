import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import type { Logger } from './logger.ts';

const logged = (work: (logger: Logger) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  work(createLogger({ service: 'test' }, { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('log', () => {
  it('is one JSON object a line, with time, level, service and the request it belongs to', () => {
    const [line] = logged((logger) => logger.child({ requestId: 'r-1' }).info({ rows: 3 }, 'imported'));
    expect(line).toMatchObject({ level: 'info', service: 'test', requestId: 'r-1', rows: 3, msg: 'imported' });
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it.each([
    ['a field that names a person, at any depth', { batch: { rows: [{ claimant: '闻知竹', amount: 1 }] } }],
    ['a field however it is spelled', { id_number: '闻知竹', 'user-agent': '闻知竹', remoteAddress: '闻知竹' }],
    ['a header', { req: { headers: { authorization: '闻知竹', cookie: '闻知竹' } } }],
    [
      'what a database error quotes',
      { err: Object.assign(new Error('duplicate key'), { detail: 'Key (name)=(闻知竹)' }) },
    ],
    [
      'what the cause of an error quotes',
      new Error('failed', { cause: Object.assign(new Error('x'), { query: '闻知竹' }) }),
    ],
    ['a whole object given as a cause', { err: new Error('failed', { cause: { phone: '闻知竹' } }) }],
  ])('does not tell %s', (_, fields) => {
    expect(JSON.stringify(logged((logger) => logger.error(fields, 'failed')))).not.toContain('闻知竹');
  });

  it('hides identity and mobile numbers inside sentences, and leaves other numbers', () => {
    const [line] = logged((logger) =>
      logger.warn({ why: 'no 11010119900307123X here', note: ['13812345678'] }, '电话13812345678，共 1381234567890 分'),
    );
    expect(line).toMatchObject({
      msg: '电话[redacted]，共 1381234567890 分',
      why: 'no [redacted] here',
      note: ['[redacted]'],
    });
  });

  it('keeps what an operator needs of an error', () => {
    const fault = Object.assign(new Error('duplicate key'), { code: '23505', constraint: 'account_login_key' });
    const [line] = logged((logger) => logger.error(fault));
    expect(line?.['err']).toMatchObject({
      type: 'Error',
      message: 'duplicate key',
      code: '23505',
      constraint: 'account_login_key',
    });
    expect(JSON.stringify(line)).toContain('logger.test.ts');
  });

  it('survives an object that holds itself', () => {
    const knot: Record<string, unknown> = {};
    knot['self'] = knot;
    expect(logged((logger) => logger.info(knot, 'knot'))).toHaveLength(1);
  });
});
