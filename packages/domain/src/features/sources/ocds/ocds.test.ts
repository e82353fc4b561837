import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { officeClock } from '../office-clock.ts';
import { procurementOf } from './procurement.ts';
import type { Release } from './release.ts';
import { merged, releaseKey, releasesIn } from './release.ts';

const clock = officeClock('Asia/Shanghai');
const releases = (document: unknown): Release[] =>
  releasesIn(document).map((found) => {
    if ('reason' in found) throw new Error(found.reason);
    return found;
  });
const faults = (document: unknown) =>
  releasesIn(document).flatMap((found) => ('reason' in found ? [found.reason] : []));
const record = (...documents: unknown[]) => {
  const found = documents.flatMap(releases);
  const dates = found.flatMap(({ date }) => date ?? []).sort();
  return procurementOf(merged(found), found[0]?.ocid ?? '', dates.at(-1) ?? null, clock);
};

const award = (changes: object = {}) => ({
  id: 'a1',
  status: 'active',
  date: '2026-03-10T10:00:00+08:00',
  value: { amount: 1000.5, currency: 'CNY' },
  suppliers: [{ id: '91990000XX00000001', name: '清河县远岫机械有限公司' }],
  ...changes,
});
const release = (changes: object = {}) => ({
  ocid: 'ocds-x-1',
  id: 'r1',
  date: '2026-03-12T00:00:00Z',
  tag: ['award'],
  ...changes,
});

describe('what a document holds', () => {
  const one = release({ tender: { title: 'T' } });
  const linked = { url: 'https://example.org/1', date: '2026-01-01T00:00:00Z', tag: ['tender'] };
  test.each([
    ['a release', one],
    ['a release package', { uri: 'u', releases: [one] }],
    ['a record', { ocid: one.ocid, releases: [one] }],
    [
      'a record with its compiled release',
      { ocid: one.ocid, releases: [linked], compiledRelease: { ...one, tag: ['compiled'] } },
    ],
    ['a record package', { records: [{ ocid: one.ocid, releases: [linked, one] }] }],
    [
      'a record that is versioned only',
      {
        ocid: one.ocid,
        releases: [linked],
        versionedRelease: {
          tender: { title: [{ releaseID: 'r1', releaseDate: one.date, releaseTag: ['award'], value: 'T' }] },
        },
      },
    ],
  ])('%s', (_what, document) => {
    expect(releases(document)).toMatchObject([{ ocid: 'ocds-x-1', date: one.date, body: { tender: { title: 'T' } } }]);
  });

  test.each([
    ['nothing of the kind', { hello: 1 }, ['NOT_OCDS']],
    ['a list', [], ['NOT_AN_OBJECT']],
    ['a text', 'x', ['NOT_AN_OBJECT']],
    ['a release without ocid', { id: '1', tender: {} }, ['OCID_MISSING']],
    ['a record of addresses', { ocid: 'x', releases: [linked] }, ['RELEASE_ELSEWHERE']],
    ['one good, one bad', { releases: [one, 7] }, ['NOT_AN_OBJECT']],
  ])('%s is told', (_what, document, reasons) => expect(faults(document)).toEqual(reasons));

  test('persons, addresses and documents are left at the door', () => {
    const [kept] = releases(
      release({
        parties: [
          {
            id: 'P',
            name: 'N',
            contactPoint: { name: '某人', telephone: '1' },
            address: { streetAddress: 'S' },
            roles: ['buyer'],
          },
        ],
        tender: { title: 'T', documents: [{ url: 'u' }], contactPoint: { email: 'e' } },
        planning: { rationale: 'R' },
      }),
    );
    expect(kept?.body).toEqual({
      tag: ['award'],
      parties: [{ id: 'P', name: 'N', roles: ['buyer'] }],
      tender: { title: 'T' },
    });
  });

  test('a name from the prototype is not read as a field', () => {
    const hostile: unknown = JSON.parse(
      '{"ocid":"x","date":"2026-01-01T00:00:00Z","__proto__":{"tender":{"title":"evil"}},"tender":{"constructor":1}}',
    );
    expect(releases(hostile)[0]?.body).toEqual({});
  });
});

