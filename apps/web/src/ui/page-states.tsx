import { Button } from 'antd';
import type { ReactNode } from 'react';
import { isProblem } from '../http/problem.ts';
import { useText } from '../text/use-text.ts';
import { RefusalNotice } from './refusal-notice.tsx';

/** Nothing here: why, and what to do next. */
export const Empty = ({ title, note, action }: { title: ReactNode; note?: ReactNode; action?: ReactNode }) => (
  <div className="page-state">
    <b>{title}</b>
    {note !== undefined && <span className="muted">{note}</span>}
    {action}
  </div>
);

/** Grey lines that appear after 300 ms, so that a quick answer does not flicker. */
export const Loading = ({ lines = 6 }: { lines?: number }) => {
  const { t } = useText();
  return (
    <div className="skeleton" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} />
      ))}
    </div>
  );
};

/** Why a read gave nothing: not allowed, not there, or failed and worth another try. */
export const Failed = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const { t } = useText();
  if (isProblem(error) && error.status === 403) return <Empty title={t('state.denied')} note={t('state.deniedNote')} />;
  // An address that was mistyped names nothing, and is no form to fill in again.
  if (isProblem(error) && (error.status === 404 || error.code === 'request.unreadable'))
    return (
      <Empty
        title={t('state.missing')}
        note={t('state.missingNote')}
        action={<a href="/office/">{t('state.home')}</a>}
      />
    );
  return (
    <div className="page-state">
      <RefusalNotice error={error} />
      {onRetry !== undefined && (
        <Button size="small" onClick={onRetry}>
          {t('state.retry')}
        </Button>
      )}
    </div>
  );
};

type Result<Data> = {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => unknown;
};

/** Draws what a query brought, or the state it is in instead. */
export const Loaded = <Data,>({ result, children }: { result: Result<Data>; children: (data: Data) => ReactNode }) => {
  if (result.data !== undefined) return children(result.data);
  if (result.isPending) return <Loading />;
  return <Failed error={result.error} onRetry={() => void result.refetch()} />;
};
