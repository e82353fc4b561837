import { useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import type { FormInstance } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useIdempotencyKey } from '../http/key.ts';
import { NoAnswerError, isProblem } from '../http/problem.ts';
import { useText } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';
import { Dialog } from './dialog.tsx';
import { RefusalNotice } from './refusal-notice.tsx';

type StepDialogProps<Values extends object> = {
  open: boolean;
  title: ReactNode;
  /** What will happen, in a sentence, above the fields. */
  note?: ReactNode;
  submitLabel?: string;
  danger?: boolean;
  wide?: boolean;
  initialValues?: Partial<Values>;
  /** Does the act; the key is the same for every retry of the same values. */
  onSubmit: (values: Values, idempotencyKey: string) => Promise<unknown>;
  onClose: () => void;
  /** After success, before the dialog closes. */
  onDone?: () => void;
  /** Everything typed so far, after each change: for drafts that outlive the page. */
  onTyped?: (values: Values) => void;
  /** `Form.Item`s. */
  children?: ReactNode;
};

/**
 * One step of a thing, in a dialog. What was typed outlives a refusal, a lost network and closing the dialog; it goes
 * only when the step is taken.
 */
export const StepDialog = <Values extends object>({
  open,
  title,
  note,
  submitLabel,
  danger = false,
  wide = false,
  initialValues,
  onSubmit,
  onClose,
  onDone,
  onTyped,
  children,
}: StepDialogProps<Values>) => {
  const { t } = useText();
  const [form] = Form.useForm<Values>();
  const name = useId();
  const client = useQueryClient();
  const keyOf = useIdempotencyKey();
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = async (values: Values): Promise<void> => {
    if (sending) return;
    setSending(true);
    setError(null);
    try {
      await onSubmit(values, keyOf(values));
      form.resetFields();
      onDone?.();
      onClose();
    } catch (failure) {
      setError(failure);
      markFields(form, failure);
      // Someone was quicker: the page behind shows what stands now, and the next try is made upon that.
      if (isProblem(failure, 'thing.changed') || isProblem(failure, 'step.not-available'))
        await client.invalidateQueries();
    } finally {
      setSending(false);
    }
  };

  const retrying = error instanceof NoAnswerError;
  return (
    <Dialog open={open} title={title} shape={wide ? 'wide' : 'standard'} onClose={onClose}>
      <Form<Values>
        form={form}
        // Dialogs of one page stay mounted: a field's id must be its own, or its label leads into another dialog.
        name={name}
        layout="vertical"
        requiredMark="optional"
        {...(initialValues === undefined ? {} : { initialValues })}
        onFinish={(values) => void submit(values)}
        onValuesChange={(_, values) => onTyped?.(values)}
        onFinishFailed={({ errorFields: [first] }) => showFault(name, first?.name ?? [])}
      >
        {note !== undefined && <p className="form-note">{note}</p>}
        {children}
        <div className="step-foot">
          {error !== null && <RefusalNotice error={error} />}
          <div className="dialog-foot">
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
            <Button htmlType="submit" type={danger ? 'default' : 'primary'} danger={danger} disabled={sending}>
              {sending ? t('dialog.sending') : retrying ? t('dialog.retry') : (submitLabel ?? t('dialog.confirm'))}
            </Button>
          </div>
        </div>
      </Form>
    </Dialog>
  );
};

/**
 * Brings the first field at fault into sight, with room for what is said below it, and the keyboard to it: a group of choices has no focus of
 * its own, and one that is just in sight has its words out of it.
 */
const showFault = (form: string, path: readonly (string | number)[]): void => {
  const field = document.getElementById([form, ...path].join('_'));
  const inner = field?.querySelector<HTMLElement>('input, textarea, select, button');
  field?.closest('.ant-form-item')?.scrollIntoView({ block: 'center' });
  (inner ?? field)?.focus({ preventScroll: true });
};

/** Puts the server's field issues at their fields, where the form has them. */
const markFields = <Values,>(form: FormInstance<Values>, failure: unknown): void => {
  if (!isProblem(failure, 'request.unreadable')) return;
  type Fields = Parameters<FormInstance<Values>['setFields']>[0];
  const fields = (failure.problem.issues ?? []).map(({ path, fault, limit }) => ({
    name: path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    errors: [wording('ui', `fault.${fault}`, { limit })],
  }));
  form.setFields(fields as Fields);
};
