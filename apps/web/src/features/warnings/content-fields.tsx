import { Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useText } from '../../text/use-text.ts';
import { LevelFields, levelChange } from './level-fields.tsx';
import type { LevelValues } from './level-fields.tsx';
import type { Level, Period } from './queries.ts';
import { useRequired } from './step-form.tsx';
import { useWarningWords } from './warning-words.ts';

type Limits = Level['limits'];
const LIMITS = ['response', 'rectification', 'overall'] as const satisfies readonly (keyof Limits)[];
const UNITS = ['WORKDAY', 'CALENDAR_DAY', 'WEEK', 'MONTH'] as const;

export type ContentValues = LevelValues & {
  boundaryAnswer?: 'YES' | 'NO';
  facts?: string[];
  questions?: string[];
  limits?: { [name in keyof Limits]?: Partial<Period> | null };
};

const periodOf = (value: Partial<Period> | null | undefined): Period | null =>
  value?.amount == null ? null : { amount: value.amount, unit: value.unit ?? 'WORKDAY' };

/** The content of a draft as the contracts want it. */
export const contentOf = ({
  boundaryAnswer = 'NO',
  facts = [],
  questions = [],
  limits = {},
  ...level
}: ContentValues) => ({
  ...levelChange(level),
  boundaryAnswer,
  facts: facts.map((fact) => fact.trim()).filter((fact) => fact !== ''),
  questions: questions.map((question) => question.trim()).filter((question) => question !== ''),
  limits: {
    response: periodOf(limits.response),
    rectification: periodOf(limits.rectification),
    overall: periodOf(limits.overall),
  },
});

/** What a draft says: level, the boundary question that nobody may skip, facts, questions, limits. */
export const ContentFields = ({ levels }: { levels: readonly Level[] }) => {
  const { t } = useText();
  const required = useRequired();
  const form = Form.useFormInstance();
  const code: unknown = Form.useWatch('levelCode', form);
  const level = levels.find((one) => one.code === code);
  return (
    <>
      <LevelFields levels={levels} />
      <Form.Item
        name="boundaryAnswer"
        label={t('warnings:field.boundary')}
        extra={t('warnings:field.boundaryHelp')}
        rules={required}
      >
        <Radio.Group
          options={(['NO', 'YES'] as const).map((value) => ({ value, label: t(`warnings:boundary.${value}`) }))}
        />
      </Form.Item>
      <LinesField name="facts" label={t('warnings:field.facts')} line="fact" least={1} max={2_000} />
      <LinesField name="questions" label={t('warnings:field.questions')} line="question" least={0} max={500} />
      {level !== undefined && <LimitFields limits={level.limits} />}
    </>
  );
};

type LinesFieldProps = { name: string; label: string; line: 'fact' | 'question'; least: number; max: number };

const LinesField = ({ name, label, line, least, max }: LinesFieldProps) => {
  const { t } = useText();
  const required = useRequired();
  return (
    <Form.Item label={label} required={least > 0}>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <div className="lines-field">
            {fields.map(({ key, name: nth }) => (
              <div key={key} className="row">
                <Form.Item name={nth} rules={required} className="grow" noStyle={false}>
                  <Input.TextArea
                    rows={1}
                    className="grows"
                    maxLength={max}
                    aria-label={t(`warnings:field.${line}`, { nth: nth + 1 })}
                  />
                </Form.Item>
                {fields.length > least && (
                  <button
                    type="button"
                    className="link-button"
                    aria-label={t('warnings:field.remove', { nth: nth + 1 })}
                    onClick={() => remove(nth)}
                  >
                    ✕
                  </button>
                )}
              </div>
            ))}
            <Button size="small" onClick={() => add('')}>
              {t('warnings:field.add')}
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
};

/** Only where the level leaves the paper room. */
const LimitFields = ({ limits }: { limits: Limits }) => {
  const { t } = useText();
  const { period } = useWarningWords();
  return LIMITS.map((name) => {
    const most = limits[name];
    return most === null ? null : (
      <Form.Item
        key={name}
        label={t(`warnings:field.limit.${name}`)}
        extra={t('warnings:field.limitsHelp', { max: period(most) })}
      >
        <PeriodInputs name={['limits', name]} unit={most.unit} />
      </Form.Item>
    );
  });
};

/** An amount with its unit. */
export const PeriodInputs = ({ name, unit }: { name: string[]; unit: Period['unit'] }) => {
  const { t } = useText();
  return (
    <span className="row">
      <Form.Item name={[...name, 'amount']} noStyle>
        <InputNumber min={1} max={400} precision={0} aria-label={t('warnings:field.amount')} />
      </Form.Item>
      <Form.Item name={[...name, 'unit']} initialValue={unit} noStyle>
        <Select
          className="unit-select"
          aria-label={t('warnings:field.unit')}
          options={UNITS.map((value) => ({ value, label: t(`warnings:unit.${value}`) }))}
        />
      </Form.Item>
    </span>
  );
};
