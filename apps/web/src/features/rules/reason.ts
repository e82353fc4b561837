import { FIELDS, isKind } from '@qingfeng/domain/features/sources/kinds.ts';
import { useFormat } from '../../text/format.ts';
import { useWording } from '../../text/wording.ts';

/** A field of a kind as templates head it; its name in English, or where the kind is not known. */
const useFieldLabel = () => {
  const { language } = useFormat();
  return (name: string, kind: string): string =>
    (language === 'en' || !isKind(kind) ? undefined : FIELDS[kind].find((field) => field.name === name)?.label) ?? name;
};

/** Why something could not be judged: a word, or a word and the field it is about (`missing:invoiceNo`). */
export const useReason = (): ((reason: string, kind: string) => string) => {
  const wording = useWording();
  const labelOf = useFieldLabel();
  return (reason, kind) => {
    const [word = '', field = ''] = reason.split(':');
    return wording('rules', `reason.${word}`, { field: labelOf(field, kind) });
  };
};
