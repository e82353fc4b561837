import { cancelBatch } from '@qingfeng/contracts/features/sources/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { JudgedPanel } from '../features/rules/judged-panel.tsx';
import { batchQuery, feedQuery, useRefreshSources } from '../features/sources/queries.ts';
import type { Batch } from '../features/sources/queries.ts';
import { RejectedPanel } from '../features/sources/rejected-panel.tsx';
import { ResultPanel } from '../features/sources/result-panel.tsx';
import { phaseOf, useSourceWords } from '../features/sources/source-words.ts';
import { UploadDialog } from '../features/sources/upload-dialog.tsx';
import { call } from '../http/call.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import type { StepButton } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';
import './sources.css';

/** One delivery: how far it is, what became of its rows, and how to put the returned ones right. */
export const Page = () => {
  const { id = '' } = useParams();
  return <Loaded result={useQuery(batchQuery(id))}>{(batch) => <BatchPage batch={batch} />}</Loaded>;
};

const BatchPage = ({ batch }: { batch: Batch }) => {
  const { t } = useText();
  const format = useFormat();
  const { today, timelineOf, whatOf } = useSourceWords();
  const feed = useQuery(feedQuery(batch.feedId)).data;
  const [open, setOpen] = useState<'upload' | 'cancel' | null>(null);
  const close = (): void => setOpen(null);
  const steps: StepButton[] =
    feed?.may.send === true
      ? [{ step: 'upload', label: t('sources:upload'), primary: true, shortcut: 'u', run: () => setOpen('upload') }]
      : [];
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/sources">{t('sources:batch.crumb')}</Link> /{' '}
          <Link to={`/sources/${batch.feedId}`}>{batch.feedName}</Link>
        </>
      }
      title={t('sources:batch.title', { time: format.moment(batch.receivedAt, today) })}
      subtitle={
        <>
          {whatOf(batch)}
          {batch.mappingNumber !== null && (
            <>
              {' · '}
              <Link to={`/sources/${batch.feedId}/mapping?version=${String(batch.mappingNumber)}`}>
                {t('mapping:ofBatch', { number: batch.mappingNumber })}
              </Link>
            </>
          )}
        </>
      }
      state={<StateChip phase={phaseOf(batch.state)}>{t(`sources:batch.state.${batch.state}`)}</StateChip>}
      steps={steps}
      timeline={<Timeline items={timelineOf(batch.timeline)} />}
    >
      <ResultPanel batch={batch} onCancel={batch.mayCancel ? () => setOpen('cancel') : undefined} />
      {batch.counts.rejected > 0 && <RejectedPanel batch={batch} />}
      {batch.state === 'DONE' && batch.counts.rejected === 0 && <p className="muted">{t('sources:batch.allGood')}</p>}
      {batch.judged !== null && batch.judged.length > 0 && <JudgedPanel judged={batch.judged} kind={batch.kind} />}
      {open === 'upload' && feed !== undefined && <UploadDialog feed={feed} onClose={close} />}
      {open === 'cancel' && <CancelDialog batch={batch} onClose={close} />}
    </ThingPage>
  );
};

const CancelDialog = ({ batch: { id }, onClose }: { batch: Batch; onClose: () => void }) => {
  const { t } = useText();
  const refresh = useRefreshSources();
  return (
    <ConfirmDialog
      open
      danger
      title={t('sources:batch.cancel')}
      onConfirm={async (idempotencyKey) => {
        await call(cancelBatch, { params: { id }, idempotencyKey });
        await refresh();
      }}
      onClose={onClose}
    >
      {t('sources:batch.cancelNote')}
    </ConfirmDialog>
  );
};
