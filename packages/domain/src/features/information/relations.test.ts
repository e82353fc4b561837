import { describe, expect, it } from 'vitest';
import { FIELDS } from '../sources/kinds.ts';
import { relatingFields, relationsOf } from './relations.ts';

const bid = (id: string, cells: Readonly<Record<string, string | null>>) => ({
  id,
  cells: { unitCode: 'U', tenderRef: 'T1', ...cells },
});
const tender = { field: 'tenderRef', id: 'T1', label: '一标' };

describe('relations of an alert', () => {
  it('are its parties, what several records have alike, and the records that tie them', () => {
    const { nodes, edges, left } = relationsOf(
      [
        bid('1', { bidderCode: 'a', bidder: '甲', machineCodeHash: 'm', contactHash: 'only-one' }),
        bid('2', { bidderCode: 'b', bidder: '乙', machineCodeHash: 'm', contactHash: null }),
        bid('3', { bidderCode: 'c', bidder: '丙', machineCodeHash: null }),
      ],
      tender,
    );
    expect(nodes.map(({ kind, name, records, chief }) => [kind, name, records, chief])).toEqual([
      ['UNIT', 'U', 3, false],
      ['FIRM', '甲', 1, false],
      ['FIRM', '乙', 1, false],
      ['FIRM', '丙', 1, false],
      ['TRAIT', '一标', 3, true],
      ['TRAIT', 'm', 2, false],
      ['RECORDS', '', 1, false],
      ['RECORDS', '', 1, false],
      ['RECORDS', '', 1, false],
    ]);
    const machine = nodes.find(({ name }) => name === 'm')?.id;
    expect(edges.filter(({ to }) => to === machine)).toHaveLength(2);
    expect(left).toBe(0);
  });
  it('draw records that say the same as one, and one person as one, whatever field names it', () => {
    const { nodes, edges } = relationsOf(
      [
        { id: '1', cells: { claimantCode: 'p', claimant: '甲某', payeeCode: 'f', payee: '某店' } },
        { id: '2', cells: { claimantCode: 'p', claimant: '甲某', payeeCode: 'f', payee: '某店' } },
        { id: '3', cells: { actorCode: 'p', actor: '甲某' } },
      ],
      { field: 'claimantCode', id: 'p', label: '甲某' },
    );
    expect(nodes.filter(({ kind }) => kind === 'PERSON')).toMatchObject([{ chief: true, records: 3 }]);
    expect(nodes.filter(({ kind }) => kind === 'RECORDS').map(({ records }) => records)).toEqual([2, 1]);
    expect(edges.map(({ count }) => count)).toEqual([2, 2, 1]);
  });
  it('are bounded, the rest counted, and the subject always in them', () => {
    const many = Array.from({ length: 100 }, (_, at) => bid(String(at), { bidderCode: `b${String(at)}` }));
    const { nodes, edges, left } = relationsOf([...many, bid('x', { bidderCode: 'zz' })], {
      field: 'bidderCode',
      id: 'zz',
      label: '子',
    });
    expect(nodes.length).toBeLessThanOrEqual(60);
    expect(nodes.filter(({ chief }) => chief)).toMatchObject([{ name: '子' }]);
    expect(left).toBeGreaterThan(0);
    const known = new Set(nodes.map(({ id }) => id));
    expect(edges.every(({ from, to }) => known.has(from) && known.has(to))).toBe(true);
  });
  it('are none of no records', () => {
    expect(relationsOf([], tender)).toEqual({ nodes: [], edges: [], left: 0 });
  });
});

it('every kind has a field that says whose it is, and digests tie', () => {
  for (const [kind, fields] of Object.entries(FIELDS)) expect(relatingFields(fields), kind).toContain('unitCode');
  expect(relatingFields(FIELDS.bid)).toEqual(
    expect.arrayContaining(['machineCodeHash', 'bidder', 'bidderCode', 'fileAuthor']),
  );
});
