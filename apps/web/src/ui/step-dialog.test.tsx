import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NoAnswerError, ProblemError } from '../http/problem.ts';
import { draw, inTheOffice } from '../testing/office.tsx';
import { StepDialog } from './step-dialog.tsx';

inTheOffice();

type Values = { reason: string };
const take = vi.fn<(values: Values, key: string) => Promise<unknown>>();
beforeEach(() => {
  take.mockReset();
});

const problem = (status: number, code: string, more: object = {}) =>
  new ProblemError({ type: '', title: code, status, code, details: {}, requestId: 'r-1', ...more });

const Sample = () => {
  const [open, setOpen] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        打开
      </button>
      <StepDialog<Values> open={open} title="登记" onSubmit={take} onClose={() => setOpen(false)}>
        <Form.Item name="reason" label="理由" rules={[{ required: true }]}>
          <Input />
        </Form.Item>
      </StepDialog>
    </>
  );
};

const field = (): HTMLInputElement => screen.getByLabelText('理由');
const write = (text: string): void => {
  fireEvent.change(field(), { target: { value: text } });
};
const submit = async (label = '确定'): Promise<void> => {
  await act(async () => {
    fireEvent.click(screen.getByText(label));
  });
};
const keys = (): string[] => take.mock.calls.map(([, key]) => key);

describe('a step’s dialog', () => {
  it('retries the same words under the same key, so that a lost answer is not a second act', async () => {
    take.mockRejectedValueOnce(new NoAnswerError('lost')).mockResolvedValueOnce({});
    draw(<Sample />);
    write('情况属实');
    await submit();
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('不会重复办理'));
    expect(field().value).toBe('情况属实');
    await submit('再试一次');
    await waitFor(() => expect(take).toHaveBeenCalledTimes(2));
    expect(keys()[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys()[1]).toBe(keys()[0]);
  });

  it('takes a new key for other words: a key stands for one body', async () => {
    take.mockRejectedValueOnce(problem(409, 'thing.changed')).mockResolvedValueOnce({});
    draw(<Sample />);
    write('情况属实');
    await submit();
    await screen.findByRole('alert');
    write('情况基本属实');
    await submit();
    await waitFor(() => expect(take).toHaveBeenCalledTimes(2));
    expect(keys()[1]).not.toBe(keys()[0]);
  });

  it('shows the refusal beside what was typed, in the words of its code', async () => {
    take.mockRejectedValueOnce(problem(409, 'thing.changed'));
    draw(<Sample />);
    write('情况属实');
    await submit();
    expect((await screen.findByRole('alert')).textContent).toContain('已被改过');
    expect(field().value).toBe('情况属实');
  });

  it('puts the server’s finding at its field', async () => {
    take.mockRejectedValueOnce(
      problem(400, 'request.unreadable', {
        issues: [{ path: 'reason', message: 'Too small', fault: 'few.text', limit: 10 }],
      }),
    );
    draw(<Sample />);
    write('短');
    await submit();
    expect(await screen.findByText('不少于10个字')).toBeDefined();
  });

  it('does not send what is not filled in', async () => {
    draw(<Sample />);
    await submit();
    expect(await screen.findByText('请填写“理由”')).toBeDefined();
    expect(document.activeElement).toBe(field());
    expect(take).not.toHaveBeenCalled();
  });

  it('sends once however often the button is pressed', async () => {
    take.mockReturnValue(new Promise(() => undefined));
    draw(<Sample />);
    write('情况属实');
    await submit();
    await screen.findByText('提交中…');
    fireEvent.submit(field());
    await act(async () => undefined);
    expect(take).toHaveBeenCalledTimes(1);
  });

  it('keeps what was typed when closed, and forgets it once the step is taken', async () => {
    take.mockResolvedValue({});
    draw(<Sample />);
    write('写了一半');
    fireEvent.click(screen.getByText('取消'));
    expect(screen.queryByRole('dialog')).toBeNull();
    fireEvent.click(screen.getByText('打开'));
    expect(field().value).toBe('写了一半');
    await submit();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    fireEvent.click(screen.getByText('打开'));
    expect(field().value).toBe('');
  });
});
