import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { draw, inTheOffice } from '../testing/office.tsx';
import { asAWeb, aroundATable } from './graph-layout.ts';
import { Graph, linesOf } from './graph.tsx';

inTheOffice();

const away = (one: { x: number; y: number } | undefined, other: { x: number; y: number } | undefined): number =>
  Math.hypot((one?.x ?? NaN) - (other?.x ?? NaN), (one?.y ?? NaN) - (other?.y ?? NaN));

it('a web brings together what is tied, the same every time, within its box', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  const edges = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'a', to: 'c' },
    { from: 'd', to: 'e' },
    { from: 'e', to: 'f' },
    { from: 'd', to: 'f' },
  ];
  const web = asAWeb(ids, edges);
  expect(asAWeb(ids, edges)).toEqual(web);
  for (const { x, y } of web.values()) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(1);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(1);
  }
  expect(away(web.get('a'), web.get('b'))).toBeLessThan(away(web.get('a'), web.get('e')));
});

it('keeps all places apart, also of what nothing ties, and one alone in the middle', () => {
  const ids = Array.from({ length: 60 }, (_, at) => String(at));
  for (const places of [aroundATable(ids), asAWeb(ids, [])]) {
    const all = [...places.values()];
    const apart = all.flatMap((one, at) => all.slice(at + 1).map((other) => away(one, other)));
    expect(Math.min(...apart)).toBeGreaterThan(0.02);
  }
  expect(asAWeb(['a'], []).get('a')).toEqual({ x: 0.5, y: 0.5 });
});

it('cuts a long label after its second line', () => {
  expect(linesOf('短名')).toEqual(['短名']);
  expect(linesOf('清河县帆岫禾四百二十三号商贸有限公司')).toEqual(['清河县帆岫禾四百二', '十三号商贸有限公司']);
  expect(linesOf('清河县帆岫禾四百二十三号商贸有限责任公司')).toEqual(['清河县帆岫禾四百二', '十三号商贸有限责…']);
});

it('is told in a sentence, and what leads somewhere is a link', () => {
  draw(
    <Graph
      label="两家，同场一次"
      layout="circle"
      nodes={[
        { id: 'a', label: '甲', role: 'chief', href: '/tenders/1' },
        { id: 'b', label: '乙', note: '中标0/1', role: 'plain' },
      ]}
      edges={[{ from: 'a', to: 'b', label: '1', weight: 1 }]}
    />,
  );
  expect(screen.getByRole('group', { name: '两家，同场一次' })).toBeTruthy();
  expect(screen.getByRole('link', { name: /甲/u }).getAttribute('href')).toBe('/tenders/1');
});
