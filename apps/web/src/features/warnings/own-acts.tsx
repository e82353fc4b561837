import {
  askExtension,
  finishMeasure,
  reportDone,
  signForWarning,
} from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Form, Input } from 'antd';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FileField, fileIdsOf } from './file-field.tsx';
import { SignedField } from './own-response.tsx';
import { OwnStep } from './own-step.tsx';
import type { ServedWarning, StoredFile } from './queries.ts';
import { ReasonField, useRequired } from './step-form.tsx';
import { useWarningWords } from './warning-words.ts';

type ActProps = { open: boolean; onClose: () => void };
type Matter = { readonly id: string; readonly version: number };

/** Signing for the paper: received, not agreed to; the password says who signs. */
export const SignFor = ({ warning: { id, version }, ...rest }: ActProps & { warning: Matter }) => {
  const { t } = useText();
  return (
    <OwnStep<{ password: string }>
      {...rest}
      id={id}
      title={t('warnings:own.sign')}
      note={t('warnings:own.signNote')}
      send={({ password }, sending) => call(signForWarning, { ...sending, body: { version, password } })}
    >
      <Form.Item name="password" label={t('warnings:own.password')} rules={useRequired()}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
    </OwnStep>
  );
};

export const AskExtension = ({ warning: { id, version }, ...rest }: ActProps & { warning: Matter }) => {
  const { t } = useText();
  return (
    <OwnStep<{ reason: string }>
      {...rest}
      id={id}
      title={t('warnings:own.extension')}
      note={t('warnings:own.extensionNote')}
      send={({ reason }, sending) => call(askExtension, { ...sending, body: { version, reason } })}
    >
      <ReasonField />
    </OwnStep>
  );
};

type FinishProps = ActProps & { warning: ServedWarning; measure: ServedWarning['measures'][number] };

export const FinishMeasure = ({ warning: { id, version }, measure, ...rest }: FinishProps) => {
  const { t } = useText();
  const required = useRequired();
  const { today } = useWarningWords();
  return (
    <OwnStep<{ doneOn: LocalDate; files: StoredFile[] }>
      {...rest}
      id={id}
      title={t('warnings:own.finishTitle')}
      note={`${measure.text} ${t('warnings:own.finishNote')}`}
      initialValues={{ doneOn: today }}
      send={({ doneOn, files }, sending) =>
        call(finishMeasure, { ...sending, body: { version, measureId: measure.id, doneOn, fileIds: fileIdsOf(files) } })
      }
    >
      <Form.Item name="doneOn" label={t('warnings:own.doneOn')} rules={required}>
        <DayField max={today} />
      </Form.Item>
      <Form.Item name="files" label={t('warnings:own.evidence')} extra={measure.evidenceType} rules={required}>
        <FileField warningId={id} multiple />
      </Form.Item>
    </OwnStep>
  );
};

export const ReportDone = ({ warning: { id, version }, ...rest }: ActProps & { warning: Matter }) => {
  const { t } = useText();
  return (
    <OwnStep
      {...rest}
      id={id}
      title={t('warnings:own.reportDone')}
      note={t('warnings:own.reportDoneNote')}
      send={(_, sending) => call(reportDone, { ...sending, body: { version, signed: true } })}
    >
      <SignedField />
    </OwnStep>
  );
};
