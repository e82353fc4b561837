import {
  askUnit,
  confirmProposal,
  listInformation,
  listHandlers,
  mergeInformation,
  noteInformation,
  proposeAdoption,
  proposeDismissal,
  proposeTransfer,
  reassignInformation,
  returnProposal,
  snoozeInformation,
  takeInformation,
  verifyInformation,
  wakeInformation,
} from '@qingfeng/contracts/features/information/endpoints.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { DayField } from '../../ui/day-field.tsx';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { useInformationWords } from './information-words.ts';
import { subjectsQuery, useInformationSettled } from './queries.ts';
import type { Information } from './queries.ts';

export type TriageProps = { readonly information: Information; readonly open: boolean; readonly onClose: () => void };
type Sending = { readonly params: { readonly id: string }; readonly idempotencyKey: string };
type Step =
  | 'take'
  | 'verify'
  | 'snooze'
  | 'wake'
  | 'ask'
  | 'adopt'
  | 'dismiss'
  | 'transfer'
  | 'merge'
  | 'reassign'
  | 'note'
  | 'confirmAdoption'
  | 'confirmDismissal'
  | 'confirmTransfer'
  | 'sendBack';

type TriageFormProps<Values extends object> = TriageProps & {
  step: Step;
  danger?: boolean;
  initialValues?: Partial<Values>;
  send: (values: Values, sending: Sending) => Promise<Information>;
  children?: ReactNode;
};

/** A step of triage in its dialog. */
const TriageForm = <Values extends object>({ information, step, send, ...rest }: TriageFormProps<Values>) => {
  const { t } = useText();
  const settled = useInformationSettled();
  return (
    <StepDialog<Values>
      {...rest}
      title={t(`information:step.${step}`)}
      note={t(`information:about.${step}`)}
      submitLabel={t(`information:step.${step}`)}
      onSubmit={async (values, idempotencyKey) =>
        settled(await send(values, { params: { id: information.id }, idempotencyKey }))
      }
    />
  );
};

const useRequired = () => {
  const { t } = useText();
  return [{ required: true, message: t('warnings:required') }];
};

const WordsField = ({ name, label }: { name: string; label: string }) => (
  <Form.Item name={name} label={label} rules={useRequired()}>
    <Input.TextArea rows={4} maxLength={2_000} showCount />
  </Form.Item>
);

const SIMPLE = { take: takeInformation, verify: verifyInformation, wake: wakeInformation } as const;
const simple = (step: keyof typeof SIMPLE) =>
  function SimpleStep(props: TriageProps) {
    const { version } = props.information;
    return (
      <TriageForm {...props} step={step} send={(_, sending) => call(SIMPLE[step], { ...sending, body: { version } })} />
    );
  };

const confirm = (step: 'confirmAdoption' | 'confirmDismissal' | 'confirmTransfer') =>
  function ConfirmStep(props: TriageProps) {
    const { t } = useText();
    const required = useRequired();
    return (
      <TriageForm<{ clueNumber?: string }>
        {...props}
        step={step}
        send={({ clueNumber }, sending) =>
          call(confirmProposal, {
            ...sending,
            body: { version: props.information.version, clueNumber: clueNumber ?? null },
          })
        }
      >
        {step === 'confirmTransfer' && (
          <Form.Item name="clueNumber" label={t('information:field.clue')} rules={required}>
            <Input maxLength={100} />
          </Form.Item>
        )}
      </TriageForm>
    );
  };

/** A question in neutral words: the unit sees it and the day, nothing else. */
const AskStep = (props: TriageProps) => {
  const { t } = useText();
  const required = useRequired();
  const { today } = useInformationWords();
  const [q, setQ] = useState('');
  const units = useQuery(subjectsQuery(q, 'UNIT')).data?.items ?? [];
  return (
    <TriageForm<{ unitId: string; question: string; dueOn?: LocalDate }>
      {...props}
      step="ask"
      send={({ unitId, question, dueOn }, sending) =>
        call(askUnit, {
          ...sending,
          body: { version: props.information.version, unitId, question, ...(dueOn ? { dueOn } : {}) },
        })
      }
    >
      <Form.Item
        name="unitId"
        label={t('information:field.unit')}
        extra={t('information:field.unitHelp')}
        rules={required}
      >
        <Select
          showSearch={{ filterOption: false, onSearch: setQ }}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <WordsField name="question" label={t('information:field.question')} />
      <Form.Item name="dueOn" label={t('information:field.due')} extra={t('information:field.dueHelp')}>
        <DayField min={today} />
      </Form.Item>
    </TriageForm>
  );
};

const LEVELS = [1, 2, 3] as const;

const AdoptStep = (props: TriageProps) => {
  const { t } = useText();
  const required = useRequired();
  return (
    <TriageForm<{ informationLevel: (typeof LEVELS)[number]; conclusion: string }>
      {...props}
      step="adopt"
      send={(values, sending) =>
        call(proposeAdoption, { ...sending, body: { version: props.information.version, ...values } })
      }
    >
      <Form.Item
        name="informationLevel"
        label={t('information:field.level')}
        extra={t('information:field.levelHelp')}
        rules={required}
      >
        <Radio.Group options={LEVELS.map((value) => ({ value, label: t(`information:level.${value}`) }))} />
      </Form.Item>
      <WordsField name="conclusion" label={t('information:field.conclusion')} />
    </TriageForm>
  );
};

