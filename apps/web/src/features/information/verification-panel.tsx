import { askVerificationAgain, withdrawVerification } from '@qingfeng/contracts/features/information/verification.ts';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { StateChip } from '../../ui/badges.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { useInformationWords } from './information-words.ts';
import { OpenVerification } from './open-verification.tsx';
import type { Information } from './queries.ts';
import { AnswerFiles, Released } from './released-panel.tsx';
import { useVerificationSettled, verificationsQuery } from './verification-queries.ts';
import type { VerificationStage } from './verification-queries.ts';

/** What other bodies were asked about the alert, what each was told and what it found. */
export const VerificationPanel = ({ information }: { information: Information }) => {
  const { t } = useText();
  const { dayOf } = useInformationWords();
  const [opening, setOpening] = useState(false);
  const { data } = useQuery(verificationsQuery(information.id));
  // Where there is none and none may be opened there is nothing to say.
  if (data === undefined || (data.items.length === 0 && !data.mayOpen)) return null;
  return (
    <Panel
      title={t('verification:title')}
      note={t('verification:note')}
      action={
        data.mayOpen ? (
          <Button size="small" onClick={() => setOpening(true)}>
            {t('verification:open')}
          </Button>
        ) : undefined
      }
    >
      {data.items.length === 0 && <p className="muted">{t('verification:none')}</p>}
      {data.items.map(({ id, number, openedBy, openedAt, stages }) => (
        <div key={id}>
          <p className="caption">
            {number} · {t('verification:opened', { name: openedBy, date: dayOf(openedAt) })}
          </p>
          <ol className="stage-list">
            {stages.map((stage) => (
              <li key={stage.id}>
                <StageLine stage={stage} />
              </li>
            ))}
          </ol>
        </div>
      ))}
      {opening && <OpenVerification information={information} plan={data.plan} onClose={() => setOpening(false)} />}
    </Panel>
  );
};

const PHASES = {
  WAITING: 'waiting',
  ASKED: 'running',
  ANSWERED: 'finished',
  RETURNED: 'waiting',
  WITHDRAWN: 'finished',
} as const satisfies Record<VerificationStage['state'], 'waiting' | 'running' | 'finished'>;
export const phaseOfStage = (state: VerificationStage['state']) => PHASES[state];

type Step = 'askAgain' | 'withdraw';
const isStep = (step: string): step is Step => step === 'askAgain' || step === 'withdraw';

const StageLine = ({ stage }: { stage: VerificationStage }) => {
  const { t } = useText();
  const { day, dayOf } = useInformationWords();
  const [taking, setTaking] = useState<Step | null>(null);
  const { position, name, state, body, person, dueOn, late, endedAt, question, released, finding, reason } = stage;
  return (
    <>
      <p className="row wrap">
        <b>{t('verification:stage', { position: position + 1, name })}</b>
        <StateChip phase={phaseOfStage(state)}>{t(`verification:state.${state}`)}</StateChip>
        <span className="muted">{t('verification:who', { unit: body ?? '', name: person })}</span>
        {state === 'ASKED' && dueOn !== null && (
          <span className="muted">
            {t('verification:due', { date: day(dueOn) })} {late && <b>{t('verification:late')}</b>}
          </span>
        )}
        {state === 'ANSWERED' && endedAt !== null && (
          <span className="muted">{t('verification:answered', { date: dayOf(endedAt) })}</span>
        )}
        {stage.openSteps.map(({ step }) =>
          isStep(step) ? (
            <Button key={step} size="small" onClick={() => setTaking(step)}>
              {t(`verification:step.${step}`)}
            </Button>
          ) : null,
        )}
      </p>
      <p className="prose">{question}</p>
      {finding !== null && (
        <p className="prose">
          <b>{t('verification:finding')}</b> {finding}
        </p>
      )}
      <AnswerFiles id={stage.id} files={stage.files} />
      {reason !== null && (
        <p className="muted">
          {t('verification:reason')}：{reason}
        </p>
      )}
      <details>
        <summary className="caption">
          {t('verification:released')} · {t('verification:releasedNote')}
        </summary>
        {released.columns.length === 0 ? (
          <p className="muted">{t('verification:releasedNothing')}</p>
        ) : (
          <Released released={released} />
        )}
      </details>
      {taking !== null && <OfficerStep stage={stage} step={taking} onClose={() => setTaking(null)} />}
    </>
  );
};

const OfficerStep = ({ stage, step, onClose }: { stage: VerificationStage; step: Step; onClose: () => void }) => {
  const { t } = useText();
  const settled = useVerificationSettled();
  const { id, version, question } = stage;
  return (
    <StepDialog<{ text: string }>
      open
      title={t(`verification:step.${step}`)}
      note={t(`verification:about.${step}`)}
      submitLabel={t(`verification:step.${step}`)}
      danger={step === 'withdraw'}
      initialValues={step === 'askAgain' ? { text: question } : {}}
      onSubmit={async ({ text }, idempotencyKey) => {
        const input = { params: { id }, idempotencyKey };
        if (step === 'askAgain') await call(askVerificationAgain, { ...input, body: { version, question: text } });
        else await call(withdrawVerification, { ...input, body: { version, reason: text } });
        settled();
      }}
      onClose={onClose}
    >
      <Form.Item
        name="text"
        label={step === 'askAgain' ? t('verification:field.question') : t('verification:field.reason')}
        rules={[{ required: true, whitespace: true, message: t('verification:required') }]}
      >
        <Input.TextArea rows={4} maxLength={step === 'askAgain' ? 2_000 : 500} showCount />
      </Form.Item>
    </StepDialog>
  );
};
