import { Form, Input, InputNumber } from 'antd';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import type { Rule } from './queries.ts';

export type DraftValues = { parameters?: Record<string, number>; reason: string };
type Parameters = Rule['versions'][number]['parameters'];

export const valuesOf = (parameters: Parameters): Record<string, number> =>
  Object.fromEntries(parameters.map(({ key, value }) => [key, value]));

/** What a draft sets, each within its limits, and why. */
export const ParameterFields = ({ parameters }: { parameters: Parameters }) => {
  const { t } = useText();
  const required = [{ required: true, message: t('warnings:required') }];
  return (
    <>
      {parameters.map(({ key, label, unit, min, max }) => (
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
      <Form.Item name="reason" label={t('rules:field.reason')} rules={required}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </>
  );
};
