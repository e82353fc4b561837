import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { ResponsePanel } from '../features/warnings/answers-panel.tsx';
import { MeasuresPanel } from '../features/warnings/measures-panel.tsx';
import { AskExtension, FinishMeasure, ReportDone, SignFor } from '../features/warnings/own-acts.tsx';
import { OwnQuestions, isAnswered, roundOf } from '../features/warnings/own-questions.tsx';
import { OwnResponse } from '../features/warnings/own-response.tsx';
import { PapersAside } from '../features/warnings/papers.tsx';
import { ownWarningQuery } from '../features/warnings/queries.ts';
import type { OwnWarning, ServedWarning } from '../features/warnings/queries.ts';
import { StateFlags } from '../features/warnings/state-flags.tsx';
import { badgeOf, openPoints, pressingOf, useWarningWords } from '../features/warnings/warning-words.ts';
import { useText } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';
import { LevelBadge } from '../ui/badges.tsx';
import { DeadlineChip } from '../ui/deadline.tsx';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { Note, Panel } from '../ui/panel.tsx';
import { LifeLine } from '../ui/timeline.tsx';

/** A warning served on me: the paper, what I owe, by when; nothing of how it came about. */
export const Page = () => {
  const { t } = useText();
  const { id = '' } = useParams();
  return (
    <>
      <title>{`${t('warnings:own.answerTitle')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <Link to="/my-warnings">‹ {t('warnings:own.back')}</Link>
        <h1>{t('warnings:own.answerTitle')}</h1>
      </div>
      <Loaded result={useQuery(ownWarningQuery(id))}>{(warning) => <OwnPage warning={warning} />}</Loaded>
    </>
  );
};

const OwnPage = ({ warning }: { warning: OwnWarning }) => {
  const { t } = useText();
  const { day } = useWarningWords();
  if (warning.view === 'TO_SIGN') return <ToSign warning={warning} />;
  if (warning.view === 'OPEN') return <Served warning={warning} />;
  const { paperNumber, closedOn, successorId } = warning;
  return (
    <div className="panel own-narrow">
      <Empty
        title={paperNumber ?? t('warnings:own.closed')}
        note={t('warnings:own.closedNote', { date: day(closedOn) })}
        action={
          successorId === null ? undefined : (
            <Link to={`/my-warnings/${successorId}`}>{t('warnings:own.successor')}</Link>
          )
        }
      />
    </div>
  );
};

const ToSign = ({ warning }: { warning: Extract<OwnWarning, { view: 'TO_SIGN' }> }) => {
  const { t } = useText();
  const { day } = useWarningWords();
  const [signing, setSigning] = useState(false);
  return (
    <div className="panel own-narrow">
      <Empty
        title={t('warnings:own.waiting')}
        note={t('warnings:own.waitingNote', { date: day(warning.issuedOn) })}
        action={
          <Button type="primary" size="large" onClick={() => setSigning(true)}>
            {t('warnings:own.sign')}
          </Button>
        }
      />
      <SignFor warning={warning} open={signing} onClose={() => setSigning(false)} />
    </div>
  );
};

const Served = ({ warning }: { warning: ServedWarning }) => {
  const { t } = useText();
  const { stagesOf } = useWarningWords();
  const { paperNumber, level, state, papers, stopAct, predecessor } = warning;
  return (
    <div className="answer-page">
      <section className="stack">
        <p className="row wrap">
          <LevelBadge level={badgeOf(level)} />
          <b>{paperNumber}</b>
          <StateFlags warning={warning} />
        </p>
        {predecessor !== null && (
          <p className="muted">
            {t('warnings:own.predecessor')}{' '}
            <Link to={`/my-warnings/${predecessor.id}`}>{predecessor.paperNumber ?? t('warnings:own.closed')}</Link>
          </p>
        )}
        <Due warning={warning} />
        {stopAct && <Note>{t('warnings:own.stopAct')}</Note>}
        <details className="answer-paper" open={!window.matchMedia('(max-width: 720px)').matches}>
          <summary>{t('warnings:own.showPaper')}</summary>
          <PapersAside papers={papers} />
        </details>
      </section>
      <section className="stack">
        <LifeLine label={t('thing.life')} stages={stagesOf(warning)} current={state} />
        <Told warning={warning} />
        <Progress warning={warning} />
        <OwnQuestions warning={warning} />
        <Acts warning={warning} />
        <Rights warning={warning} />
      </section>
    </div>
  );
};

/** Why it came back, or what was refused: the latest is what the person acts on. */
const Told = ({ warning: { told } }: { warning: ServedWarning }) => {
  const { t } = useText();
  const { day } = useWarningWords();
  if (told.length === 0) return null;
  return (
    <Panel title={t('warnings:own.told')} flush>
      <ul className="panel-list">
        {told.map(({ type, on, reason }, index) => (
          <li key={index}>
            <span className="caption">
              {day(on)} · {wording('warnings', `event.${type}`)}
            </span>
            <p>{reason}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
};

/** The day that presses, in a sentence; paused or passed it says so itself. */
const Due = ({ warning: { deadlines, extension } }: { warning: ServedWarning }) => {
  const { t } = useText();
  const { today, day, sentenceOf } = useWarningWords();
  const pressing = pressingOf(deadlines);
  if (pressing === undefined) return null;
  const { before, due, after } = sentenceOf(pressing);
  const { dueOn, workingDaysLeft, estimated, state, clock } = pressing;
  return (
    <div className="own-due">
      <p className="row wrap">
        <DeadlineChip
          deadline={{ dueOn, workingDaysLeft, estimated, stopped: state !== 'RUNNING' }}
          today={today}
          withoutDay
        />
        <b>{t('warnings:own.by', { date: day(dueOn) })}</b>
        <span className="muted">{wording('warnings', `clock.${clock}`)}</span>
      </p>
      <p className="muted">
        {before}
        {due}
        {after}
      </p>
      {extension !== null && (
        <p className="muted">{t(`warnings:own.extension.${extension.state}`, { date: day(extension.askedOn) })}</p>
      )}
    </div>
  );
};

const Progress = ({ warning: { questions, returnCount, openSteps } }: { warning: ServedWarning }) => {
  const { t } = useText();
  if (questions.length === 0) return null;
  const round = roundOf({ returnCount, openSteps });
  const done = questions.filter((question) => isAnswered(question, round)).length;
  return (
    <p className="answer-progress">
      <progress
        className="progress"
        value={done}
        max={questions.length}
        aria-label={t('warnings:own.progress', { done, count: questions.length })}
      />
      <span className="nowrap muted">{t('warnings:own.progress', { done, count: questions.length })}</span>
    </p>
  );
};

type Act = 'respond' | 'askExtension' | 'reportDone';
const ACTS = { respond: OwnResponse, askExtension: AskExtension, reportDone: ReportDone } as const;
const isAct = (step: string): step is Act => Object.hasOwn(ACTS, step);
const LABELS = {
  respond: 'warnings:own.respond',
  askExtension: 'warnings:own.extension',
  reportDone: 'warnings:own.reportDone',
} as const;

/** What was submitted, the measures, and the foot with the steps that are open. */
const Acts = ({ warning }: { warning: ServedWarning }) => {
  const { t } = useText();
  const [current, setCurrent] = useState<Act | null>(null);
  const [finishing, setFinishing] = useState<string | null>(null);
  const offered = warning.openSteps.flatMap((step) => (isAct(step.step) ? [{ ...step, step: step.step }] : []));
  const mayFinish = warning.openSteps.some(({ step, open }) => step === 'finishMeasure' && open);
  const measure = warning.measures.find(({ id }) => id === finishing);
  return (
    <>
      <ResponsePanel warning={warning} />
      <MeasuresPanel
        warningId={warning.id}
        measures={warning.measures}
        {...(mayFinish
          ? {
              act: ({ id }) => (
                <button type="button" className="link-button" onClick={() => setFinishing(id)}>
                  {t('warnings:own.finish')}
                </button>
              ),
            }
          : {})}
      />
      {offered.length > 0 && (
        <div className="answer-foot">
          {offered
            .filter(({ open }) => !open)
            .map(({ step, why }) => (
              <span key={step} className="caption">
                {t(LABELS[step])}：{why === null ? '' : wording('refusals', why, openPoints(warning))}
              </span>
            ))}
          <span className="row end">
            {offered
              .toSorted((one, other) => Number(one.primary) - Number(other.primary))
              .map(({ step, open, primary }) => (
                <Button
                  key={step}
                  size="large"
                  type={primary ? 'primary' : 'default'}
                  disabled={!open}
                  onClick={() => setCurrent(step)}
                >
                  {t(LABELS[step])}
                </Button>
              ))}
          </span>
        </div>
      )}
      {offered.map(({ step }) => {
        const Dialog = ACTS[step];
        return <Dialog key={step} warning={warning} open={current === step} onClose={() => setCurrent(null)} />;
      })}
      {measure !== undefined && (
        <FinishMeasure key={measure.id} warning={warning} measure={measure} open onClose={() => setFinishing(null)} />
      )}
    </>
  );
};

const Rights = ({ warning: { appeal, mayExtend } }: { warning: ServedWarning }) => {
  const { t } = useText();
  const { period } = useWarningWords();
  return (
    <Panel title={t('warnings:own.rights')}>
      <ul className="rights">
        <li>{t('warnings:own.rights.read')}</li>
        <li>{t('warnings:own.rights.explain')}</li>
        {mayExtend && <li>{t('warnings:own.rights.extend')}</li>}
        <li>{t('warnings:own.appeal', { within: period(appeal.within), to: appeal.to })}</li>
      </ul>
    </Panel>
  );
};
