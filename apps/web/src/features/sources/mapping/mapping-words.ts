import type { Field } from '@qingfeng/domain/features/sources/field.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { SampleCell } from '@qingfeng/domain/features/sources/sample.ts';
import type { MomentFormat, Reading, Unit } from '@qingfeng/domain/features/sources/translate.ts';
import type { Value } from '@qingfeng/domain/features/sources/values.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { useFormat } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { useSourceWords } from '../source-words.ts';

type Rule = MomentFormat | Unit | 'CODES';
/** What stands for a secret that came in plain: it is not shown, whoever brought it. */
export const HIDDEN = '●●●';

/** How mappings are told: fields, ways of reading, values as they are kept. */
export const useMappingWords = () => {
  const { t } = useText();
  const format = useFormat();
  const { today, fieldOf, ruledBy } = useSourceWords();
  const choiceOf = ({ choices }: Field, code: string): string =>
    format.language === 'en' ? code : (choices[code] ?? code);
  return {
    fieldOf,
    ruledBy,
    choiceOf,
    fieldsOf: (kind: Kind, names: readonly string[]): string =>
      names.map((name) => fieldOf(kind, name)).join(format.language === 'en' ? ', ' : '、'),
    readingOf: (field: Field, reading: Reading): string => {
      switch (reading.how) {
        case 'AS_IS':
          return t(`mapping:reading.AS_IS.${field.type}`);
        case 'MOMENT':
          return t(`mapping:rule.${reading.format satisfies Rule}`);
        case 'UNIT':
          return t(`mapping:rule.${reading.unit satisfies Rule}`);
        case 'CODES':
          return t('mapping:codesOf', { count: Object.keys(reading.codes).length });
      }
    },
    /** A value as it is kept, in the words of a page. */
    afterOf: (field: Field, value: Value): string => {
      if (value === null) return t('mapping:preview.empty');
      if (field.secret !== null) return t('mapping:preview.digest', { digest: String(value) });
      if (typeof value === 'number') {
        if (field.type === 'amount') return format.amount(value);
        return field.type === 'hundredths' ? format.amount(value) : format.number(value);
      }
      if (field.type === 'instant') return format.dayAndTime(value as Instant, today);
      return field.type === 'choice' ? choiceOf(field, value) : value;
    },
    beforeOf: ({ secret }: Field, cell: SampleCell | null): string => {
      if (cell === null || cell === '') return t('mapping:preview.empty');
      if (typeof cell !== 'string') return t('mapping:preview.digest', { digest: cell.digest });
      return secret === null ? cell : HIDDEN;
    },
  };
};

export const fieldNamed = (kind: Kind, name: string): Field | undefined =>
  FIELDS[kind].find((field) => field.name === name);
