import { Form, Select } from 'antd';
import { useText } from '../../text/use-text.ts';
import type { DraftValues } from './parameter-fields.tsx';
import { untrueUnder } from './settled-cases.ts';
import type { RuleVersion } from './version-queries.ts';

/** Which of the cases kept with the rule the values make untrue, each to be settled in the same proposal. */
export const UntrueCases = ({ kept }: { kept: Pick<RuleVersion, 'definition' | 'cases'> }) => {
  const { t } = useText();
  const values = Form.useWatch<DraftValues['parameters']>('parameters') ?? {};
  const untrue = untrueUnder(kept, values);
  if (untrue.length === 0) return null;
  return (
    <fieldset className="rights" aria-live="polite">
      <legend>{t('rules:untrue.title', { count: untrue.length })}</legend>
      <p className="dim">{t('rules:untrue.note')}</p>
      {untrue.map(({ one, result }) => (
        <Form.Item
          key={one.name}
          name={['settlements', one.name]}
          initialValue="KEEP"
          label={t('rules:untrue.case', {
            name: one.name,
            expect: t(`builder:cases.${one.expect}`),
            got: t(`builder:cases.got.${result.got}`),
          })}
        >
          <Select
            options={[
              { value: 'KEEP', label: t('rules:untrue.KEEP') },
              { value: 'EXPECT', label: t('rules:untrue.EXPECT', { expect: t(`builder:cases.${result.got}`) }) },
              { value: 'DROP', label: t('rules:untrue.DROP') },
            ]}
          />
        </Form.Item>
      ))}
    </fieldset>
  );
};
