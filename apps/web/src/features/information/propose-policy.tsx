import { proposeTriagePolicy } from '@qingfeng/contracts/features/information/policy.ts';
import { isWithin, POLICY_NUMBER_NAMES, POLICY_NUMBERS } from '@qingfeng/domain/features/information/policy.ts';
import type { PolicyNumber } from '@qingfeng/domain/features/information/policy.ts';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { GROUP_NAMES, POLICY_GROUPS, type PolicyPart } from './policy-words.ts';
import { usePoliciesSettled } from './policy-queries.ts';
import type { Policies, Policy } from './policy-queries.ts';

type Values = Policy & { reason: string };
type Props = { policies: Policies; onClose: () => void };

const isNumber = (part: PolicyPart): part is PolicyNumber => (POLICY_NUMBER_NAMES as readonly string[]).includes(part);

/** The whole policy as a form, from what is in force; the server judges how its parts fit together. */
export const ProposePolicy = ({ policies, onClose }: Props) => {
  const { t } = useText();
  const settled = usePoliciesSettled();
  const required = [{ required: true, message: t('policy:required') }];
  return (
    <StepDialog<Values>
      open
      wide
      title={t('policy:propose')}
      note={t('policy:proposeNote')}
      submitLabel={t('policy:propose')}
      initialValues={policies.inForce}
      onSubmit={async ({ reason, ...policy }, idempotencyKey) =>
        settled(
          await call(proposeTriagePolicy, {
            body: { reason, policy: { ...policies.inForce, ...policy } },
            idempotencyKey,
          }),
        )
      }
      onClose={onClose}
    >
      {GROUP_NAMES.map((group) => (
        <fieldset key={group} className="form-group">
          <legend>{t(`policy:group.${group}`)}</legend>
          {POLICY_GROUPS[group].map((part) =>
            isNumber(part) ? (
              <NumberField key={part} name={part} />
            ) : (
              <OtherField key={part} part={part} policies={policies} />
            ),
          )}
        </fieldset>
      ))}
      <Form.Item name="reason" label={t('policy:reason')} rules={required}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </StepDialog>
  );
};

const NumberField = ({ name }: { name: PolicyNumber }) => {
  const { t } = useText();
  const { least, most } = POLICY_NUMBERS[name];
  const range = t('policy:between', { min: least, max: most });
  return (
    <Form.Item
      name={name}
      label={t(`policy:field.${name}`)}
      extra={range}
      rules={[
        { required: true, message: t('policy:required') },
        {
          validator: (_, value: number) =>
            isWithin(name, value) ? Promise.resolve() : Promise.reject(new RangeError(range)),
        },
      ]}
    >
      <InputNumber min={least} max={most} precision={0} />
    </Form.Item>
  );
};

const OtherField = ({ part, policies }: { part: Exclude<PolicyPart, PolicyNumber>; policies: Policies }) => {
  const { t } = useText();
  switch (part) {
    case 'blueSilencedBy':
    case 'yellowSilencedBy':
      return (
        <Form.Item name={part} label={t(`policy:field.${part}`)}>
          <Select
            options={[
              { value: null, label: t('policy:never') },
              { value: 'RED', label: t('policy:colour.RED') },
              ...(part === 'blueSilencedBy' ? [{ value: 'YELLOW', label: t('policy:colour.YELLOW') }] : []),
            ]}
          />
        </Form.Item>
      );
    case 'repeats':
      return <RuleNumbers part={part} number="times" policies={policies} least={2} most={100} start={3} />;
    case 'weights':
      return <RuleNumbers part={part} number="percent" policies={policies} least={0} most={500} start={100} />;
    case 'stages':
      return <Stages policies={policies} />;
  }
};

type RuleNumbersProps = {
  part: 'repeats' | 'weights';
  number: 'times' | 'percent';
  policies: Policies;
  least: number;
  most: number;
  start: number;
};

/** A number for each of some rules. */
const RuleNumbers = ({ part, number, policies, least, most, start }: RuleNumbersProps) => {
  const { t } = useText();
  const required = [{ required: true, message: t('policy:required') }];
  return (
    <Form.Item label={t(`policy:field.${part}`)} className="form-wide">
      <Form.List name={part}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="row wrap">
                <Form.Item name={[name, 'ruleCode']} rules={required} className="grow">
                  <Select
                    aria-label={t('policy:field.rule')}
                    placeholder={t('policy:field.rule')}
                    showSearch={{ optionFilterProp: 'label' }}
                    options={policies.rules.map((rule) => ({ value: rule.code, label: `${rule.code} ${rule.name}` }))}
                  />
                </Form.Item>
                <Form.Item name={[name, number]} rules={required}>
                  <InputNumber aria-label={t(`policy:field.${number}`)} min={least} max={most} precision={0} />
                </Form.Item>
                <Button size="small" onClick={() => remove(name)}>
                  {t('policy:remove')}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add({ [number]: start })}>
              {t('policy:add')}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
};

const Stages = ({ policies }: { policies: Policies }) => {
  const { t } = useText();
  const form = Form.useFormInstance<Policy>();
  const required = [{ required: true, message: t('policy:required') }];
  /** A stage keeps its code whatever it is called; a new one takes the first that is free. */
  const freeCode = (): string => {
    const { stages } = form.getFieldsValue(true) as Policy;
    const taken = new Set(stages.map(({ code }) => code));
    let n = 1;
    while (taken.has(`STAGE_${String(n)}`)) n += 1;
    return `STAGE_${String(n)}`;
  };
  return (
    <Form.List name="stages">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className="form-part form-wide">
              <div className="row wrap">
                <Form.Item name={[name, 'name']} label={t('policy:field.stageName')} rules={required}>
                  <Input maxLength={20} />
                </Form.Item>
                <Form.Item name={[name, 'workdays']} label={t('policy:field.workdays')} rules={required}>
                  <InputNumber min={1} max={60} precision={0} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button size="small" onClick={() => remove(name)}>
                    {t('policy:remove')}
                  </Button>
                )}
              </div>
              <Form.Item name={[name, 'unitIds']} label={t('policy:field.units')}>
                <Select
                  mode="multiple"
                  showSearch={{ optionFilterProp: 'label' }}
                  options={policies.units.map((unit) => ({ value: unit.id, label: unit.name }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'ownStaff']} valuePropName="checked">
                <Checkbox>{t('policy:field.ownStaff')}</Checkbox>
              </Form.Item>
              <Form.Item name={[name, 'code']} hidden>
                <Input />
              </Form.Item>
            </div>
          ))}
          <Button size="small" onClick={() => add({ code: freeCode(), workdays: 10, unitIds: [], ownStaff: false })}>
            {t('policy:add')}
          </Button>
        </>
      )}
    </Form.List>
  );
};
