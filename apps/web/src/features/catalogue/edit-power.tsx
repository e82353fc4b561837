import { editPower } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import { MOST, POWER_CATEGORIES } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { call } from '../../http/call.ts';
import { useMe } from '../../http/me.ts';
import { useText } from '../../text/use-text.ts';
import { remember, remembered } from '../../ui/preferences.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { usePowerSettled } from './queries.ts';
import type { Content, Power } from './queries.ts';

type Row<Item> = { [field in keyof Item]?: Item[field] | undefined };
type Values = Omit<Row<Content>, 'basis' | 'steps' | 'institutions'> & {
  basis?: Row<Content['basis'][number]>[];
  steps?: Row<Content['steps'][number]>[];
  institutions?: string;
  note?: string | null;
};

const orNull = (text: string | null | undefined): string | null => ((text ?? '').trim() === '' ? null : (text ?? ''));

const contentOf = (values: Values, before: Content): Content => ({
  name: values.name ?? '',
  category: values.category ?? before.category,
  summary: orNull(values.summary),
  basis: (values.basis ?? []).map(({ title = '', text }) => ({ title, text: orNull(text) })),
  steps: (values.steps ?? []).map(({ name = '', post, days, note, weak, key }) => ({
    name,
    post: orNull(post),
    days: days ?? null,
    note: orNull(note),
    weak: weak === true,
    key: key === true,
  })),
  promisedDays: values.promisedDays ?? null,
  legalDays: values.legalDays ?? null,
  fee: orNull(values.fee),
  section: orNull(values.section),
  phone: orNull(values.phone),
  riskPost: orNull(values.riskPost),
  workRules: orNull(values.workRules),
  institutions: (values.institutions ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
  sourceUrl: orNull(values.sourceUrl),
});

const valuesOf = (content: Content, note: string | null): Values => ({
  ...content,
  institutions: content.institutions.join('\n'),
  note,
});

type EditPowerProps = { power: Power; open: boolean; onClose: () => void };

/** A new version of an item, or its draft; what is typed outlives the page until the server has it, under the person's own account. */
export const EditPower = ({ power: { id, version, content, draft }, open, onClose }: EditPowerProps) => {
  const { t } = useText();
  const { accountId } = useMe();
  const settled = usePowerSettled();
  const key = `draft.${accountId}.power.${id}`;
  const before = draft?.content ?? content;
  const [initial] = useState(() => remembered<Values | null>(key, null) ?? valuesOf(before, draft?.note ?? null));
  return (
    <StepDialog<Values>
      open={open}
      wide
      title={t('catalogue:step.edit')}
      note={t('catalogue:form.note')}
      submitLabel={t('catalogue:form.save')}
      initialValues={initial}
      onTyped={(values) => remember(key, values)}
      onSubmit={async ({ note, ...values }, idempotencyKey) => {
        const body = { version, content: contentOf(values, before), note: orNull(note) };
        settled(await call(editPower, { params: { id }, body, idempotencyKey }));
        localStorage.removeItem(key);
      }}
      onClose={onClose}
    >
      <PowerFields />
    </StepDialog>
  );
};

const PowerFields = () => {
  const { t } = useText();
  const required = [{ required: true, whitespace: true, message: t('catalogue:form.required') }];
  const line = (name: 'fee' | 'section' | 'phone' | 'riskPost') => (
    <Form.Item name={name} label={t(`catalogue:field.${name}`)}>
      <Input maxLength={MOST[name]} />
    </Form.Item>
  );
  return (
    <>
      <Form.Item name="name" label={t('catalogue:field.name')} rules={required}>
        <Input maxLength={MOST.name} />
      </Form.Item>
      <Form.Item name="category" label={t('catalogue:field.category')}>
        <Select options={POWER_CATEGORIES.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="summary" label={t('catalogue:field.summary')}>
        <Input.TextArea rows={2} className="grows" maxLength={MOST.summary} />
      </Form.Item>
      <Lines name="basis" label={t('catalogue:field.basis')}>
        {(nth) => (
          <>
            <Form.Item name={[nth, 'title']} rules={required} className="grow">
              <Input
                maxLength={MOST.basis}
                placeholder={t('catalogue:field.basis.title')}
                aria-label={t('catalogue:field.basis.title')}
              />
            </Form.Item>
            <Form.Item name={[nth, 'text']} className="grow">
              <Input.TextArea
                rows={1}
                className="grows"
                maxLength={5_000}
                placeholder={t('catalogue:field.basis.text')}
                aria-label={t('catalogue:field.basis.text')}
              />
            </Form.Item>
          </>
        )}
      </Lines>
      <Lines name="steps" label={t('catalogue:field.steps')}>
        {(nth) => (
          <>
            {(['name', 'post', 'note'] as const).map((field) => (
              <Form.Item
                key={field}
                name={[nth, field]}
                className="grow"
                {...(field === 'name' ? { rules: required } : {})}
              >
                <Input
                  maxLength={field === 'note' ? 1_000 : 100}
                  placeholder={t(`catalogue:field.steps.${field}`)}
                  aria-label={t(`catalogue:field.steps.${field}`)}
                />
              </Form.Item>
            ))}
            <Form.Item name={[nth, 'days']}>
              <InputNumber
                min={0}
                max={1_000}
                precision={0}
                placeholder={t('catalogue:field.steps.days')}
                aria-label={t('catalogue:field.steps.days')}
              />
            </Form.Item>
            {(['key', 'weak'] as const).map((field) => (
              <Form.Item key={field} name={[nth, field]} valuePropName="checked">
                <Checkbox>{t(`catalogue:field.steps.${field}`)}</Checkbox>
              </Form.Item>
            ))}
          </>
        )}
      </Lines>
      <div className="power-fields">
        {(['promisedDays', 'legalDays'] as const).map((name) => (
          <Form.Item key={name} name={name} label={t(`catalogue:field.${name}`)}>
            <InputNumber min={0} max={1_000} precision={0} />
          </Form.Item>
        ))}
        {line('fee')}
        {line('section')}
        {line('phone')}
        {line('riskPost')}
      </div>
      <Form.Item name="workRules" label={t('catalogue:field.workRules')}>
        <Input.TextArea rows={2} className="grows" maxLength={MOST.workRules} />
      </Form.Item>
      <Form.Item name="institutions" label={t('catalogue:field.institutions')}>
        <Input.TextArea rows={2} className="grows" />
      </Form.Item>
      <Form.Item name="sourceUrl" label={t('catalogue:field.sourceUrl')}>
        <Input maxLength={MOST.url} />
      </Form.Item>
      <Form.Item name="note" label={t('catalogue:field.note')}>
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
};

type LinesProps = { name: 'basis' | 'steps'; label: string; children: (nth: number) => ReactNode };

const Lines = ({ name, label, children }: LinesProps) => {
  const { t } = useText();
  return (
    <Form.Item label={label}>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <div className="lines-field">
            {fields.map(({ key, name: nth }) => (
              <div key={key} className="row power-line">
                {children(nth)}
                <button
                  type="button"
                  className="link-button"
                  aria-label={t('catalogue:form.remove', { nth: nth + 1 })}
                  onClick={() => remove(nth)}
                >
                  ✕
                </button>
              </div>
            ))}
            <Button size="small" onClick={() => add({})}>
              {t('catalogue:form.add')}
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
};
