import {
  approveWarning,
  askMoreOfWarning,
  listDrafters,
  proposeEscalation,
  raiseWarning,
  reassignWarning,
  rejectWarning,
  rescindWarning,
  reviseWarning,
  submitWarning,
  transferWarning,
  withdrawWarning,
} from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyInput } from '@qingfeng/contracts/shared/endpoint.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useQuery } from '@tanstack/react-query';
import { Checkbox, Form, Input, Radio, Select } from 'antd';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { DayField } from '../../ui/day-field.tsx';
import { ContentFields, contentOf } from './content-fields.tsx';
import type { ContentValues } from './content-fields.tsx';
import { FileField, oneFileId } from './file-field.tsx';
import { LevelFields, levelChange } from './level-fields.tsx';
import type { LevelValues } from './level-fields.tsx';
import type { StoredFile } from './queries.ts';
import { ReasonField, StepForm, WordsField, useRequired } from './step-form.tsx';
import type { StepProps } from './step-form.tsx';
import { useWarningWords } from './warning-words.ts';

const REASONED = {
  withdraw: withdrawWarning,
  askMore: askMoreOfWarning,
  reject: rejectWarning,
  rescind: rescindWarning,
} as const;

const reasoned = (step: keyof typeof REASONED, danger: boolean) =>
  function ReasonedStep(props: StepProps) {
    const { t } = useText();
    return (
      <StepForm<{ reason: string }>
        {...props}
        step={step}
        title={t(`warnings:step.${step}`)}
        note={t(`warnings:about.${step}`)}
        danger={danger}
        send={({ reason }, sending) =>
          call(REASONED[step], { ...sending, body: { version: props.warning.version, reason } })
        }
      >
        <ReasonField />
      </StepForm>
    );
  };

export const WithdrawStep = reasoned('withdraw', true);
export const AskMoreStep = reasoned('askMore', false);
export const RejectStep = reasoned('reject', true);
export const RescindStep = reasoned('rescind', true);

export const ReviseStep = (props: StepProps) => {
  const { t } = useText();
  const { version, level, mode, circumstance, ground, boundaryAnswer, facts, questions, limits, alternatives } =
    props.warning;
  return (
    <StepForm<ContentValues>
      {...props}
      step="revise"
      title={t('warnings:step.revise')}
      note={t('warnings:about.revise')}
      wide
      initialValues={{
        levelCode: level.code,
        mode,
        circumstance: circumstance.code,
        ...(ground === null ? {} : { ground }),
        ...(boundaryAnswer === null ? {} : { boundaryAnswer }),
        facts: [...facts],
        questions: questions.map(({ text }) => text),
        limits,
      }}
      send={(values, sending) => call(reviseWarning, { ...sending, body: { version, ...contentOf(values) } })}
    >
      <ContentFields levels={alternatives} />
    </StepForm>
  );
};

/** To another officer of the handling unit; the server leaves out who must stay away. */
export const ReassignStep = (props: StepProps) => {
  const { t } = useText();
  const required = useRequired();
  const { id, version } = props.warning;
  const { data } = useQuery({
    queryKey: ['warnings', id, 'drafters'],
    queryFn: ({ signal }) => call(listDrafters, { params: { id }, signal }),
    enabled: props.open,
  });
  return (
    <StepForm<{ drafterId: string }>
      {...props}
      step="reassign"
      title={t('warnings:step.reassign')}
      note={t('warnings:about.reassign')}
      send={({ drafterId }, sending) => call(reassignWarning, { ...sending, body: { version, drafterId } })}
    >
      <Form.Item name="drafterId" label={t('warnings:field.drafter')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(data?.items ?? []).map(({ accountId, name }) => ({ value: accountId, label: name }))}
        />
      </Form.Item>
    </StepForm>
  );
};

export const SubmitStep = (props: StepProps) => {
  const { t } = useText();
  const wording = useWording();
  const { version, decisionNeeds } = props.warning;
  return (
    <StepForm
      {...props}
      step="submit"
      title={t('warnings:step.submit')}
      note={t('warnings:about.submit', { body: wording('warnings', `body.${decisionNeeds.body}`) })}
      send={(_, sending) => call(submitWarning, { ...sending, body: { version } })}
    />
  );
};

type Approval = {
  on: LocalDate;
  minutesNumber?: string;
  participants?: string[];
  files?: StoredFile[];
  lower?: boolean;
  lowered?: LevelValues & { reason?: string };
};

