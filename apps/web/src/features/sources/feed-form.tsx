import { changeFeed, registerFeed } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { BodyInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { FEED_FORMATS } from '@qingfeng/domain/features/sources/feed.ts';
import { DELIVERED_KINDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { DayField } from '../../ui/day-field.tsx';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { PullFields } from './pull-fields.tsx';
import { feedFormQuery, useRefreshSources } from './queries.ts';
import type { Feed } from './queries.ts';
import { useSourceWords } from './source-words.ts';

type Registered = BodyInput<typeof registerFeed>;
type Agreed = Omit<Registered, 'code' | 'kind' | 'format'>;

/** As the form leaves it: an emptied field is absent, a way of fetching that was taken back has no source. */
const told = <Values extends Agreed>({
  pull,
  agreementRef,
  agreedFrom,
  agreedUntil,
  retentionMonths,
  ...rest
}: Values) => ({
  ...rest,
  agreementRef: agreementRef ?? '',
  agreedFrom: agreedFrom || null,
  agreedUntil: agreedUntil || null,
  retentionMonths: retentionMonths ?? null,
  pull: pull?.from === undefined ? null : pull.from === 'HTTP' ? { ...pull, header: pull.header || null } : pull,
});

/** What stands of the agreement, to be sent back where only one thing changes. */
export const agreedOf = ({ unit, name, provider, purpose, legalBasis, everyDays, allowedFields, ...feed }: Feed) => ({
  ...{ unitId: unit.id, name, provider, purpose, legalBasis, everyDays, allowedFields },
  ...{ agreementRef: feed.agreementRef, agreedFrom: feed.agreedFrom, agreedUntil: feed.agreedUntil },
  ...{ retentionMonths: feed.retentionMonths, pull: feed.pull },
});

/** Registers a source with what was agreed about it. */
export const RegisterDialog = ({ onClose, onDone }: { onClose: () => void; onDone: (feed: Feed) => void }) => {
  const { t } = useText();
  const refresh = useRefreshSources();
  const register = async (body: Registered, idempotencyKey: string): Promise<void> => {
    const feed = await call(registerFeed, { body: { ...body, ...told(body) }, idempotencyKey });
    await refresh();
    onDone(feed);
  };
  return (
    <StepDialog<Registered>
      open
      wide
      title={t('sources:form.title')}
      submitLabel={t('sources:form.submit')}
      initialValues={{ kind: 'expense', format: 'TABLE', everyDays: 30 }}
      onSubmit={register}
      onClose={onClose}
    >
      <IdentityFields />
      <AgreedFields secretStands={false} />
    </StepDialog>
  );
};

/** Changes what was agreed. Code, kind and format stay: another kind is another source. */
export const ChangeDialog = ({ feed, onClose }: { feed: Feed; onClose: () => void }) => {
  const { t } = useText();
  const refresh = useRefreshSources();
  const { id, version, status } = feed;
  const standing = agreedOf(feed);
  const save = async (values: Agreed, idempotencyKey: string): Promise<void> => {
    await call(changeFeed, { params: { id }, body: { ...told(values), version, status }, idempotencyKey });
    await refresh();
  };
  return (
    <StepDialog<Agreed>
      open
      wide
      title={t('sources:form.changeTitle')}
      submitLabel={t('sources:form.save')}
      initialValues={{ ...standing, pull: standing.pull ?? undefined }}
      onSubmit={save}
      onClose={onClose}
    >
      <AgreedFields kind={feed.kind} secretStands={feed.pull !== null} />
    </StepDialog>
  );
};

const useRequired = () => {
  const { t } = useText();
  return [{ required: true, whitespace: true, message: t('sources:reason.REQUIRED') }];
};

const IdentityFields = () => {
  const { t } = useText();
  const required = useRequired();
  const form = Form.useFormInstance<Registered>();
  const kind = Form.useWatch('kind', form);
  return (
    <>
      <Form.Item name="code" label={t('sources:form.code')} extra={t('sources:form.codeHelp')} rules={required}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="kind" label={t('sources:form.kind')} rules={required}>
        <Select
          options={DELIVERED_KINDS.map((value) => ({ value, label: t(`sources:kind.${value}`) }))}
          onChange={() => form.setFieldsValue({ format: 'TABLE', allowedFields: [] })}
        />
      </Form.Item>
      <Form.Item name="format" label={t('sources:form.format')} rules={required}>
        <Select
          options={FEED_FORMATS.map((value) => ({
            value,
            label: t(`sources:format.${value}`),
            // OCDS tells of procurement.
            disabled: value === 'OCDS' && kind !== 'procurement',
          }))}
        />
      </Form.Item>
    </>
  );
};

const AgreedFields = ({ kind, secretStands }: { kind?: Feed['kind']; secretStands: boolean }) => {
  const { t } = useText();
  const required = useRequired();
  const { data } = useQuery(feedFormQuery);
  const { fieldOf } = useSourceWords();
  const chosen = Form.useWatch<Feed['kind'] | undefined>('kind', Form.useFormInstance()) ?? kind ?? 'expense';
  const fields = data?.kinds.find((one) => one.kind === chosen)?.fields ?? [];
  return (
    <>
      <Form.Item name="name" label={t('sources:form.name')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="unitId" label={t('sources:form.unit')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="provider" label={t('sources:form.provider')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="purpose" label={t('sources:form.purpose')} rules={required}>
        <Input.TextArea rows={1} className="grows" maxLength={500} />
      </Form.Item>
      <Form.Item name="legalBasis" label={t('sources:form.basis')} extra={t('sources:form.basisHelp')} rules={required}>
        <Input.TextArea rows={1} className="grows" maxLength={500} />
      </Form.Item>
      <Form.Item
        name="everyDays"
        label={t('sources:form.everyDays')}
        rules={[{ required: true, message: t('sources:reason.REQUIRED') }]}
      >
        <InputNumber min={1} max={3_660} precision={0} />
      </Form.Item>
      <Form.Item name="allowedFields" label={t('sources:form.fields')} extra={t('sources:form.fieldsHelp')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={fields
            .filter((field) => !field.required)
            .map(({ name }) => ({ value: name, label: fieldOf(chosen, name) }))}
        />
      </Form.Item>
      <Form.Item name="agreementRef" label={t('sources:form.ref')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="agreedFrom" label={t('sources:form.from')}>
        <DayField />
      </Form.Item>
      <Form.Item name="agreedUntil" label={t('sources:form.until')} extra={t('sources:form.untilHelp')}>
        <DayField />
      </Form.Item>
      <Form.Item name="retentionMonths" label={t('sources:form.retention')} extra={t('sources:form.retentionHelp')}>
        <InputNumber min={1} max={600} precision={0} />
      </Form.Item>
      <PullFields secretStands={secretStands} />
    </>
  );
};
