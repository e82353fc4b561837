import { changeFeed, pullFeed } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { ContractStep } from '@qingfeng/domain/features/sources/data-contract.ts';
import { CONTRACT_STEP_NAMES } from '@qingfeng/domain/features/sources/data-contract.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useReason } from '../features/rules/reason.ts';
import { RetentionPanel } from '../features/sources/retention-panel.tsx';
import { AgreedPanel } from '../features/sources/agreed-panel.tsx';
import { BatchesPanel } from '../features/sources/batches-panel.tsx';
import { ContractDialog } from '../features/sources/contract-dialog.tsx';
import { agreedOf, ChangeDialog } from '../features/sources/feed-form.tsx';
import { AlarmChips, HealthChip } from '../features/sources/health-chip.tsx';
import { HealthPanel } from '../features/sources/health-panel.tsx';
import { MappingPanel } from '../features/sources/mapping/mapping-panel.tsx';
import { PullPanel } from '../features/sources/pull-panel.tsx';
import { feedQuery, useRefreshSources } from '../features/sources/queries.ts';
import type { Feed } from '../features/sources/queries.ts';
import { useSourceWords } from '../features/sources/source-words.ts';
import { UploadDialog } from '../features/sources/upload-dialog.tsx';
import { call } from '../http/call.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { Note, Panel } from '../ui/panel.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import type { StepButton } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';
import './sources.css';

/** One source: its health, its deliveries, what was agreed; files are uploaded here. */
export const Page = () => {
  const { id = '' } = useParams();
  return <Loaded result={useQuery(feedQuery(id))}>{(feed) => <SourcePage feed={feed} />}</Loaded>;
};

const SourcePage = ({ feed }: { feed: Feed }) => {
  const { t } = useText();
  const { timelineOf } = useSourceWords();
  const [open, setOpen] = useState<'upload' | 'change' | 'pause' | 'pull' | null>(null);
  const [deciding, setDeciding] = useState<ContractStep | null>(null);
  const close = (): void => setOpen(null);
  const paused = feed.status === 'PAUSED';
  const { contract, contractState } = feed;
  const steps: StepButton[] = [
    ...contract.openSteps.flatMap(({ step: word, primary, why }): StepButton[] => {
      const step = CONTRACT_STEP_NAMES.find((each) => each === word);
      if (step === undefined) return [];
      return [
        {
          step,
          label: t(`sources:contract.step.${step}`),
          primary,
          danger: step !== 'approve',
          why: why === null ? null : wording('refusals', why),
          run: () => setDeciding(step),
        },
      ];
    }),
    ...(feed.may.send
      ? [{ step: 'upload', label: t('sources:upload'), primary: true, shortcut: 'u', run: () => setOpen('upload') }]
      : []),
    ...(feed.may.change
      ? [
          ...(feed.pull === null || paused || contractState !== 'APPROVED'
            ? []
            : [{ step: 'pull', label: t('sources:pull.now'), run: () => setOpen('pull') }]),
          { step: 'change', label: t('sources:change'), run: () => setOpen('change') },
          { step: 'pause', label: t(paused ? 'sources:resume' : 'sources:pause'), run: () => setOpen('pause') },
        ]
      : []),
  ];
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/sources">{t('sources:title')}</Link> / {feed.code}
        </>
      }
      title={feed.name}
      subtitle={feed.unit.name}
      state={
        <>
          <HealthChip feed={feed} /> <AlarmChips alarms={feed.lastAlarms} />
        </>
      }
      steps={steps}
      timeline={<Timeline items={timelineOf(feed.timeline)} />}
    >
      {contractState !== 'APPROVED' && (
        <Note>
          {t(`sources:contract.means.${contractState}`)}
          {contract.reason !== null && t('sources:contract.because', { reason: contract.reason })}
        </Note>
      )}
      {contractState !== 'APPROVED' && (
        <>
          <AgreedPanel feed={feed} />
          <PullPanel feed={feed} />
        </>
      )}
      <PoorData feed={feed} />
      <HealthPanel feed={feed} />
      <MappingPanel feed={feed} />
      {contractState === 'APPROVED' && <PullPanel feed={feed} />}
      <BatchesPanel feed={feed} />
      {contractState === 'APPROVED' && <AgreedPanel feed={feed} />}
      {feed.may.keep && <RetentionPanel feedId={feed.id} />}
      {deciding !== null && <ContractDialog feed={feed} step={deciding} onClose={() => setDeciding(null)} />}
      {open === 'upload' && <UploadDialog feed={feed} onClose={close} />}
      {open === 'change' && <ChangeDialog feed={feed} onClose={close} />}
      {open === 'pause' && <PauseDialog feed={feed} onClose={close} />}
      {open === 'pull' && <PullDialog feed={feed} onClose={close} />}
    </ThingPage>
  );
};

/** What could lately not be judged, while that lasts: which rule says so only to who may read rules. */
const PoorData = ({ feed: { poorData, kind } }: { feed: Feed }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const reasonOf = useReason();
  if (poorData.length === 0) return null;
  return (
    <Panel title={t('sources:poor.title')} note={t('sources:poor.note')}>
      <ul className="rights">
        {poorData.map(({ rule, since, judged, notEvaluable, reason }) => {
          const line = t('sources:poor.line', {
            judged: format.number(judged),
            lacking: format.number(notEvaluable),
            reason: reason === null ? t('sources:poor.other') : reasonOf(reason, kind),
            date: format.moment(since, today),
          });
          return (
            <li key={`${rule?.code ?? ''} ${reason ?? ''}`}>
              {rule === null ? line : t('sources:poor.rule', { rule: `${rule.code} ${rule.name}`, line })}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
};

const PullDialog = ({ feed: { id }, onClose }: { feed: Feed; onClose: () => void }) => {
  const { t } = useText();
  const refresh = useRefreshSources();
  return (
    <ConfirmDialog
      open
      title={t('sources:pull.now')}
      onConfirm={async (idempotencyKey) => {
        await call(pullFeed, { params: { id }, idempotencyKey });
        await refresh();
      }}
      onClose={onClose}
    >
      {t('sources:pull.nowNote')}
    </ConfirmDialog>
  );
};

const PauseDialog = ({ feed, onClose }: { feed: Feed; onClose: () => void }) => {
  const { t } = useText();
  const refresh = useRefreshSources();
  const { id, version, status } = feed;
  const pausing = status === 'ACTIVE';
  const agreed = agreedOf(feed);
  return (
    <ConfirmDialog
      open
      title={t(pausing ? 'sources:pause' : 'sources:resume')}
      onConfirm={async (idempotencyKey) => {
        const next = pausing ? ('PAUSED' as const) : ('ACTIVE' as const);
        await call(changeFeed, { params: { id }, body: { ...agreed, version, status: next }, idempotencyKey });
        await refresh();
      }}
      onClose={onClose}
    >
      {t(pausing ? 'sources:pause.note' : 'sources:resume.note')}
    </ConfirmDialog>
  );
};
