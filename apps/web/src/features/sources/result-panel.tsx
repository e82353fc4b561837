import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { LongJob } from '../../ui/long-job.tsx';
import type { Job } from '../../ui/long-job.tsx';
import { FactLine, Panel } from '../../ui/panel.tsx';
import type { Batch } from './queries.ts';

const COUNTS = ['accepted', 'corrected', 'unchanged', 'repeated', 'rejected'] as const;
const STATES = {
  WAITING: 'running',
  RUNNING: 'running',
  DONE: 'done',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
} as const satisfies Record<Batch['state'], Job['state']>;

/** Never full before it is done: lines are counted, not rows, and a cell may hold a line break. */
const percentOf = ({ state, linesDone, linesTotal }: Batch): number => {
  if (state === 'DONE') return 100;
  return linesTotal === null || linesTotal === 0 ? 0 : Math.min(99, (linesDone / linesTotal) * 100);
};

/** How far a delivery is, and what became of its rows. */
export const ResultPanel = ({ batch, onCancel }: { batch: Batch; onCancel: (() => void) | undefined }) => {
  const { t } = useText();
  const format = useFormat();
  const wording = useWording();
  const { state, counts, linesDone, linesTotal, error } = batch;
  const isRunning = STATES[state] === 'running';
  const lines = { done: format.number(linesDone), total: format.number(linesTotal ?? 0) };
  return (
    <>
      {isRunning && (
        <LongJob
          title={batch.cancelRequested ? t('sources:batch.cancelling') : t('sources:batch.progress')}
          job={{
            state: STATES[state],
            percent: percentOf(batch),
            accepted: linesDone - counts.rejected,
            rejected: counts.rejected,
          }}
          {...(onCancel === undefined ? {} : { onCancel })}
        />
      )}
      {error !== null && (
        <div className="refusal" role="alert">
          <b>{t('sources:batch.failed')}</b>
          <p className="muted">{wording('refusals', error.code, factsOf(error.details))}</p>
        </div>
      )}
      <Panel
        title={t('sources:batch.result')}
        note={t(linesTotal === null || !isRunning ? 'sources:batch.lines' : 'sources:batch.linesOf', lines)}
      >
        <FactLine
          facts={COUNTS.map((name) => ({ label: t(`sources:count.${name}`), value: format.number(counts[name]) }))}
        />
      </Panel>
    </>
  );
};

const factsOf = (details: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(details).map(([name, detail]) => [name, Array.isArray(detail) ? detail.join('、') : detail]),
  );
