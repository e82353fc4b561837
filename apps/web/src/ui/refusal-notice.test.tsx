import { cleanup, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { NoAnswerError, ProblemError } from '../http/problem.ts';
import { draw, inTheOffice } from '../testing/office.tsx';
import { RefusalNotice } from './refusal-notice.tsx';

inTheOffice();

const words = (error: unknown): string => {
  cleanup();
  draw(<RefusalNotice error={error} />);
  return screen.getByRole('alert').textContent;
};
const problem = (status: number, code: string, details: Record<string, unknown> = {}) =>
  new ProblemError({ type: '', title: code, status, code, details, requestId: '0199a1f2' });

describe('a refusal in words', () => {
  it('lists what is missing by name', () => {
    const text = words(problem(422, 'step.incomplete', { missing: ['receipt', 'witnesses'] }));
    expect(text).toContain('办理这一步还缺：');
    expect(text).toContain('送达回证');
    expect(text).toContain('两名在场见证人');
  });

  it('puts facts into the sentence, lists of them too', () => {
    expect(words(problem(422, 'warning.questions-open', { questions: ['3', '4'] }))).toContain('第3、4项');
  });

  it('gives the request’s number only when the machine is at fault', () => {
    expect(words(problem(500, 'internal'))).toContain('0199a1f2');
    expect(words(problem(403, 'access.denied'))).not.toContain('0199a1f2');
  });

  it('names a code that this build does not know yet', () => {
    expect(words(problem(409, 'future.refusal'))).toContain('future.refusal');
  });

  it('says of a lost network that trying again is safe', () => {
    expect(words(new NoAnswerError('x'))).toContain('不会重复办理');
  });
});
