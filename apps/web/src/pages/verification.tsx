import { answerVerification, returnVerification } from '@qingfeng/contracts/features/information/verification.ts';
import { useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { AnswerFiles, Released } from '../features/information/released-panel.tsx';
import { phaseOfStage } from '../features/information/verification-panel.tsx';
import { attach, myVerificationQuery, useVerificationSettled } from '../features/information/verification-queries.ts';
import type { MyVerification } from '../features/information/verification-queries.ts';
import { call } from '../http/call.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { Note, Panel } from '../ui/panel.tsx';
import { StepDialog } from '../ui/step-dialog.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

const ACCEPTED = ['.pdf', '.docx', '.xlsx', '.jpg', '.png', '.ofd', '.txt'] as const;
const MOST_BYTES = 20 * 1024 * 1024;

/** One question to me: what is asked, what was provided for it, and my answer. */
export const Page = () => {
  const { id = '' } = useParams();
  return <Loaded result={useQuery(myVerificationQuery(id))}>{(mine) => <MyPage key={mine.id} mine={mine} />}</Loaded>;
};

type Step = 'answer' | 'return';
const isStep = (step: string): step is Step => step === 'answer' || step === 'return';

const MyPage = ({ mine }: { mine: MyVerification }) => {
  const { t } = useText();
  const [taking, setTaking] = useState<Step | null>(null);
  const { number, name, state, late, question, released, earlier, finding, reason, files, openSteps } = mine;
  const nothing = released.columns.length === 0 && released.subject === null && released.unit === null;
  return (
    <ThingPage
      crumb={<Link to="/verifications">{t('verification:mine.title')}</Link>}
      title={`${number} ${name}`}
      state={
        <>
          <StateChip phase={phaseOfStage(state)}>{t(`verification:state.${state}`)}</StateChip>
          {late && <b>{t('verification:late')}</b>}
        </>
      }
      steps={openSteps.flatMap(({ step, primary }) =>
        isStep(step)
          ? [
              {
                step,
                label: t(`verification:step.${step}`),
                primary,
                run: () => setTaking(step),
                ...(primary ? { shortcut: 'a' } : {}),
              },
            ]
          : [],
      )}
      timeline={<History mine={mine} />}
    >
      <Note>{t('verification:mine.note')}</Note>
      <Panel title={t('verification:question')}>
        <p className="prose">{question}</p>
      </Panel>
      <Panel title={t('verification:released')} note={t('verification:releasedNote')}>
        {nothing ? <p className="muted">{t('verification:releasedNothing')}</p> : <Released released={released} />}
      </Panel>
      {earlier.length > 0 && (
        <Panel title={t('verification:earlier')}>
          {earlier.map((one) => (
            <p key={one.name} className="prose">
              <b>{one.name}</b> {one.finding}
            </p>
          ))}
        </Panel>
      )}
      {(finding !== null || files.length > 0) && (
        <Panel title={t('verification:finding')}>
          <p className="prose">{finding}</p>
          <AnswerFiles id={mine.id} files={files} />
        </Panel>
      )}
      {reason !== null && (
        <Panel title={t('verification:reason')}>
          <p className="prose">{reason}</p>
        </Panel>
      )}
      {taking !== null && <StepOfMine mine={mine} step={taking} onClose={() => setTaking(null)} />}
    </ThingPage>
  );
};

type Values = { text: string; files?: readonly File[] };

const StepOfMine = ({
  mine: { id, version },
  step,
  onClose,
}: {
  mine: MyVerification;
  step: Step;
  onClose: () => void;
}) => {
  const { t } = useText();
  const settled = useVerificationSettled();
  const isAnswer = step === 'answer';
  const [stored, setStored] = useState<readonly File[]>([]);
  return (
    <StepDialog<Values>
      open
      wide={isAnswer}
      title={t(`verification:step.${step}`)}
      note={t(`verification:about.${step}`)}
      submitLabel={t(`verification:step.${step}`)}
      danger={!isAnswer}
      onSubmit={async ({ text, files = [] }, idempotencyKey) => {
        const input = { params: { id }, idempotencyKey };
        if (!isAnswer) await call(returnVerification, { ...input, body: { version, reason: text } });
        else {
          // What went up before a refusal is there already.
          for (const file of files.filter((one) => !stored.includes(one))) {
            await attach(id, file);
            setStored((before) => [...before, file]);
          }
          await call(answerVerification, { ...input, body: { version, finding: text } });
        }
        settled();
      }}
      onClose={onClose}
    >
      <Form.Item
        name="text"
        label={isAnswer ? t('verification:finding') : t('verification:field.reason')}
        rules={[{ required: true, whitespace: true, message: t('verification:required') }]}
      >
        <Input.TextArea rows={isAnswer ? 8 : 3} maxLength={isAnswer ? 5_000 : 500} showCount />
      </Form.Item>
      {isAnswer && (
        <Form.Item name="files" label={t('verification:files')}>
          <FileDrop accept={ACCEPTED} maxBytes={MOST_BYTES} multiple />
        </Form.Item>
      )}
    </StepDialog>
  );
};

const History = ({ mine: { state, askedAt, dueOn, endedAt } }: { mine: MyVerification }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  return (
    <Timeline
      items={[
        ...(state === 'ASKED' && dueOn !== null
          ? [{ key: 'due', when: format.day(dueOn, today), what: t('verification:mine.waiting'), coming: true }]
          : []),
        ...(endedAt === null
          ? []
          : [{ key: 'ended', when: format.moment(endedAt, today), what: t(`verification:state.${state}`) }]),
        ...(askedAt === null
          ? []
          : [{ key: 'asked', when: format.moment(askedAt, today), what: t('verification:mine.asked') }]),
      ]}
    />
  );
};