describe('a process', () => {
  test('is told by its award', () => {
    expect(
      record(
        release({
          buyer: { id: 'QH-JTJ', name: '清河县交通运输局' },
          tender: {
            id: 'Z1',
            title: '养护设备',
            status: 'complete',
            procurementMethod: 'open',
            procurementMethodDetails: '公开招标',
            mainProcurementCategory: 'goods',
            numberOfTenderers: 3,
            tenderPeriod: { startDate: '2026-02-01T09:00:00+08:00', endDate: '2026-03-01T09:00:00+08:00' },
            items: [{ id: '1', description: '养护车', classification: { scheme: 'CN', id: 'A02030700' } }],
          },
          awards: [award()],
          relatedProcesses: [{ id: '1', relationship: ['framework'], identifier: 'KJ-1' }],
        }),
      ),
    ).toMatchObject({
      externalId: 'ocds-x-1',
      occurredOn: '2026-03-10',
      unitCode: 'QH-JTJ',
      method: 'OPEN_TENDER',
      kind: 'GOODS',
      category: 'A02030700',
      amountMinor: 100_050,
      currency: 'CNY',
      supplier: '清河县远岫机械有限公司',
      supplierCode: '91990000XX00000001',
      frameworkRef: 'KJ-1',
      tenderers: 3,
    });
  });

  test.each([
    ['award', { awards: [award()], contracts: [{ dateSigned: '2026-03-20T00:00:00Z' }] }, '2026-03-10'],
    ['contract', { contracts: [{ dateSigned: '2026-03-20T20:00:00Z' }] }, '2026-03-21'],
    ['publication', {}, '2026-03-12'],
    [
      'beginning of the tender',
      { date: undefined, tender: { tenderPeriod: { startDate: '2020-08-03T18:00:00-05:00' } } },
      '2020-08-03',
    ],
    ['nothing', { date: 'long ago' }, null],
  ])('is dated by its %s', (_by, parts, day) => expect(record(release(parts))['occurredOn']).toBe(day));

  test.each([
    ['as document databases write it', { amount: { $numberLong: '15890000000' }, currency: 'COP' }, 1_589_000_000_000],
    ['as text', { amount: '12.5', currency: 'CNY' }, 1_250],
    ['in a currency without cents', { amount: 135_630_400, currency: 'PYG' }, 135_630_400],
    ['in one with mills', { amount: 1.5, currency: 'KWD' }, 1_500],
    ['without a currency', { amount: 5 }, null],
    ['of currency only', { currency: 'CNY' }, null],
    ['that is no number', { amount: 'a lot', currency: 'CNY' }, 'a lot'],
  ])('has an amount %s', (_how, value, minor) =>
    expect(record(release({ awards: [award({ value })] }))['amountMinor']).toBe(minor),
  );

  test('adds up its awards, leaves out void ones, and never across currencies', () => {
    const other = award({ id: 'a2', value: { amount: 1, currency: 'CNY' } });
    const sum = (...awards: object[]) => record(release({ awards }))['amountMinor'];
    expect(sum(award(), other)).toBe(100_150);
    expect(sum(award(), { ...other, status: 'cancelled' })).toBe(100_050);
    expect(sum(award(), { ...other, value: { amount: 1, currency: 'USD' } })).toBeNull();
    expect(sum({ ...award(), status: 'cancelled' })).toBeNull();
  });

  test('with several suppliers names none; a running number is no registration', () => {
    const second = award({ id: 'a2', suppliers: [{ id: '91990000XX00000002', name: '乙' }] });
    expect(record(release({ awards: [award(), second] }))).toMatchObject({ supplier: null, supplierCode: null });
    const numbered = award({ suppliers: [{ id: 1, name: '甲' }] });
    expect(
      record(release({ awards: [numbered], parties: [{ id: '1', name: '甲', identifier: { id: '1' } }] })),
    ).toMatchObject({
      supplier: '甲',
      supplierCode: null,
    });
    const registered = [{ id: '1', name: '甲', identifier: { scheme: 'CN', id: '91990000XX00000003' } }];
    expect(record(release({ awards: [numbered], parties: registered }))['supplierCode']).toBe('91990000XX00000003');
  });

  test.each([
    [0, [], 0],
    [0, [award()], null],
    [undefined, [award()], null],
    [2, [award()], 2],
  ])('says %s tenderers with awards %o: %s', (numberOfTenderers, awards, expected) =>
    expect(record(release({ tender: { numberOfTenderers }, awards }))['tenderers']).toBe(expected),
  );

  test.each([
    ['清财采准〔2026〕17号', '清财采准〔2026〕17号'],
    ['情况紧急', null],
  ])('counts %s as the approval %s', (procurementMethodRationale, exemptionRef) =>
    expect(record(release({ tender: { procurementMethodRationale } }))['exemptionRef']).toBe(exemptionRef),
  );
});

describe('releases of one process', () => {
  const early = release({
    id: '1',
    date: '2026-01-01T00:00:00Z',
    tag: ['tender'],
    tender: { title: '旧', procurementMethod: 'open', numberOfTenderers: 2 },
  });
  const late = release({
    id: '2',
    date: '2026-02-01T00:00:00Z',
    tender: { title: '新', status: null },
    awards: [award()],
  });

  test('the newest wins field by field; what it leaves out stays', () => {
    expect(record(early, late)).toMatchObject({
      project: '新',
      procurementMethod: 'open',
      tenderers: 2,
      amountMinor: 100_050,
    });
  });

  test('awards are joined by their id', () => {
    const change = release({
      id: '3',
      date: '2026-03-01T00:00:00Z',
      awards: [{ id: 'a1', value: { amount: 900, currency: 'CNY' } }],
    });
    expect(record(late, change)).toMatchObject({ amountMinor: 90_000, supplierCode: '91990000XX00000001' });
  });

  test('of one date the publisher’s own merge speaks last', () => {
    const same = { ...late, id: '0', tag: ['compiled'], tender: { title: '合' } };
    expect(record(same, late)['project']).toBe('合');
  });

  test('any order of arrival, any repetition: the same process', () => {
    const amount = fc.integer({ min: 1, max: 9 });
    const one = fc.record({
      id: fc.constantFrom('1', '2', '3'),
      date: fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T08:00:00+08:00', '2026-03-01T00:00:00Z'),
      tag: fc.constantFrom(['tender'], ['compiled']),
      tender: fc.record({ title: fc.constantFrom('甲', '乙'), numberOfTenderers: amount }, { requiredKeys: [] }),
      awards: fc.array(
        fc.record({ id: fc.constantFrom('a', 'b'), value: fc.record({ amount, currency: fc.constant('CNY') }) }),
        { maxLength: 2 },
      ),
    });
    const shuffled = fc
      .uniqueArray(one, {
        maxLength: 5,
        minLength: 1,
        selector: ({ id, date, tag }) => `${id}${Date.parse(date)}${tag.join()}`,
      })
      .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const known = list.flatMap((each) => releases({ ocid: 'o', ...each }));
        const again = [...other, ...other].flatMap((each) => releases({ ocid: 'o', ...each }));
        const once = [...new Map(again.map((each) => [releaseKey(each), each])).values()];
        expect(merged(once)).toEqual(merged(known));
      }),
    );
  });
});
