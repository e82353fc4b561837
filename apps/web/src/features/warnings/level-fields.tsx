import { Form, Input, Radio, Select } from 'antd';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { LevelBadge } from '../../ui/badges.tsx';
import type { Level } from './queries.ts';
import { useRequired } from './step-form.tsx';
import { badgeOf } from './warning-words.ts';

export type LevelValues = { levelCode?: string; mode?: string; circumstance?: string; ground?: string };

/** The same as the contracts want it. */
export const levelChange = ({ levelCode = '', mode = '', circumstance = '', ground }: LevelValues) => ({
  levelCode,
  mode,
  circumstance,
  ground: ground === undefined || ground.trim() === '' ? null : ground,
});

type LevelFieldsProps = {
  levels: readonly Level[];
  /** Where the values stand in the form: `lowered` of a decision. */
  within?: string;
};

/** Level, circumstance and form: each level has its own circumstances, each circumstance the forms it allows. */
export const LevelFields = ({ levels, within }: LevelFieldsProps) => {
  const { t } = useText();
  const { language } = useFormat();
  const wording = useWording();
  const required = useRequired();
  const form = Form.useFormInstance();
  const at = (name: keyof LevelValues): string[] => (within === undefined ? [name] : [within, name]);
  const levelCode: unknown = Form.useWatch(at('levelCode'), form);
  const level = levels.find(({ code }) => code === levelCode);
  const chosen: unknown = Form.useWatch(at('circumstance'), form);
  const circumstance = level?.circumstances.find(({ code }) => code === chosen);
  const modes = level?.modes.filter(({ circumstances }) => circumstances.includes(circumstance?.code ?? '')) ?? [];
  return (
    <>
      <Form.Item
        name={at('levelCode')}
        label={t('warnings:field.level')}
        rules={required}
        extra={
          level === undefined
            ? undefined
            : t('warnings:propose.body', { body: wording('warnings', `body.${level.body}`) })
        }
      >
        <Radio.Group
          className="choices"
          options={levels.map((one) => ({ value: one.code, label: <LevelBadge level={badgeOf(one)} /> }))}
          onChange={() => {
            form.setFieldValue(at('circumstance'), undefined);
            form.setFieldValue(at('mode'), undefined);
          }}
        />
      </Form.Item>
      <Form.Item
        name={at('circumstance')}
        label={t('warnings:field.circumstance')}
        rules={required}
        // The label is the document's own wording; the gloss is for who reads English.
        extra={language === 'en' ? circumstance?.gloss : undefined}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          disabled={level === undefined}
          options={(level?.circumstances ?? []).map(({ code, label }) => ({ value: code, label: `${code} ${label}` }))}
          onChange={() => form.setFieldValue(at('mode'), undefined)}
        />
      </Form.Item>
      {circumstance?.requiresText === true && (
        <Form.Item
          name={at('ground')}
          label={t('warnings:field.ground')}
          extra={t('warnings:field.groundHelp')}
          rules={required}
        >
          <Input.TextArea rows={2} maxLength={2_000} />
        </Form.Item>
      )}
      <Form.Item
        name={at('mode')}
        label={t('warnings:field.mode')}
        rules={required}
        extra={circumstance === undefined ? t('warnings:field.modeHelp') : undefined}
      >
        <Radio.Group
          disabled={circumstance === undefined}
          options={modes.map(({ code, label }) => ({ value: code, label }))}
        />
      </Form.Item>
    </>
  );
};
