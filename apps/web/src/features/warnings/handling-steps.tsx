import {
  acceptResponse,
  archiveWarning,
  failVisit,
  grantExtension,
  liftWarning,
  passVisit,
  refuseExtension,
  refuseLift,
  resumeWarning,
  returnResponse,
  reviewWarning,
  suspendWarning,
} from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { VisitMethod } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Checkbox, Form, Input, Select } from 'antd';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { DayField } from '../../ui/day-field.tsx';
import { PeriodInputs } from './content-fields.tsx';
import type { Period, Warning } from './queries.ts';
import { ColleagueField } from './service-steps.tsx';
import { ReasonField, StepForm, WordsField, useRequired } from './step-form.tsx';
import type { StepProps } from './step-form.tsx';
import { useWarningWords } from './warning-words.ts';

const SIMPLE = { review: reviewWarning, resume: resumeWarning } as const;
const REASONED = { return: returnResponse, refuseExtension } as const;

const simple = (step: keyof typeof SIMPLE) =>
  function SimpleStep(props: StepProps) {
    const { t } = useText();
    return (
      <StepForm
        {...props}
        step={step}
        title={t(`warnings:step.${step}`)}
        note={t(`warnings:about.${step}`)}
        send={(_, sending) => call(SIMPLE[step], { ...sending, body: { version: props.warning.version } })}
      />
    );
  };

const reasoned = (step: keyof typeof REASONED) =>
  function ReasonedStep(props: StepProps) {
    const { t } = useText();
    return (
      <StepForm<{ reason: string }>
        {...props}
        step={step}
        title={t(`warnings:step.${step}`)}
        note={t(`warnings:about.${step}`)}
        send={({ reason }, sending) =>
          call(REASONED[step], { ...sending, body: { version: props.warning.version, reason } })
        }
      >
        <ReasonField />
      </StepForm>
    );
  };

export const ReviewStep = simple('review');
export const ResumeStep = simple('resume');
export const ReturnStep = reasoned('return');
export const RefuseExtensionStep = reasoned('refuseExtension');

/** Accepting; only an explanation can end as 经说明了结. */
export const AcceptStep = (props: StepProps) => {
  const { t } = useText();
  const { version, owes } = props.warning;
  return (
    <StepForm<{ noFault?: boolean }>
      {...props}
      step="accept"
      title={t('warnings:step.accept')}
      note={t('warnings:about.accept')}
      send={({ noFault = false }, sending) => call(acceptResponse, { ...sending, body: { version, noFault } })}
    >
      {owes?.kind === 'EXPLANATION' && (
        <Form.Item name="noFault" valuePropName="checked" extra={t('warnings:field.noFaultHelp')}>
          <Checkbox>{t('warnings:field.noFault')}</Checkbox>
        </Form.Item>
      )}
    </StepForm>
  );
};

export const GrantExtensionStep = (props: StepProps) => {
  const { t } = useText();
  const { period } = useWarningWords();
  const { version, extensionMax, extension } = props.warning;
  if (extensionMax === null) return null;
  return (
    <StepForm<{ period: Period }>
      {...props}
      step="grantExtension"
      title={t('warnings:step.grantExtension')}
      note={t('warnings:about.grantExtension', { max: period(extensionMax) })}
      initialValues={{ period: extensionMax }}
      send={(values, sending) => call(grantExtension, { ...sending, body: { version, period: values.period } })}
    >
      <Form.Item label={t('warnings:field.asked')}>
        <p>{extension?.reason}</p>
      </Form.Item>
      <Form.Item label={t('warnings:field.period')} required>
        <PeriodInputs name={['period']} unit={extensionMax.unit} />
      </Form.Item>
    </StepForm>
  );
};

export const SuspendStep = (props: StepProps) => {
  const { t } = useText();
  const { version, suspensionReasons } = props.warning;
  return (
    <StepForm<{ code: string; reason: string }>
      {...props}
      step="suspend"
      title={t('warnings:step.suspend')}
      note={t('warnings:about.suspend')}
      send={(values, sending) => call(suspendWarning, { ...sending, body: { version, ...values } })}
    >
      <Form.Item name="code" label={t('warnings:field.suspension')} rules={useRequired()}>
        <Select options={suspensionReasons.map(({ code, label }) => ({ value: code, label }))} />
      </Form.Item>
      <ReasonField />
    </StepForm>
  );
};

type Visit = {
  on: LocalDate;
  visitors: string[];
  methods: VisitMethod[];
  place: string;
  personsMet: string;
  reaction: string;
  opinion: string;
};

