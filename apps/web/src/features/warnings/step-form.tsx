import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '../../text/use-text.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { useSettled } from './queries.ts';
import type { Warning } from './queries.ts';

/** What every dialog of a step is given; it stays mounted while closed, so that what was typed is there again. */
export type StepProps = { readonly warning: Warning; readonly open: boolean; readonly onClose: () => void };

/** What a step is sent with, besides its own fields. */
export type Sending = { readonly params: { readonly id: string }; readonly idempotencyKey: string };

type StepFormProps<Values extends object> = StepProps & {
  step: string;
  title: string;
  note?: ReactNode;
  danger?: boolean;
  wide?: boolean;
  initialValues?: Partial<Values>;
  send: (values: Values, sending: Sending) => Promise<Warning | null>;
  children?: ReactNode;
};

/** A step of a warning in its dialog: sends, and shows what the server answered. */
export const StepForm = <Values extends object>({ warning, title, send, ...rest }: StepFormProps<Values>) => {
  const settled = useSettled();
  return (
    <StepDialog<Values>
      {...rest}
      title={title}
      submitLabel={title}
      onSubmit={async (values, idempotencyKey) =>
        settled(warning.id, await send(values, { params: { id: warning.id }, idempotencyKey }))
      }
    />
  );
};

/** The message of a field that must be filled. */
export const useRequired = (): { required: true; message: string; whitespace?: boolean }[] => {
  const { t } = useText();
  return [{ required: true, message: t('warnings:required') }];
};

type WordsFieldProps = {
  name: string | (string | number)[];
  label: string;
  help?: string;
  rows?: number;
  max?: number;
};

/** A person's own words. */
export const WordsField = ({ name, label, help, rows = 4, max = 2_000 }: WordsFieldProps) => {
  const { t } = useText();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={help}
      rules={[{ required: true, whitespace: true, message: t('warnings:required') }]}
    >
      <Input.TextArea rows={rows} maxLength={max} showCount />
    </Form.Item>
  );
};

export const ReasonField = () => {
  const { t } = useText();
  return <WordsField name="reason" label={t('warnings:field.reason')} />;
};
