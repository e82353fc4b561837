import { POWER_STEPS, stepPower } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import type { StepButton } from '../../ui/thing-page.tsx';
import { EditPower } from './edit-power.tsx';
import { usePowerSettled } from './queries.ts';
import type { Power } from './queries.ts';

type Step = (typeof POWER_STEPS)[number];
const isStep = (step: string): step is Step => (POWER_STEPS as readonly string[]).includes(step);
const WITH_REASON: readonly Step[] = ['return', 'suspend', 'retire'];
const DANGEROUS: readonly string[] = ['giveUp', 'suspend', 'retire'];

/** Buttons for the steps that the server lists, and their dialogs. */
export const usePowerSteps = (power: Power) => {
  const { t } = useText();
  const [current, setCurrent] = useState<string | null>(null);
  const close = (): void => setCurrent(null);
  // The refusal ends in a colon: what is missing follows.
  const missing = (power.draft?.missing ?? power.missing).map((need) => t(`catalogue:need.${need}`)).join('、');
  const whyOf = (why: string): string => wording('refusals', why) + (why === 'step.incomplete' ? missing : '');
  const offered = power.openSteps.filter(({ step }) => step === 'edit' || isStep(step));
  return {
    buttons: offered.map(({ step, primary, why }): StepButton => ({
      step,
      label:
        step === 'edit' && power.draft !== null ? t('catalogue:step.editDraft') : wording('catalogue', `step.${step}`),
      primary,
      danger: DANGEROUS.includes(step),
      why: why === null ? null : whyOf(why),
      run: () => setCurrent(step),
    })),
    dialogs: offered.map(({ step }) =>
      isStep(step) ? (
        <TakeStep key={step} power={power} step={step} open={current === step} onClose={close} />
      ) : (
        <EditPower key={step} power={power} open={current === step} onClose={close} />
      ),
    ),
  };
};

type TakeStepProps = { power: Power; step: Step; open: boolean; onClose: () => void };

const TakeStep = ({ power: { id, version }, step, open, onClose }: TakeStepProps) => {
  const { t } = useText();
  const settled = usePowerSettled();
  return (
    <StepDialog<{ reason?: string }>
      open={open}
      title={t(`catalogue:step.${step}`)}
      note={t(`catalogue:about.${step}`)}
      submitLabel={t(`catalogue:step.${step}`)}
      danger={DANGEROUS.includes(step)}
      onSubmit={async ({ reason = null }, idempotencyKey) =>
        settled(await call(stepPower, { params: { id, step }, body: { version, reason }, idempotencyKey }))
      }
      onClose={onClose}
    >
      {WITH_REASON.includes(step) && (
        <Form.Item
          name="reason"
          label={t('catalogue:field.reason')}
          rules={[{ required: true, whitespace: true, message: t('catalogue:form.required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      )}
    </StepDialog>
  );
};
