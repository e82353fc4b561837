import { describe, expect, it } from 'vitest';
import { foundIn } from '../../../../../../tests/support/rule-rows.ts';
import { R37, R39 } from './matter-rules.ts';

describe('R37 reports gather', () => {
  let number = 0;
  const matter = (day: string, factKey: string, sourceKey: string | null, more: object = {}) => {
    number += 1;
    return {
      externalId: `LQ-${String(number).padStart(4, '0')}`,
      occurredOn: `2026-${day}`,
      unitCode: 'U1',
      standing: 'OPEN',
      factKey,
      sourceKey,
      ...more,
    };
  };
  const three = [matter('05-01', 'A', '1'), matter('06-10', 'B', '2'), matter('07-20', 'C', '3')];
  const anonymous = (standing: string) => [three[0]!, three[1]!, matter('07-20', 'C', null, { standing })];
  it.each<[string, readonly object[], number]>([
    ['three matters of three sources', three, 1],
    ['two', three.slice(0, 2), 0],
    ['copies of one letter', [matter('05-01', 'A', '1'), matter('05-02', 'A', '2'), matter('05-03', 'A', '3')], 0],
    [
      'one source writes three times',
      [matter('05-01', 'A', '1'), matter('05-02', 'B', '1'), matter('05-03', 'C', '1')],
      0,
    ],
    [
      'one writes three times, two copy the first',
      [
        ...['A', 'B', 'C'].map((fact) => matter('05-01', fact, '1')),
        matter('05-02', 'A', '2'),
        matter('05-03', 'A', '3'),
      ],
      0,
    ],
    [
      'one who wrote before tells a second thing, which another confirms: not more than two are sure',
      [matter('05-01', 'A', '1'), matter('05-02', 'B', '1'), matter('05-03', 'B', '2'), matter('05-04', 'C', '3')],
      0,
    ],
    ['over more than 90 days', [matter('05-01', 'A', '1'), matter('06-10', 'B', '2'), matter('07-31', 'C', '3')], 0],
    ['on the ninetieth day', [matter('05-01', 'A', '1'), matter('06-10', 'B', '2'), matter('07-30', 'C', '3')], 1],
    ['one is anonymous and open', anonymous('OPEN'), 0],
    ['one is anonymous and verified', anonymous('VERIFIED'), 1],
    [
      'an anonymous copy does not hide the same with a name',
      [matter('05-01', 'A', null), matter('05-02', 'A', '1'), three[1]!, three[2]!],
      1,
    ],
    ['one was found to be nothing', [three[0]!, three[1]!, matter('07-20', 'C', '3', { standing: 'UNFOUNDED' })], 0],
    ['one is not taken up yet', [three[0]!, three[1]!, matter('07-20', 'C', '3', { standing: 'UNSEEN' })], 0],
    ['one was handed on', [three[0]!, three[1]!, matter('07-20', 'C', '3', { standing: 'TRANSFERRED' })], 0],
    ['three persons of one unit', ['P1', 'P2', 'P3'].map((personCode, nth) => ({ ...three[nth]!, personCode })), 0],
    ['one person', three.map((one) => ({ ...one, personCode: 'P1' })), 1],
    ['two units', [three[0]!, three[1]!, { ...three[2]!, unitCode: 'U2' }], 0],
  ])('%s', (_, matters, hits) => {
    expect(foundIn(R37, { reported_matter: matters }).hits).toHaveLength(hits);
  });

  it('is blue, about the person where there is one, and rests on what counts', () => {
    const copy = matter('05-03', 'A', '4', { personCode: 'P1' });
    const { hits } = foundIn(R37, { reported_matter: [...three.map((one) => ({ ...one, personCode: 'P1' })), copy] });
    expect(hits).toMatchObject([
      { colour: 'BLUE', subjectKind: 'PERSON', subjectId: 'P1', values: { facts: 3, verified: 0 } },
    ]);
    expect(hits[0]?.recordIds).toHaveLength(3);
  });
});

describe('R39 overdue', () => {
  const limit = (more: object = {}) => ({
    externalId: 'YJ-1/response',
    warningRef: 'YJ-1',
    unitCode: 'U1',
    personCode: 'P1',
    clock: 'RESPONSE',
    state: 'RUNNING',
    servedOn: '2026-11-02',
    occurredOn: '2026-11-11',
    towards: '廉情预警质询',
    ...more,
  });
  it.each<[string, object, number]>([
    ['late', {}, 1],
    ['one working day late', { occurredOn: '2026-11-19' }, 1],
    ['its last day', { occurredOn: '2026-11-20' }, 0],
    ['a weekend later', { occurredOn: '2026-11-20', asOf: '2026-11-22' }, 0],
    ['answered', { state: 'STOPPED' }, 0],
    ['not served', { servedOn: null }, 0],
    ['suspended', { state: 'PAUSED' }, 0],
    ['an extension is asked for', { extensionAskedOn: '2026-11-10' }, 0],
    ['escalation is proposed', { proposedOn: '2026-11-18' }, 0],
    ['rectification', { clock: 'RECTIFICATION' }, 1],
  ])('%s', (_, { asOf, ...more }: { asOf?: string }, hits) => {
    expect(foundIn(R39, { warning_limit: [limit(more)] }, asOf).hits).toHaveLength(hits);
  });
  it('tells how late and what the scheme has next, and begins anew with another last day', () => {
    const { hits } = foundIn(R39, { warning_limit: [limit()] });
    expect(hits).toMatchObject([
      { colour: 'YELLOW', subjectId: 'P1', values: { late: 7, towards: '廉情预警质询', clock: 'RESPONSE' } },
    ]);
    const moved = foundIn(R39, { warning_limit: [limit({ occurredOn: '2026-11-12' })] }).hits;
    expect(moved[0]?.dedupeKey).not.toBe(hits[0]?.dedupeKey);
  });
});
