import { fireEvent, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { draw, inTheOffice } from '../testing/office.tsx';
import { CommandPalette } from './command-palette.tsx';
import { useKeys } from './keys.tsx';

inTheOffice();

const command = (label: string) => ({ key: label, label, kind: '页面', run: vi.fn() });

it('finds pages and actions by text, walks with the arrows and runs with Enter', () => {
  const commands = [command('权力目录'), command('预警'), command('预警规则')];
  const remind = vi.fn();
  const close = vi.fn();
  const Sample = () => {
    useKeys([{ key: 'r', label: '提醒预警对象', run: remind }]);
    return <CommandPalette open onClose={close} commands={commands} found={[]} onType={() => undefined} />;
  };
  draw(<Sample />);
  const box = screen.getByRole('combobox');
  fireEvent.change(box, { target: { value: '预警' } });
  const options = () => screen.getAllByRole('option').map((option) => option.querySelector('span')?.textContent);
  expect(options()).toEqual(['预警', '预警规则', '提醒预警对象']);
  fireEvent.keyDown(box, { key: 'ArrowUp' });
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(remind).toHaveBeenCalledOnce();
  expect(close).toHaveBeenCalledOnce();
});

it('does not take the Enter that ends a composition', () => {
  const only = command('预警');
  draw(<CommandPalette open onClose={() => undefined} commands={[only]} found={[]} onType={() => undefined} />);
  fireEvent.keyDown(screen.getByRole('combobox'), { key: 'Enter', isComposing: true });
  expect(only.run).not.toHaveBeenCalled();
});

it('says when nothing matches', () => {
  draw(<CommandPalette open onClose={() => undefined} commands={[]} found={[]} onType={() => undefined} />);
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'zzz' } });
  expect(screen.getByText('没有匹配的内容')).toBeDefined();
});
