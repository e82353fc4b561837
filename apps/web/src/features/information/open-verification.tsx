import { openVerification } from '@qingfeng/contracts/features/information/verification.ts';
import { Checkbox, Form, Input, Select } from 'antd';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import type { Information } from './queries.ts';
import { useVerificationSettled } from './verification-queries.ts';
import type { Verifications } from './verification-queries.ts';

type Plan = Verifications['plan'];
type StageValues = {
  include: boolean;
  accountId: string;
  question: string;
  columns: string[];
  subject: boolean;
  unit: boolean;
  earlier: boolean;
};
type Values = { stages: Record<string, Partial<StageValues>> };

const NOTHING: StageValues = {
  ...{ include: false, accountId: '', question: '', columns: [] },
  ...{ subject: false, unit: false, earlier: false },
};

/** A form that is opened: nobody chosen, nothing asked, everything hidden. */
const BLANK: Partial<StageValues> = { include: false, columns: [], subject: false, unit: false, earlier: false };

/** Whom to ask what, and what each is told: everything is hidden until it is chosen. */
export const OpenVerification = ({
  information,
  plan,
  onClose,
}: {
  information: Information;
  plan: Plan;
  onClose: () => void;
}) => {
  const { t } = useText();
  const settled = useVerificationSettled();
  const { id, version, alert } = information;
  const columns = [
    { value: 'occurredOn', label: t('verification:field.day') },
    ...(alert?.columns ?? []).flatMap(({ key, label, digest }) => (digest ? [] : [{ value: key, label }])),
  ];
  return (
    <StepDialog<Values>
      open
      wide
      title={t('verification:open')}
      note={t('verification:openNote')}
      submitLabel={t('verification:open')}
      initialValues={{ stages: Object.fromEntries(plan.map(({ code }) => [code, BLANK])) }}
      onSubmit={async ({ stages }, idempotencyKey) => {
        const chosen = plan.flatMap(({ code }) => {
          const { include, ...stage } = { ...NOTHING, ...stages[code] };
          return include ? [{ code, ...stage }] : [];
        });
        await call(openVerification, { params: { id }, body: { version, stages: chosen }, idempotencyKey });
        settled();
      }}
      onClose={onClose}
    >
      {plan.map((stage) => (
        <StageFields key={stage.code} stage={stage} columns={columns} />
      ))}
      <Form.Item
        name="atLeastOne"
        rules={[
          ({ getFieldValue }) => ({
            validator: () => {
              const stages = getFieldValue('stages') as Values['stages'];
              return Object.values(stages).some(({ include }) => include)
                ? Promise.resolve()
                : Promise.reject(new RangeError(t('verification:atLeastOne')));
            },
          }),
        ]}
      >
        <span />
      </Form.Item>
    </StepDialog>
  );
};

type StageFieldsProps = { stage: Plan[number]; columns: readonly { value: string; label: string }[] };

const StageFields = ({ stage: { code, name, workdays, people }, columns }: StageFieldsProps) => {
  const { t } = useText();
  const included = Form.useWatch<boolean | undefined>(['stages', code, 'include']) === true;
  const required = [{ required: true, message: t('verification:required') }];
  const at = (field: keyof StageValues): [string, string, string] => ['stages', code, field];
  return (
    <div className="form-part">
      <Form.Item name={at('include')} valuePropName="checked" style={{ marginBottom: 0 }}>
        <Checkbox disabled={people.length === 0}>
          <b>{t('verification:field.include', { name, days: workdays })}</b>
        </Checkbox>
      </Form.Item>
      {people.length === 0 && <p className="caption">{t('verification:field.nobody')}</p>}
      {included && (
        <>
          <Form.Item name={at('accountId')} label={t('verification:field.person')} rules={required}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={people.map((person) => ({
                value: person.accountId,
                label: t('verification:who', { unit: person.unit ?? '', name: person.name }),
              }))}
            />
          </Form.Item>
          <Form.Item name={at('question')} label={t('verification:field.question')} rules={required}>
            <Input.TextArea rows={3} maxLength={2_000} showCount />
          </Form.Item>
          <Form.Item
            name={at('columns')}
            label={t('verification:field.columns')}
            extra={t('verification:field.columnsNote')}
          >
            <Checkbox.Group options={[...columns]} />
          </Form.Item>
          {(['subject', 'unit', 'earlier'] as const).map((field) => (
            <Form.Item key={field} name={at(field)} valuePropName="checked" style={{ marginBottom: 0 }}>
              <Checkbox>{t(`verification:field.${field}`)}</Checkbox>
            </Form.Item>
          ))}
        </>
      )}
    </div>
  );
};
