import { reviseRuleVersion, stepRuleVersion } from '@qingfeng/contracts/features/rules/versions.ts';
import { VERSION_STEPS } from '@qingfeng/domain/features/rules/version-life.ts';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import type { StepButton } from '../../ui/thing-page.tsx';
import { LoadFacts } from './load-facts.tsx';
import type { DraftValues } from './parameter-fields.tsx';
import { ParameterFields, valuesOf } from './parameter-fields.tsx';
import { settledCases } from './settled-cases.ts';
import type { RuleVersion } from './version-queries.ts';
import { useVersionSettled } from './version-queries.ts';

type Step = (typeof VERSION_STEPS)[number];
const isStep = (step: string): step is Step => (VERSION_STEPS as readonly string[]).includes(step);
const WITH_REASON: readonly Step[] = ['return', 'pause', 'resume', 'retire'];
/** Before these it is shown what they bring. */
const WEIGHED: readonly Step[] = ['review', 'publish'];
const DANGEROUS: readonly string[] = ['pause', 'retire'];

/** Buttons for the steps that the server lists, and their dialogs. */
export const useVersionSteps = (version: RuleVersion) => {
  const [current, setCurrent] = useState<string | null>(null);
  const close = (): void => setCurrent(null);
  const navigate = useNavigate();
  const offered = version.openSteps.filter(({ step }) => step === 'revise' || isStep(step));
  return {
    buttons: offered.flatMap(({ step, primary, why }): StepButton[] => [
      {
        step,
        label: wording('rules', `step.${step}`),
        primary,
        danger: DANGEROUS.includes(step),
        why: why === null ? null : wording('refusals', why),
        run: () => setCurrent(step),
      },
      // Everything else than the parameters has a page of its own.
      ...(step === 'revise'
        ? [
            {
              step: 'rewrite',
              label: wording('builder', 'open.draft'),
              primary: false,
              run: () => void navigate(`/rules/versions/${version.id}/draft`),
            },
          ]
        : []),
    ]),
    dialogs: offered.map(({ step }) =>
      isStep(step) ? (
        <TakeStep key={step} version={version} step={step} open={current === step} onClose={close} />
      ) : (
        <Revise key={step} version={version} open={current === step} onClose={close} />
      ),
    ),
  };
};

type DialogProps = { version: RuleVersion; open: boolean; onClose: () => void };

const TakeStep = ({ version: { id, version, load }, step, open, onClose }: DialogProps & { step: Step }) => {
  const { t } = useText();
  const settled = useVersionSettled();
  return (
    <StepDialog<{ reason?: string }>
      open={open}
      title={t(`rules:step.${step}`)}
      note={t(`rules:about.${step}`)}
      submitLabel={t(`rules:step.${step}`)}
      danger={DANGEROUS.includes(step)}
      onSubmit={async ({ reason = null }, idempotencyKey) =>
        settled(await call(stepRuleVersion, { params: { id, step }, body: { version, reason }, idempotencyKey }))
      }
      onClose={onClose}
    >
      {WEIGHED.includes(step) && <LoadFacts load={load} />}
      {WITH_REASON.includes(step) && (
        <Form.Item
          name="reason"
          label={t('rules:field.reason')}
          rules={[{ required: true, whitespace: true, message: t('warnings:required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      )}
    </StepDialog>
  );
};

const Revise = ({ version: kept, open, onClose }: DialogProps) => {
  const { id, version, parameters, reason } = kept;
  const { t } = useText();
  const settled = useVersionSettled();
  return (
    <StepDialog<DraftValues>
      open={open}
      title={t('rules:step.revise')}
      note={t('rules:about.revise')}
      submitLabel={t('rules:step.revise')}
      initialValues={{ parameters: valuesOf(parameters), reason: reason ?? '' }}
      onSubmit={async ({ parameters: values = {}, settlements = {}, reason: why }, idempotencyKey) =>
        settled(
          await call(reviseRuleVersion, {
            params: { id },
            body: { version, parameters: values, cases: settledCases(kept, values, settlements), reason: why },
            idempotencyKey,
          }),
        )
      }
      onClose={onClose}
    >
      <ParameterFields parameters={parameters} kept={kept} />
    </StepDialog>
  );
};
