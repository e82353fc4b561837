import { fireEvent, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { draw, inTheOffice } from '../testing/office.tsx';
import { Tree } from './tree.tsx';

inTheOffice();

const leaf = (key: string) => ({ key, content: key, parts: [] });
beforeEach(() => {
  draw(
    <Tree
      label="为何"
      items={[
        { key: 'a', content: 'a', parts: [leaf('b'), { key: 'c', content: 'c', parts: [leaf('d')], closed: true }] },
        leaf('e'),
      ]}
    />,
  );
});

const item = (name: string): HTMLElement => {
  const found = screen.getByRole('tree', { name: '为何' }).querySelector<HTMLElement>(`[data-key="${name}"]`);
  if (found === null) throw new Error(`no item ${name}`);
  return found;
};
const press = (...keys: string[]): string | undefined => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key });
  return (document.activeElement as HTMLElement | null)?.dataset['key'];
};

it('is walked with the arrow keys over what is open', () => {
  item('a').focus();
  expect(press('ArrowDown')).toBe('b');
  expect(press('ArrowDown', 'ArrowDown')).toBe('e');
  expect(press('ArrowUp')).toBe('c');
  expect(press('ArrowRight', 'ArrowRight')).toBe('d');
  expect(press('ArrowLeft', 'ArrowLeft', 'ArrowLeft')).toBe('a');
  expect(press('End')).toBe('e');
  expect(press('Home')).toBe('a');
});

it('opens and closes, and says so; what is closed stays in the page for paper', () => {
  expect(item('c').getAttribute('aria-expanded')).toBe('false');
  expect(item('b').hasAttribute('aria-expanded')).toBe(false);
  expect(item('d').parentElement?.className).toBe('shut');
  item('c').focus();
  press('Enter');
  expect(item('c').getAttribute('aria-expanded')).toBe('true');
  expect(item('d').getAttribute('aria-level')).toBe('3');
  // One stop for the tab key: where one was last.
  expect(document.querySelectorAll('[role="treeitem"][tabindex="0"]')).toHaveLength(1);
});
