import { Button } from 'antd';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';

export type Job = {
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 100. */
  readonly percent: number;
  readonly accepted: number;
  readonly rejected: number;
};

/** Long work: how far, how much of it good and bad, how to stop it; it goes on without this page. */
export const LongJob = ({ title, job, onCancel }: { title: string; job: Job; onCancel?: () => void }) => {
  const { t } = useText();
  const format = useFormat();
  const isRunning = job.state === 'running';
  return (
    <section className="panel page-state" aria-label={title}>
      <div className="row">
        <b>{title}</b>
        <span className={`state ${isRunning ? 'running' : 'finished'}`}>{t(`job.${job.state}`)}</span>
      </div>
      <span className="muted" role="status">
        {t('job.progress', {
          percent: Math.floor(job.percent),
          accepted: format.number(job.accepted),
          rejected: format.number(job.rejected),
        })}
      </span>
      <progress className="progress" max={100} value={job.percent} aria-label={title} />
      {isRunning && <span className="caption">{t('job.leave')}</span>}
      {isRunning && onCancel !== undefined && (
        <Button size="small" onClick={onCancel}>
          {t('job.cancel')}
        </Button>
      )}
    </section>
  );
};
