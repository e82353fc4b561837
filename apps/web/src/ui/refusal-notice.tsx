import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { REFUSALS } from '@qingfeng/domain/shared/refusal.ts';
import type { RefusalCode, RefusalKind } from '@qingfeng/domain/shared/refusal.ts';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { NoAnswerError, ProblemError } from '../http/problem.ts';
import { formatDay } from '../text/format-day.ts';
import { useText } from '../text/use-text.ts';
import type { Text } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';

const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(REFUSALS, code);

type Told = {
  readonly title: string;
  readonly sentence: string;
  /** What is missing, one line each, where the refusal lists it. */
  readonly missing: readonly string[];
  /** The machine's fault rather than a lawful no. */
  readonly broken: boolean;
  readonly requestId: string | null;
};

/** Details that name what is missing, one line each; other lists stand inside the sentence. */
const LISTED = ['missing', 'conditions'] as const;

const listOf = (detail: unknown): string[] => (Array.isArray(detail) ? detail.map(String) : []);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const factOf = (detail: unknown): unknown => {
  if (typeof detail === 'string' && DAY.test(detail))
    return formatDay(i18next.language === 'en' ? 'en' : 'zh-CN', detail as LocalDate);
  return Array.isArray(detail) ? detail.join('、') : detail;
};

/** Details as a sentence says them. */
export const factsOf = (details: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(details).map(([name, detail]) => [name, factOf(detail)]));

/** A refusal or failure in words: what happened, what was kept, what to do. */
export const tellError = (t: Text, error: unknown): Told => {
  const plain = { missing: [], requestId: null };
  if (error instanceof NoAnswerError)
    return { ...plain, title: t('refusal.noAnswer'), sentence: t('refusal.network'), broken: true };
  if (!(error instanceof ProblemError))
    return { ...plain, title: t('state.broken'), sentence: t('state.brokenNote'), broken: true };
  const { code, details, requestId, status } = error.problem;
  if (isRefusalCode(code)) {
    const kind: RefusalKind = REFUSALS[code];
    return {
      title: t(`refusal.${kind}`),
      sentence: wording('refusals', code, factsOf(details)),
      missing: LISTED.flatMap((name) => listOf(details[name])).map((need) => wording('needs', need)),
      broken: false,
      requestId: null,
    };
  }
  const sentence = status >= 500 ? t('refusal.server') : t('refusal.unknown', { code });
  return { title: t('state.failed'), sentence, missing: [], broken: true, requestId };
};

/** A no with its reason, and where to put it right. It stands beside what was asked for, never instead of what was typed. */
export const RefusalNotice = ({ error, action }: { error: unknown; action?: ReactNode }) => {
  const { t } = useText();
  const told = tellError(t, error);
  return (
    <div className={`refusal ${told.broken ? 'broken' : ''}`} role="alert">
      <b>{told.broken ? `✕ ${told.title}` : told.title}</b>
      <p className="muted">{told.sentence}</p>
      {told.missing.length > 0 && (
        <ul>
          {told.missing.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {told.requestId !== null && <p className="caption">{t('refusal.request', { id: told.requestId })}</p>}
      {action}
    </div>
  );
};
