import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byOf, CAST } from '../../../../../tests/support/warnings.ts';
import { SYSTEM, type Viewer } from '../../shared/by.ts';
import { receive } from './life.ts';
import { begin, refusalOfAsking, release, type Stage, stepsOpenTo, take } from './verification.ts';

const DAY = '2026-03-02';
const planned: Stage = {
  id: 'stage',
  version: 0,
  state: 'WAITING',
  accountId: 'partner',
  handlerId: 'drafter',
  awayFrom: false,
};
const partner: Viewer = {
  ...CAST.object,
  accountId: 'partner',
  personId: 'auditor',
  roles: ['PARTNER'],
  unitId: 'audit',
  unitPath: '/county/audit/',
};
const handler = byOf(CAST.drafter, DAY);
const engine = byOf(SYSTEM, DAY);
const asked = byOf(partner, DAY);

test('a stage is planned by the handler, asked in its turn, answered or returned by the one asked, and by nobody else', () => {
  const { next: waiting, events } = begin('plan', planned, { question: '问' }, handler);
  expect(events.map(({ type }) => type)).toEqual(['verification.planned']);
  expect(() => begin('plan', planned, { question: ' ' }, handler)).toThrow('step.incomplete');
  expect(() => take('answer', waiting, { finding: '无' }, asked)).toThrow('step.not-available');
  const { next: open } = take('ask', waiting, {}, engine);
  expect(stepsOpenTo(open, partner, asked.today).map(({ step }) => step)).toEqual(['answer', 'return']);
  expect(stepsOpenTo(open, CAST.drafter, asked.today).map(({ step }) => step)).toEqual(['withdraw']);
  expect(stepsOpenTo(open, CAST.colleague, asked.today)).toEqual([]);
  expect(() => take('answer', open, { finding: '' }, asked)).toThrow('step.incomplete');
  expect(take('answer', open, { finding: '无出入' }, asked).next.state).toBe('ANSWERED');
  const { next: returned } = take('return', open, { reason: '不属本局' }, asked);
  expect(take('askAgain', returned, { question: '再问' }, handler).next.state).toBe('ASKED');
  // Who must stay away since then has nothing to do with it any more.
  expect(() => take('answer', { ...open, awayFrom: true }, { finding: '无' }, asked)).toThrow('access.denied');
});

test('neither the unit concerned, nor one below it, nor who must stay away is asked', () => {
  const { next: matter } = receive(
    {
      source: 'ALERT',
      sourceId: 'finding',
      category: 'IIC-06',
      unitId: 'object unit',
      personId: 'object',
      evidence: ['r'],
    },
    engine,
  );
  const none = { concernedPath: '/county/object/', supplierCode: null };
  const code = (viewer: Viewer, place = none) => refusalOfAsking(matter, viewer, place)?.code ?? null;
  expect(code(partner)).toBeNull();
  expect(code({ ...partner, unitPath: '/county/object/' })).toBe('verification.unit-concerned');
  expect(code({ ...partner, unitPath: '/county/object/below/' })).toBe('verification.unit-concerned');
  expect(code({ ...partner, unitPath: '/county/' })).toBeNull();
  expect(code({ ...partner, recusedPersonIds: ['object'] })).toBe('verification.recused');
  expect(code({ ...partner, recusedSupplierCodes: ['S1'] })).toBeNull();
  expect(
    refusalOfAsking(matter, { ...partner, recusedSupplierCodes: ['S1'] }, { ...none, supplierCode: 'S1' })?.code,
  ).toBe('verification.recused');
});

test('what is released holds chosen columns alone, never a digest, and no name that was not released', () => {
  const columns = [
    { key: 'who', label: '经手人', digest: false },
    { key: 'amount', label: '金额', digest: false },
    { key: 'id', label: '身份摘要', digest: true },
  ];
  const cell = fc.oneof(fc.constant('程如砥代领'), fc.constant('县住建局'), fc.integer(), fc.constant(null));
  const rows = fc.array(fc.record({ cells: fc.tuple(cell, cell, fc.constant('f00d')) }));
  fc.assert(
    fc.property(
      rows,
      fc.subarray(['who', 'amount', 'id']),
      fc.boolean(),
      fc.boolean(),
      (given, chosen, subject, unit) => {
        const told = JSON.stringify(
          release({ columns, rows: given }, { label: '程如砥', unit: '县住建局' }, { columns: chosen, subject, unit }),
        );
        expect(told).not.toContain('f00d');
        if (!subject) expect(told).not.toContain('程如砥');
        if (!unit) expect(told).not.toContain('县住建局');
        if (!chosen.includes('who')) expect(told).not.toContain('经手人');
      },
    ),
  );
});
