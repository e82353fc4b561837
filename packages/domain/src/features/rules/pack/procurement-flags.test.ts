import { describe, expect, it } from 'vitest';
import { at, award, findingsIn } from '../../../../../../tests/support/rule-rows.ts';
import { redFlags } from '../red-flags/red-flags.ts';
import { settingsOf } from '../red-flags/settings.ts';
import { R003, R018 } from './procurement-flags.ts';

type Given = Parameters<typeof award>[0];

/** A process as a record, and as the release that it came from. */
const process = (given: Given) => {
  const row = award({ method: null, ...given });
  const release = {
    ocid: row.ocid,
    tender: {
      status: row.status,
      procurementMethod: row.procurementMethod,
      numberOfTenderers: row.tenderers,
      tenderPeriod: { startDate: row.tenderStartedAt, endDate: row.tenderEndedAt },
    },
  };
  return { row, release };
};
const flagged = (code: string, releases: unknown[]) =>
  Object.keys(redFlags(releases, settingsOf(`[${code}]`)).OCID ?? {});

describe('R003 short submission period', () => {
  const period = (ocid: string, from: string, to: string | null, more: Given = {}) =>
    process({
      ocid,
      tenderStartedAt: at(from),
      tenderEndedAt: to === null ? null : at(to),
      procurementMethod: 'open',
      ...more,
    });
  const processes = [
    period('15 days', '2026-03-02 09:00', '2026-03-17 09:00'),
    period('a minute less', '2026-03-02 09:00', '2026-03-17 08:59'),
    period('one day', '2026-03-02 09:00', '2026-03-03 09:00'),
    period('backwards', '2026-03-03 09:00', '2026-03-02 09:00'),
    period('cancelled', '2026-03-02 09:00', '2026-03-03 09:00', { status: 'cancelled' }),
    period('open end', '2026-03-02 09:00', null),
    process({ ocid: 'no period', procurementMethod: 'open' }),
    process({ ocid: 'bought directly', procurementMethod: 'direct' }),
    process({ ocid: null, procurementMethod: 'open' }),
  ];
  const rows = processes.map(({ row }) => row);

  it('flags what the flag flags', () => {
    const hits = findingsIn(R003, rows).hits.map(({ subjectId }) => subjectId);
    expect(hits).toEqual(['a minute less', 'one day', 'backwards']);
    expect(
      flagged(
        'R003',
        processes.map(({ release }) => release),
      ),
    ).toEqual(hits);
  });
  it('counts processes whose period is not known, not those that have none', () => {
    expect(findingsIn(R003, rows).notEvaluable).toEqual({ 'missing:tenderEndedAt': 1, 'missing:tenderStartedAt': 1 });
  });
  it('is one matter for a process of several awards', () => {
    const { row } = period('p', '2026-03-02 09:00', '2026-03-03 09:00');
    expect(findingsIn(R003, [row, { ...row, recordId: 'b', externalId: 'b' }]).hits).toMatchObject([
      { subjectKind: 'PROCESS', subjectId: 'p', colour: 'BLUE', values: { period: 1 } },
    ]);
  });
});

it('R018 flags what the flag flags', () => {
  const processes = [
    process({ ocid: 'open', procurementMethod: 'open', tenderers: 1 }),
    process({ ocid: 'selective', procurementMethod: 'selective', tenderers: 1 }),
    process({ ocid: 'limited', procurementMethod: 'limited', tenderers: 1 }),
    process({ ocid: 'two', procurementMethod: 'open', tenderers: 2 }),
    process({ ocid: 'none', procurementMethod: 'open', tenderers: 0 }),
    process({ ocid: 'cancelled', procurementMethod: 'open', tenderers: 1, status: 'cancelled' }),
    process({ ocid: 'method unknown', tenderers: 1 }),
    process({ ocid: 'bids unknown', procurementMethod: 'open' }),
    process({ ocid: 'method unknown, two bids', tenderers: 2 }),
  ];
  const { hits, notEvaluable } = findingsIn(
    R018,
    processes.map(({ row }) => row),
  );
  expect(hits.map(({ subjectId }) => subjectId)).toEqual(['open', 'selective']);
  expect(
    flagged(
      'R018',
      processes.map(({ release }) => release),
    ),
  ).toEqual(['open', 'selective']);
  expect(notEvaluable).toEqual({ 'missing:procurementMethod': 1, 'missing:tenderers': 1 });
});
