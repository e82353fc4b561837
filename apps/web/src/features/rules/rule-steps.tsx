import {
  draftRuleVersion,
  pauseRule,
  publishRuleVersion,
  resumeRule,
  reviewRuleVersion,
} from '@qingfeng/contracts/features/rules/endpoints.ts';
import { Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import type { StepButton } from '../../ui/thing-page.tsx';
import { useRuleSettled } from './queries.ts';
import type { Rule } from './queries.ts';

const STEPS = ['draft', 'review', 'publish', 'pause', 'resume'] as const;
type Step = (typeof STEPS)[number];
type Values = { parameters?: Record<string, number>; reason?: string };

/** Buttons for what the server opens to this person, and their dialog. */
export const useRuleSteps = (rule: Rule) => {
  const { t } = useText();
  const [current, setCurrent] = useState<Step | null>(null);
  const offered = STEPS.filter((step) => rule.openSteps.includes(step));
  return {
    buttons: offered.map((step): StepButton => ({
      step,
      label: t(`rules:step.${step}`),
      primary: step === 'publish' || step === 'review',
      danger: step === 'pause',
      run: () => setCurrent(step),
    })),
    dialogs: offered.map((step) => (
      <RuleStep key={step} rule={rule} step={step} open={current === step} onClose={() => setCurrent(null)} />
    )),
  };
};

type RuleStepProps = { rule: Rule; step: Step; open: boolean; onClose: () => void };

const RuleStep = ({ rule, step, open, onClose }: RuleStepProps) => {
  const { t } = useText();
  const settled = useRuleSettled();
  const { code, version, versions } = rule;
  const published = versions.find(({ state }) => state === 'PUBLISHED');
  const required = [{ required: true, message: t('warnings:required') }];

  const send = ({ parameters = {}, reason = '' }: Values, idempotencyKey: string): Promise<Rule> => {
    const ofRule = { params: { code }, body: { version, reason }, idempotencyKey };
    if (step === 'pause') return call(pauseRule, ofRule);
    if (step === 'resume') return call(resumeRule, ofRule);
    if (step === 'draft') return call(draftRuleVersion, { ...ofRule, body: { version, parameters, reason } });
    const waiting = versions.find(({ state }) => state === (step === 'review' ? 'DRAFT' : 'REVIEWED'));
    const ofVersion = { params: { code, id: waiting?.id ?? '' }, body: { version }, idempotencyKey };
    return step === 'review' ? call(reviewRuleVersion, ofVersion) : call(publishRuleVersion, ofVersion);
  };

  return (
    <StepDialog<Values>
      open={open}
      title={t(`rules:step.${step}`)}
      note={t(`rules:about.${step}`)}
      submitLabel={t(`rules:step.${step}`)}
      danger={step === 'pause'}
      initialValues={{
        parameters: Object.fromEntries((published?.parameters ?? []).map(({ key, value }) => [key, value])),
      }}
      onSubmit={async (values, key) => settled(await send(values, key))}
      onClose={onClose}
    >
      {step === 'draft' &&
        published?.parameters.map(({ key, label, unit, min, max }) => (
          <Form.Item
            key={key}
            name={['parameters', key]}
            label={`${label}（${wording('rules', `unit.${unit}`)}）`}
            extra={t('rules:parameters.between', { min, max })}
            rules={required}
          >
            <InputNumber min={min} max={max} />
          </Form.Item>
        ))}
      {(step === 'draft' || step === 'pause' || step === 'resume') && (
        <Form.Item name="reason" label={t('rules:field.reason')} rules={required}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      )}
    </StepDialog>
  );
};
