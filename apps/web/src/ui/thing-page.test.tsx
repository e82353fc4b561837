import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { draw, inTheOffice } from '../testing/office.tsx';
import { StepButtons } from './thing-page.tsx';

inTheOffice();

const step = (label: string) => ({ step: label, label, run: vi.fn() });

describe('the open steps', () => {
  it('puts the primary first and what is too many under ···', () => {
    const steps = [step('一'), { ...step('主'), primary: true }, step('二'), step('三'), step('四')];
    draw(<StepButtons steps={steps} />);
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['主', '一', '二', '三', '···']);
  });

  it('takes a step by its key', () => {
    const remind = { ...step('提醒'), shortcut: 'r' };
    draw(<StepButtons steps={[remind]} />);
    fireEvent.keyDown(document.body, { key: 'r' });
    expect(remind.run).toHaveBeenCalledOnce();
  });

  it('keeps a closed step in sight with its reason, and takes it neither by click nor by key', () => {
    const lift = { ...step('解除'), shortcut: 'l', why: '还缺回访登记表' };
    draw(<StepButtons steps={[lift]} />);
    const button = screen.getByRole<HTMLButtonElement>('button');
    expect(button.title).toBe('暂不能办理：还缺回访登记表');
    fireEvent.click(button);
    fireEvent.keyDown(document.body, { key: 'l' });
    expect(lift.run).not.toHaveBeenCalled();
  });

  it('draws nothing where the server opens nothing', () => {
    const { container } = draw(<StepButtons steps={[]} />);
    expect(container.querySelector('button')).toBeNull();
  });
});
