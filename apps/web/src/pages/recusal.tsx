import { stepRecusal } from '@qingfeng/contracts/features/organisation/recusals.ts';
import type { RecusalStep } from '@qingfeng/domain/features/organisation/recusal.ts';
import { RECUSAL_STEP_NAMES } from '@qingfeng/domain/features/organisation/recusal.ts';
import { useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { phaseOfRecusal, recusalQuery, useRecusalSettled } from '../features/organisation/recusal-queries.ts';
import type { Recusal } from '../features/organisation/recusal-queries.ts';
import { call } from '../http/call.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';
import { StateChip } from '../ui/badges.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { KeyValues, Note, Panel } from '../ui/panel.tsx';
import { StepDialog } from '../ui/step-dialog.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

const stepOf = (word: string): RecusalStep | undefined => RECUSAL_STEP_NAMES.find((step) => step === word);

/** One recusal: who stays away from whom, why, and what may be decided about it. */
export const Page = () => {
  const { id = '' } = useParams();
  const result = useQuery(recusalQuery(id));
  return <Loaded result={result}>{(recusal) => <RecusalPage recusal={recusal} />}</Loaded>;
};

const RecusalPage = ({ recusal }: { recusal: Recusal }) => {
  const { t } = useText();
  const [taking, setTaking] = useState<RecusalStep | null>(null);
  const { state, person, personUnit, self, other, relation, endReason, openSteps } = recusal;
  return (
    <ThingPage
      crumb={<Link to="/recusals">{t('recusals:title')}</Link>}
      title={t('recusals:of', { person, other: other.name })}
      subtitle={personUnit}
      state={<StateChip phase={phaseOfRecusal(state)}>{t(`recusals:state.${state}`)}</StateChip>}
      steps={openSteps.flatMap(({ step: word, primary, why }) => {
        const step = stepOf(word);
        if (step === undefined) return [];
        return [
          {
            step,
            label: t(`recusals:step.${step}`),
            primary,
            danger: step === 'reject',
            why: why === null ? null : wording('refusals', why),
            run: () => setTaking(step),
          },
        ];
      })}
      timeline={<History recusal={recusal} />}
    >
      <Note>{t(`recusals:means.${state}`)}</Note>
      <Panel title={t('recusals:facts')}>
        <KeyValues
          facts={[
            { label: t('recusals:column.person'), value: self ? t('recusals:me', { name: person }) : person },
            {
              label: t(`recusals:towards.${other.kind}`),
              value: other.note === null ? other.name : `${other.name}（${other.note}）`,
            },
            { label: t('recusals:column.relation'), value: relation },
            ...(endReason === null ? [] : [{ label: t('recusals:endReason'), value: endReason }]),
          ]}
        />
      </Panel>
      <StepRecusal recusal={recusal} step={taking} onClose={() => setTaking(null)} />
    </ThingPage>
  );
};

type Values = { readonly reason?: string };

const StepRecusal = ({
  recusal: { id, version },
  step,
  onClose,
}: {
  recusal: Recusal;
  step: RecusalStep | null;
  onClose: () => void;
}) => {
  const { t } = useText();
  const settled = useRecusalSettled();
  if (step === null) return null;
  return (
    <StepDialog<Values>
      open
      title={t(`recusals:step.${step}`)}
      note={t(`recusals:note.${step}`)}
      submitLabel={t(`recusals:step.${step}`)}
      danger={step === 'reject'}
      onSubmit={async ({ reason }, idempotencyKey) =>
        settled(
          await call(stepRecusal, {
            params: { id, step },
            body: { version, reason: reason ?? null },
            idempotencyKey,
          }),
        )
      }
      onClose={onClose}
    >
      {step === 'ask-end' && (
        <Form.Item
          name="reason"
          label={t('recusals:endReason')}
          rules={[{ required: true, whitespace: true, message: t('recusals:required') }]}
        >
          <Input.TextArea rows={3} maxLength={300} />
        </Form.Item>
      )}
    </StepDialog>
  );
};

const History = ({ recusal }: { recusal: Recusal }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const { state, person, declaredOn, appliedBy, appliedAt, decidedBy, decidedAt } = recusal;
  const begun = appliedAt === null ? format.day(declaredOn) : format.moment(appliedAt, today);
  const waits = phaseOfRecusal(state) === 'waiting';
  return (
    <Timeline
      items={[
        ...(waits
          ? [{ key: 'waits', when: t('recusals:waits'), what: t(`recusals:state.${state}`), coming: true }]
          : []),
        ...(decidedAt === null
          ? []
          : [
              {
                key: 'decided',
                when: [format.moment(decidedAt, today), decidedBy].join(' · '),
                what: waits ? t('recusals:decided') : t(`recusals:state.${state}`),
              },
            ]),
        {
          key: 'begun',
          when: [begun, ...(appliedBy === null ? [] : [appliedBy])].join(' · '),
          what: t(appliedBy === null || appliedBy === person ? 'recusals:begun' : 'recusals:applied'),
        },
      ]}
    />
  );
};