export const REASONS = ['UNTRUE', 'DATA_ERROR', 'LAWFUL_EXCEPTION', 'ALREADY_HANDLED', 'RULE_FAULT'] as const;

const DismissStep = (props: TriageProps) => {
  const { t } = useText();
  const required = useRequired();
  return (
    <TriageForm<{ reason: (typeof REASONS)[number]; conclusion: string }>
      {...props}
      step="dismiss"
      send={(values, sending) =>
        call(proposeDismissal, { ...sending, body: { version: props.information.version, ...values } })
      }
    >
      <Form.Item name="reason" label={t('information:field.reason')} rules={required}>
        <Radio.Group
          className="choices"
          options={REASONS.map((value) => ({ value, label: t(`information:reason.${value}`) }))}
        />
      </Form.Item>
      <WordsField name="conclusion" label={t('information:field.conclusion')} />
    </TriageForm>
  );
};

const TransferStep = (props: TriageProps) => {
  const { t } = useText();
  return (
    <TriageForm<{ conclusion: string }>
      {...props}
      step="transfer"
      danger
      send={({ conclusion }, sending) =>
        call(proposeTransfer, { ...sending, body: { version: props.information.version, conclusion } })
      }
    >
      <WordsField name="conclusion" label={t('information:field.conclusion')} />
    </TriageForm>
  );
};

const SendBackStep = (props: TriageProps) => {
  const { t } = useText();
  return (
    <TriageForm<{ reason: string }>
      {...props}
      step="sendBack"
      send={({ reason }, sending) =>
        call(returnProposal, { ...sending, body: { version: props.information.version, reason } })
      }
    >
      <WordsField name="reason" label={t('information:field.returnReason')} />
    </TriageForm>
  );
};

/** Into another one: those on the same subject first, any other by number or words. */
const MergeStep = (props: TriageProps) => {
  const { t } = useText();
  const { information } = props;
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['information', 'merge', q],
    queryFn: ({ signal }) => call(listInformation, { query: { q, tab: 'open', size: 20 }, signal }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const others = q.trim() === '' ? information.history : (found.data?.items ?? []);
  return (
    <TriageForm<{ intoId: string }>
      {...props}
      step="merge"
      send={({ intoId }, sending) =>
        call(mergeInformation, { ...sending, body: { version: information.version, intoId } })
      }
    >
      <Form.Item
        name="intoId"
        label={t('information:field.into')}
        extra={t('information:field.intoHelp')}
        rules={useRequired()}
      >
        <Select
          showSearch={{ filterOption: false, onSearch: setQ }}
          options={others
            .filter(({ id }) => id !== information.id)
            .map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
        />
      </Form.Item>
    </TriageForm>
  );
};

/** To another officer; the server lists those who may see the matter, the least burdened first. */
const ReassignStep = (props: TriageProps) => {
  const { t } = useText();
  const { id, version } = props.information;
  const { data } = useQuery({
    queryKey: ['information', id, 'handlers'],
    queryFn: ({ signal }) => call(listHandlers, { params: { id }, signal }),
    enabled: props.open,
  });
  return (
    <TriageForm<{ handlerId: string }>
      {...props}
      step="reassign"
      send={({ handlerId }, sending) => call(reassignInformation, { ...sending, body: { version, handlerId } })}
    >
      <Form.Item name="handlerId" label={t('information:field.handler')} rules={useRequired()}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(data?.items ?? []).map(({ accountId, name, unit, inHand }) => ({
            value: accountId,
            label: t('information:handlerChoice', { name, unit: unit ?? '', count: inHand }),
          }))}
        />
      </Form.Item>
    </TriageForm>
  );
};

const SnoozeStep = (props: TriageProps) => {
  const { t } = useText();
  const required = useRequired();
  return (
    <TriageForm<{ until: LocalDate; reason: string }>
      {...props}
      step="snooze"
      send={(values, sending) =>
        call(snoozeInformation, { ...sending, body: { version: props.information.version, ...values } })
      }
    >
      <Form.Item name="until" label={t('information:field.until')} rules={required}>
        <DayField />
      </Form.Item>
      <WordsField name="reason" label={t('information:field.snoozeReason')} />
    </TriageForm>
  );
};

const NoteStep = (props: TriageProps) => {
  const { t } = useText();
  return (
    <TriageForm<{ text: string }>
      {...props}
      step="note"
      send={({ text }, sending) =>
        call(noteInformation, { ...sending, body: { version: props.information.version, text } })
      }
    >
      <WordsField name="text" label={t('information:field.note')} />
    </TriageForm>
  );
};

/** The dialogs of triage by the step that the server lists; `verify` is asking without a unit. */
export const TRIAGE: Readonly<Record<Step, ComponentType<TriageProps>>> = {
  take: simple('take'),
  verify: simple('verify'),
  wake: simple('wake'),
  snooze: SnoozeStep,
  ask: AskStep,
  adopt: AdoptStep,
  dismiss: DismissStep,
  transfer: TransferStep,
  merge: MergeStep,
  reassign: ReassignStep,
  note: NoteStep,
  confirmAdoption: confirm('confirmAdoption'),
  confirmDismissal: confirm('confirmDismissal'),
  confirmTransfer: confirm('confirmTransfer'),
  sendBack: SendBackStep,
};

export const isTriageStep = (step: string): step is Step => Object.hasOwn(TRIAGE, step);
