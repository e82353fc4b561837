import { Form, Input, InputNumber } from 'antd';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import type { Rule } from './queries.ts';
import type { Settlements } from './settled-cases.ts';
import { UntrueCases } from './untrue-cases.tsx';
import type { RuleVersion } from './version-queries.ts';

export type DraftValues = {
  parameters?: Record<string, number>;
  settlements?: Settlements;
  reason: string;
};
type Parameters = Rule['versions'][number]['parameters'];

export const valuesOf = (parameters: Parameters): Record<string, number> =>
  Object.fromEntries(parameters.map(({ key, value }) => [key, value]));

type Props = {
  parameters: Parameters;
  /** What the values are held against; absent until it is there. */
  kept: Pick<RuleVersion, 'definition' | 'cases'> | undefined;
};

/** What a draft sets, each within its limits, which cases that makes untrue, and why. */
export const ParameterFields = ({ parameters, kept }: Props) => {
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
      {kept !== undefined && <UntrueCases kept={kept} />}
      <Form.Item name="reason" label={t('rules:field.reason')} rules={required}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </>
  );
};