const VisitFields = ({ warning }: { warning: Warning }) => {
  const { t } = useText();
  const wording = useWording();
  const required = useRequired();
  const { today } = useWarningWords();
  return (
    <>
      <span className="row">
        <Form.Item name="on" label={t('warnings:field.on')} rules={required}>
          <DayField max={today} />
        </Form.Item>
        <Form.Item name="place" label={t('warnings:field.place')} rules={required} className="grow">
          <Input maxLength={100} />
        </Form.Item>
      </span>
      <ColleagueField
        name="visitors"
        label={t('warnings:field.visitors')}
        among={warning.colleagues}
        least={warning.visitNeeds.minVisitors}
        multiple
      />
      <Form.Item name="methods" label={t('warnings:field.methods')} rules={required}>
        <Checkbox.Group
          options={warning.visitNeeds.methods.map((value) => ({
            value,
            label: wording('warnings', `method.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="personsMet" label={t('warnings:field.persons')} rules={required}>
        <Input maxLength={500} />
      </Form.Item>
      <WordsField name="reaction" label={t('warnings:field.reaction')} rows={2} max={500} />
      <WordsField name="opinion" label={t('warnings:field.opinion')} />
    </>
  );
};

/** The measures sent back, where measures are owed. */
const OpenMeasuresField = ({ warning }: { warning: Warning }) => {
  const { t } = useText();
  const required = useRequired();
  if (warning.measures.length === 0) return null;
  return (
    <Form.Item name="openMeasureIds" label={t('warnings:field.openMeasures')} rules={required}>
      <Checkbox.Group
        className="choices"
        options={warning.measures.map(({ id, text }) => ({ value: id, label: text }))}
      />
    </Form.Item>
  );
};

export const PassVisitStep = (props: StepProps) => {
  const { t } = useText();
  const { today } = useWarningWords();
  return (
    <StepForm<Visit>
      {...props}
      step="passVisit"
      title={t('warnings:step.passVisit')}
      note={t('warnings:about.passVisit')}
      wide
      initialValues={{ on: today }}
      send={(values, sending) => call(passVisit, { ...sending, body: { version: props.warning.version, ...values } })}
    >
      <VisitFields warning={props.warning} />
    </StepForm>
  );
};

export const FailVisitStep = (props: StepProps) => {
  const { t } = useText();
  const { today } = useWarningWords();
  return (
    <StepForm<Visit & { openMeasureIds?: string[]; reason: string }>
      {...props}
      step="failVisit"
      title={t('warnings:step.failVisit')}
      note={t(`warnings:about.failVisit${props.warning.measures.length === 0 ? '.noMeasures' : ''}`)}
      wide
      initialValues={{ on: today }}
      send={({ openMeasureIds = [], ...values }, sending) =>
        call(failVisit, { ...sending, body: { version: props.warning.version, openMeasureIds, ...values } })
      }
    >
      <VisitFields warning={props.warning} />
      <OpenMeasuresField warning={props.warning} />
      <ReasonField />
    </StepForm>
  );
};

export const LiftStep = (props: StepProps) => {
  const { t } = useText();
  const required = useRequired();
  const { version, filingRequired, filingNumber: known } = props.warning;
  return (
    <StepForm<{ filingNumber?: string; conclusion: string }>
      {...props}
      step="lift"
      title={t('warnings:step.lift')}
      note={t('warnings:about.lift')}
      initialValues={known === null ? {} : { filingNumber: known }}
      send={({ filingNumber, conclusion }, sending) =>
        call(liftWarning, { ...sending, body: { version, filingNumber: filingNumber ?? null, conclusion } })
      }
    >
      {filingRequired && (
        <Form.Item name="filingNumber" label={t('warnings:field.filing')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
      )}
      <WordsField name="conclusion" label={t('warnings:field.conclusion')} />
    </StepForm>
  );
};

export const RefuseLiftStep = (props: StepProps) => {
  const { t } = useText();
  return (
    <StepForm<{ openMeasureIds?: string[]; reason: string }>
      {...props}
      step="refuseLift"
      title={t('warnings:step.refuseLift')}
      note={t(`warnings:about.refuseLift${props.warning.measures.length === 0 ? '.noMeasures' : ''}`)}
      send={({ openMeasureIds = [], reason }, sending) =>
        call(refuseLift, { ...sending, body: { version: props.warning.version, openMeasureIds, reason } })
      }
    >
      <OpenMeasuresField warning={props.warning} />
      <ReasonField />
    </StepForm>
  );
};

export const ArchiveStep = (props: StepProps) => {
  const { t } = useText();
  return (
    <StepForm<{ classification: string }>
      {...props}
      step="archive"
      title={t('warnings:step.archive')}
      note={t('warnings:about.archive')}
      send={(values, sending) =>
        call(archiveWarning, { ...sending, body: { version: props.warning.version, ...values } })
      }
    >
      <Form.Item name="classification" label={t('warnings:field.classification')} rules={useRequired()}>
        <Input maxLength={50} />
      </Form.Item>
    </StepForm>
  );
};