/** The decision of the competent body: minutes and participants where it meets, and a lower level with its reason. */
export const ApproveStep = (props: StepProps) => {
  const { t } = useText();
  const wording = useWording();
  const required = useRequired();
  const { today } = useWarningWords();
  const { id, version, decisionNeeds, level, alternatives } = props.warning;
  const { body, minutesRequired, minParticipants } = decisionNeeds;
  const lower = alternatives.filter(({ rank }) => rank > level.rank);
  return (
    <StepForm<Approval>
      {...props}
      step="approve"
      title={t('warnings:step.approve')}
      note={[
        t('warnings:about.approve', { body: wording('warnings', `body.${body}`) }),
        ...(minutesRequired ? [t('warnings:about.approve.minutes', { count: minParticipants })] : []),
      ].join('')}
      wide
      initialValues={{ on: today }}
      send={({ on, minutesNumber, participants = [], files, lower: lowers, lowered = {} }, sending) =>
        call(approveWarning, {
          ...sending,
          body: {
            version,
            on,
            minutesNumber: minutesNumber?.trim() === '' ? null : (minutesNumber ?? null),
            participants,
            fileId: oneFileId(files),
            lowered: lowers === true ? { ...levelChange(lowered), reason: lowered.reason ?? '' } : null,
          },
        })
      }
    >
      <Form.Item name="on" label={t('warnings:field.on')} rules={required}>
        <DayField max={today} />
      </Form.Item>
      {(minutesRequired || minParticipants > 0) && (
        <>
          <Form.Item name="minutesNumber" label={t('warnings:field.minutes')} rules={minutesRequired ? required : []}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item
            name="participants"
            label={t('warnings:field.participants')}
            extra={t('warnings:field.participantsHelp')}
            rules={minParticipants > 0 ? required : []}
          >
            <Select mode="tags" open={false} suffix={null} tokenSeparators={['、', '，', ',', ' ']} />
          </Form.Item>
        </>
      )}
      <Form.Item name="files" label={t('warnings:field.scan')} extra={t('warnings:field.scanHelp')}>
        <FileField warningId={id} />
      </Form.Item>
      {lower.length > 0 && (
        <>
          <Form.Item name="lower" valuePropName="checked">
            <Checkbox>{t('warnings:field.lower')}</Checkbox>
          </Form.Item>
          <Form.Item noStyle dependencies={['lower']}>
            {({ getFieldValue }) =>
              getFieldValue('lower') === true && (
                <>
                  <LevelFields levels={lower} within="lowered" />
                  <WordsField name={['lowered', 'reason']} label={t('warnings:field.reason')} rows={2} />
                </>
              )
            }
          </Form.Item>
        </>
      )}
    </StepForm>
  );
};

export const RaiseStep = (props: StepProps) => {
  const { t } = useText();
  const { version, level, alternatives } = props.warning;
  return (
    <StepForm<LevelValues & { reason: string }>
      {...props}
      step="raise"
      title={t('warnings:step.raise')}
      note={t('warnings:about.raise')}
      send={({ reason, ...values }, sending) =>
        call(raiseWarning, { ...sending, body: { version, ...levelChange(values), reason } })
      }
    >
      <LevelFields levels={alternatives.filter(({ rank }) => rank < level.rank)} />
      <ReasonField />
    </StepForm>
  );
};

type Ground = BodyInput<typeof proposeEscalation>['ground'];

export const ProposeEscalationStep = (props: StepProps) => {
  const { t } = useText();
  const wording = useWording();
  const required = useRequired();
  return (
    <StepForm<{ ground: Ground }>
      {...props}
      step="proposeEscalation"
      title={t('warnings:step.proposeEscalation')}
      note={t('warnings:about.proposeEscalation')}
      send={({ ground }, sending) =>
        call(proposeEscalation, { ...sending, body: { version: props.warning.version, ground } })
      }
    >
      <Form.Item name="ground" label={t('warnings:field.escalation')} rules={required}>
        <Radio.Group
          className="choices"
          options={props.warning.escalationGrounds.map((value) => ({
            value,
            label: wording('warnings', `ground.${value}`),
          }))}
        />
      </Form.Item>
    </StepForm>
  );
};

export const TransferStep = (props: StepProps) => {
  const { t } = useText();
  const required = useRequired();
  return (
    <StepForm<{ clueNumber: string; reason: string }>
      {...props}
      step="transfer"
      title={t('warnings:step.transfer')}
      note={t('warnings:about.transfer')}
      danger
      send={(values, sending) =>
        call(transferWarning, { ...sending, body: { version: props.warning.version, ...values } })
      }
    >
      <Form.Item name="clueNumber" label={t('warnings:field.clue')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <ReasonField />
    </StepForm>
  );
};
