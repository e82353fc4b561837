import {
  fileWarningRecord,
  issueWarning,
  recordInterview,
  remindObject,
  serveWarning,
} from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyInput } from '@qingfeng/contracts/shared/endpoint.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Form, Input, Radio, Select } from 'antd';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FileField, oneFileId } from './file-field.tsx';
import type { StoredFile, Warning } from './queries.ts';
import { StepForm, WordsField, useRequired } from './step-form.tsx';
import type { StepProps } from './step-form.tsx';
import { useWarningWords } from './warning-words.ts';

type Talk = NonNullable<BodyInput<typeof issueWarning>['interview']>;

/** Number and frozen paper; a talk is arranged in the same step. */
export const IssueStep = (props: StepProps) => {
  const { t } = useText();
  const required = useRequired();
  const { today } = useWarningWords();
  const { version, servedBy } = props.warning;
  const isTalk = servedBy === 'TALK';
  return (
    <StepForm<Talk>
      {...props}
      step="issue"
      title={t('warnings:step.issue')}
      note={t('warnings:about.issue')}
      wide={isTalk}
      initialValues={isTalk ? { on: today, time: '09:00' } : {}}
      send={(values, sending) =>
        call(issueWarning, { ...sending, body: { version, interview: isTalk ? values : null } })
      }
    >
      {isTalk && (
        <>
          <ColleagueField
            name="leadId"
            label={t('warnings:field.lead')}
            among={props.warning.colleagues.filter(({ mayLead }) => mayLead)}
          />
          <ColleagueField
            name="interviewerIds"
            label={t('warnings:field.interviewers')}
            among={props.warning.colleagues}
            multiple
          />
          <span className="row">
            <Form.Item name="on" label={t('warnings:field.on')} rules={required}>
              <DayField min={today} />
            </Form.Item>
            <Form.Item name="time" label={t('warnings:field.time')} rules={required}>
              <Input type="time" />
            </Form.Item>
            <Form.Item name="place" label={t('warnings:field.place')} rules={required} className="grow">
              <Input maxLength={100} />
            </Form.Item>
          </span>
          <Form.Item name="subject" label={t('warnings:field.subject')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
          <WordsField name="plan" label={t('warnings:field.plan')} max={5_000} />
        </>
      )}
    </StepForm>
  );
};

type ColleagueFieldProps = {
  name: string;
  label: string;
  among: readonly Warning['talkers'][number][];
  multiple?: boolean;
  /** How many the level asks for. */
  least?: number;
};

/** One or several of those who may be named. */
export const ColleagueField = ({ name, label, among, multiple = false, least = 1 }: ColleagueFieldProps) => {
  const { t } = useText();
  const required = useRequired();
  const enough = t('warnings:field.atLeast', { count: least });
  return (
    <Form.Item
      name={name}
      label={label}
      rules={least > 1 ? [...required, { type: 'array', min: least, message: enough }] : required}
      {...(least > 1 ? { extra: enough } : {})}
    >
      <Select
        {...(multiple ? { mode: 'multiple' as const } : {})}
        showSearch={{ optionFilterProp: 'label' }}
        options={among.map(({ accountId, name: colleague }) => ({ value: accountId, label: colleague }))}
      />
    </Form.Item>
  );
};

type Service = {
  how: 'PAPER_RECEIPT' | 'REFUSED';
  on: LocalDate;
  first?: string;
  second?: string;
  files?: StoredFile[];
};

/** Service on paper; a refusal to sign counts when two persons record it. */
export const ServeStep = (props: StepProps) => {
  const { t } = useText();
  const required = useRequired();
  const { today } = useWarningWords();
  const { id, version } = props.warning;
  return (
    <StepForm<Service>
      {...props}
      step="serve"
      title={t('warnings:step.serve')}
      note={t('warnings:about.serve')}
      initialValues={{ how: 'PAPER_RECEIPT', on: today }}
      send={({ how, on, first, second, files }, sending) =>
        call(serveWarning, {
          ...sending,
          body: {
            version,
            how,
            on,
            witnesses: how === 'REFUSED' ? [first ?? '', second ?? ''] : [],
            fileId: oneFileId(files),
          },
        })
      }
    >
      <Form.Item name="how" label={t('warnings:field.how')} rules={required}>
        <Radio.Group
          options={(['PAPER_RECEIPT', 'REFUSED'] as const).map((value) => ({
            value,
            label: t(`warnings:how.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="on" label={t('warnings:field.on')} rules={required}>
        <DayField max={today} />
      </Form.Item>
      <Form.Item noStyle dependencies={['how']}>
        {({ getFieldValue }) =>
          getFieldValue('how') === 'REFUSED' && (
            <>
              <p className="form-note">{t('warnings:about.serve.REFUSED')}</p>
              {(['first', 'second'] as const).map((name, index) => (
                <Form.Item
                  key={name}
                  name={name}
                  label={t('warnings:field.witness', { nth: index + 1 })}
                  rules={required}
                >
                  <Input maxLength={50} />
                </Form.Item>
              ))}
            </>
          )
        }
      </Form.Item>
      <Form.Item name="files" label={t('warnings:field.receipt')} extra={t('warnings:field.receiptHelp')}>
        <FileField warningId={id} />
      </Form.Item>
    </StepForm>
  );
};

type TalkRecord = { on: LocalDate; record: string; signedBy: string[]; files?: StoredFile[] };

/** The talk held and signed by all: that is service. */
export const InterviewStep = (props: StepProps) => {
  const { t } = useText();
  const required = useRequired();
  const { today } = useWarningWords();
  const { id, version, line, talkers, colleagues } = props.warning;
  const issuedOn = line.find(({ state }) => state === 'ISSUED')?.on ?? null;
  return (
    <StepForm<TalkRecord>
      {...props}
      step="interview"
      title={t('warnings:step.interview')}
      note={t('warnings:about.interview')}
      wide
      initialValues={{ on: today, signedBy: talkers.map(({ accountId }) => accountId) }}
      send={({ on, record, signedBy, files }, sending) =>
        call(recordInterview, { ...sending, body: { version, on, record, signedBy, fileId: oneFileId(files) } })
      }
    >
      <Form.Item name="on" label={t('warnings:field.on')} rules={required}>
        <DayField max={today} {...(issuedOn === null ? {} : { min: issuedOn })} />
      </Form.Item>
      <WordsField name="record" label={t('warnings:field.record')} rows={8} max={20_000} />
      <ColleagueField
        name="signedBy"
        label={t('warnings:field.signedBy')}
        // Whoever talked signs, also one who has left the unit since.
        among={[
          ...colleagues,
          ...talkers.filter(({ accountId }) => colleagues.every((one) => one.accountId !== accountId)),
        ]}
        multiple
      />
      <Form.Item name="files" label={t('warnings:field.scan')}>
        <FileField warningId={id} />
      </Form.Item>
    </StepForm>
  );
};

export const FileStep = (props: StepProps) => {
  const { t } = useText();
  const { id, version } = props.warning;
  return (
    <StepForm<{ record: string; files?: StoredFile[] }>
      {...props}
      step="file"
      title={t('warnings:step.file')}
      note={t('warnings:about.file')}
      send={({ record, files }, sending) =>
        call(fileWarningRecord, { ...sending, body: { version, record, fileId: oneFileId(files) } })
      }
    >
      <WordsField name="record" label={t('warnings:field.record')} rows={6} max={20_000} />
      <Form.Item name="files" label={t('warnings:field.scan')}>
        <FileField warningId={id} />
      </Form.Item>
    </StepForm>
  );
};

export const RemindStep = (props: StepProps) => {
  const { t } = useText();
  return (
    <StepForm
      {...props}
      step="remind"
      title={t('warnings:step.remind')}
      note={t('warnings:about.remind')}
      send={(_, sending) => call(remindObject, { ...sending, body: { version: props.warning.version } })}
    />
  );
};
