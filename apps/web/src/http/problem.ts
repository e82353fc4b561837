import type { Problem } from '@qingfeng/contracts/shared/wire.ts';

/** The server said no, or broke: its problem document, with the refusal code that the page puts into words. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}`);
    this.name = 'ProblemError';
    this.problem = problem;
  }
  get status(): number {
    return this.problem.status;
  }
  get code(): string {
    return this.problem.code;
  }
}

/** No answer at all: the network, a proxy, a server that was just restarted. Trying again is safe, the key is the same. */
export class NoAnswerError extends Error {
  constructor(cause: unknown) {
    super('no answer', { cause });
    this.name = 'NoAnswerError';
  }
}

export const isProblem = (error: unknown, code?: string): error is ProblemError =>
  error instanceof ProblemError && (code === undefined || error.code === code);

/** Reads the problem of a response that is not ok; a proxy's HTML page becomes a problem of that status. */
export const problemOf = async (response: Response): Promise<ProblemError> => {
  const bare: Problem = {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: `http.${response.status}`,
    details: {},
    requestId: response.headers.get('x-request-id') ?? '',
  };
  if (response.headers.get('content-type')?.includes('json') !== true) return new ProblemError(bare);
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return new ProblemError({ ...bare, ...body });
};
