import {
  assignManyInformation,
  confirmManyDismissals,
  dismissManyInformation,
  listHandlers,
  takeManyInformation,
} from '@qingfeng/contracts/features/information/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { OFFICERS } from '@qingfeng/domain/shared/roles.ts';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useIdempotencyKey } from '../../http/key.ts';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';
import { matterQuery, useInformationSettled } from './queries.ts';
import type { InformationRow } from './queries.ts';
import { REASONS } from './triage-steps.tsx';

/** As many as one request may hold. */
const MOST = 1_000;

type Outcome = ResponseOf<typeof takeManyInformation>;
type Reason = (typeof REASONS)[number];
type Values = { handlerId?: string; reason?: Reason; conclusion?: string };

/** What may be done with several at once, and who is offered it; the server judges each matter. */
export const MANY = {
  take: OFFICERS,
  assign: ['HANDLING_HEAD'],
  dismiss: OFFICERS,
  confirm: [...OFFICERS, 'HANDLING_HEAD'],
} as const satisfies Record<string, readonly Role[]>;
export type Many = keyof typeof MANY;
export const MANY_NAMES = Object.keys(MANY) as Many[];

type StepManyProps = { what: Many; rows: readonly InformationRow[]; onClose: () => void };

/** Rows that stand for matters bring along what else of them nobody has taken. */
export const StepMatters = ({ what, rows, onClose }: StepManyProps) => {
  const matters = rows.flatMap(({ matter }) => (matter === null ? [] : [matter.id]));
  const others = useQuery({ ...matterQuery(matters, 'untaken'), enabled: matters.length > 0 });
  const all = new Map([...rows, ...(others.data?.items ?? [])].map((row) => [row.id, row]));
  if (others.isLoading) return null;
  return <StepMany what={what} rows={[...all.values()]} onClose={onClose} />;
};

/** Shows what it will be done with and asks what is needed; then what was done and what was not, each with its reason. */
export const StepMany = ({ what, rows: given, onClose }: StepManyProps) => {
  const { t } = useText();
  const rows = given.slice(0, MOST);
  const settled = useInformationSettled();
  const keyOf = useIdempotencyKey();
  const [form] = Form.useForm<Values>();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const send = async ({ handlerId = '', reason = 'UNTRUE', conclusion = '' }: Values): Promise<void> => {
    setSending(true);
    setError(null);
    const items = rows.map(({ id, version }) => ({ id, version }));
    const idempotencyKey = keyOf({ what, items, handlerId, reason, conclusion });
    try {
      setOutcome(
        what === 'take'
          ? await call(takeManyInformation, { body: { items }, idempotencyKey })
          : what === 'assign'
            ? await call(assignManyInformation, { body: { items, handlerId }, idempotencyKey })
            : what === 'dismiss'
              ? await call(dismissManyInformation, { body: { items, reason, conclusion }, idempotencyKey })
              : await call(confirmManyDismissals, { body: { items }, idempotencyKey }),
      );
      settled();
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };

  const why = (id: string): string | undefined => outcome?.refused.find((one) => one.id === id)?.code;
  // What was refused comes first: that is what is left to do.
  const listed =
    outcome === null
      ? rows
      : [...rows].sort((a, b) => Number(why(a.id) === undefined) - Number(why(b.id) === undefined));
  return (
    <Dialog
      open
      title={t(`information:batch.${what}Title`)}
      shape="wide"
      onClose={onClose}
      foot={
        outcome === null ? (
          <>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
            <Button type="primary" disabled={sending} onClick={() => form.submit()}>
              {sending ? t('dialog.sending') : t(`information:batch.${what}`)}
            </Button>
          </>
        ) : (
          <Button type="primary" onClick={onClose}>
            {t('dialog.close')}
          </Button>
        )
      }
    >
      <p className="form-note" role="status">
        {outcome === null
          ? t(`information:batch.${what}Note`)
          : [
              t('information:batch.done', { count: outcome.done.length }),
              ...(outcome.refused.length === 0
                ? []
                : [t('information:batch.refused', { count: outcome.refused.length })]),
            ].join('，')}
      </p>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark="optional"
        scrollToFirstError
        onFinish={(values) => void send(values)}
        hidden={outcome !== null}
      >
        {what === 'assign' && <HandlerField first={rows[0]?.id ?? ''} />}
        {what === 'dismiss' && <DismissFields />}
      </Form>
      <ul className="file-list">
        {listed.map(({ id, number, title }) => (
          <li key={id}>
            <span className="dim">{number}</span>
            <span className="grow cut">{title}</span>
            {why(id) !== undefined && <span className="muted">{wording('refusals', why(id) ?? '')}</span>}
          </li>
        ))}
      </ul>
      {error !== null && <RefusalNotice error={error} />}
    </Dialog>
  );
};

/** Those who may take the first; whom another of them may not be given to, it is refused for. */
const HandlerField = ({ first }: { first: string }) => {
  const { t } = useText();
  const { data } = useQuery({
    queryKey: ['information', first, 'handlers'],
    queryFn: ({ signal }) => call(listHandlers, { params: { id: first }, signal }),
  });
  return (
    <Form.Item
      name="handlerId"
      label={t('information:field.handler')}
      rules={[{ required: true, message: t('warnings:required') }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={(data?.items ?? []).map(({ accountId, name, unit, inHand }) => ({
          value: accountId,
          label: t('information:handlerChoice', { name, unit: unit ?? '', count: inHand }),
        }))}
      />
    </Form.Item>
  );
};

const DismissFields = () => {
  const { t } = useText();
  const required = [{ required: true, message: t('warnings:required') }];
  return (
    <>
      <Form.Item name="reason" label={t('information:field.reason')} rules={required}>
        <Radio.Group
          className="choices"
          options={REASONS.map((value) => ({ value, label: t(`information:reason.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="conclusion"
        label={t('information:field.conclusion')}
        rules={required.map((rule) => ({ ...rule, whitespace: true }))}
      >
        <Input.TextArea rows={3} maxLength={2_000} showCount />
      </Form.Item>
    </>
  );
};
