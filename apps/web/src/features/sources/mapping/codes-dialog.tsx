import type { Field } from '@qingfeng/domain/features/sources/field.ts';
import { usualCodes } from '@qingfeng/domain/features/sources/guess.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Reading } from '@qingfeng/domain/features/sources/translate.ts';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useText } from '../../../text/use-text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { useMappingWords } from './mapping-words.ts';

type Codes = Extract<Reading, { how: 'CODES' }>;
type CodesDialogProps = {
  kind: Kind;
  field: Field;
  reading: Codes;
  /** Codes of the sample that the table does not know. */
  strange: readonly string[];
  onChange: (reading: Codes) => void;
  onClose: () => void;
};

/** Lines of two cells each, as a spreadsheet gives them; ours may be a word or a code. */
const pastedCodes = (text: string, field: Field): { codes: Readonly<Record<string, string>>; skipped: number } => {
  const byWord = new Map(Object.entries(field.choices).map(([code, word]) => [word, code]));
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.flatMap((line): [string, string][] => {
    const [theirs = '', said = ''] = line.split(/\t|,|，/).map((cell) => cell.trim());
    const ours = byWord.get(said) ?? said;
    const isKnown = field.type !== 'choice' || ours === '' || Object.hasOwn(field.choices, ours);
    return theirs === '' || !isKnown ? [] : [[theirs, ours]];
  });
  return { codes: Object.fromEntries(pairs), skipped: lines.length - pairs.length };
};

/** Their codes and what each stands for here, and what becomes of one that the table does not know. */
export const CodesDialog = ({ kind, field, reading, strange, onChange, onClose }: CodesDialogProps) => {
  const { t } = useText();
  const { fieldOf } = useMappingWords();
  const usual = usualCodes(field);
  const policies: readonly Codes['unknown'][] = [
    'REJECT',
    ...(field.required ? [] : (['EMPTY'] as const)),
    ...(field.type === 'choice' ? [] : (['AS_IS'] as const)),
  ];
  const add = (codes: Readonly<Record<string, string>>): void =>
    onChange({ ...reading, codes: { ...reading.codes, ...codes } });
  return (
    <Dialog
      open
      shape="wide"
      title={t('mapping:codes.title', { field: fieldOf(kind, field.name) })}
      onClose={onClose}
      foot={
        <Button type="primary" onClick={onClose}>
          {t('mapping:codes.done')}
        </Button>
      }
    >
      <div className="stack">
        <p className="muted">{t('mapping:codes.note')}</p>
        <CodeLines field={field} reading={reading} onChange={onChange} />
        <p className="row wrap">
          <AddCode onAdd={(code) => add({ [code]: '' })} />
          {strange.length > 0 && (
            <Button size="small" onClick={() => add(Object.fromEntries(strange.map((code) => [code, ''])))}>
              {t('mapping:codes.addStrange', { count: strange.length })}
            </Button>
          )}
          {usual !== null && (
            <Button size="small" onClick={() => add(usual)}>
              {t('mapping:codes.usual')}
            </Button>
          )}
        </p>
        <p className="row wrap">
          <span>{t('mapping:codes.unknown')}</span>
          <Segmented
            label={t('mapping:codes.unknown')}
            value={reading.unknown}
            options={policies.map((value) => ({ value, label: t(`mapping:codes.unknown.${value}`) }))}
            onChange={(unknown) => onChange({ ...reading, unknown })}
          />
        </p>
        <Paste field={field} onTake={add} />
      </div>
    </Dialog>
  );
};

const CodeLines = ({ field, reading, onChange }: Pick<CodesDialogProps, 'field' | 'reading' | 'onChange'>) => {
  const { t } = useText();
  const { choiceOf } = useMappingWords();
  const lines = Object.entries(reading.codes);
  if (lines.length === 0) return <p className="muted">{t('mapping:codes.empty')}</p>;
  const put = (theirs: string, ours: string): void =>
    onChange({ ...reading, codes: { ...reading.codes, [theirs]: ours } });
  const remove = (theirs: string): void =>
    onChange({ ...reading, codes: Object.fromEntries(lines.filter(([code]) => code !== theirs)) });
  return (
    <table className="table code-table">
      <thead>
        <tr>
          <th scope="col">{t('mapping:codes.theirs')}</th>
          <th scope="col">{t('mapping:codes.ours')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {lines.map(([theirs, ours]) => (
          <tr key={theirs}>
            <td>
              <code>{theirs}</code>
            </td>
            <td>
              {field.type === 'choice' ? (
                <Select
                  size="small"
                  aria-label={`${theirs} ${t('mapping:codes.ours')}`}
                  value={ours}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={[
                    ...(field.required ? [] : [{ value: '', label: t('mapping:codes.leaveEmpty') }]),
                    ...Object.keys(field.choices).map((value) => ({ value, label: choiceOf(field, value) })),
                  ]}
                  onChange={(value) => put(theirs, value)}
                />
              ) : (
                <Input
                  size="small"
                  aria-label={`${theirs} ${t('mapping:codes.ours')}`}
                  value={ours}
                  maxLength={field.max}
                  onChange={({ target }) => put(theirs, target.value)}
                />
              )}
            </td>
            <td>
              <Button
                size="small"
                type="text"
                aria-label={t('mapping:codes.remove', { code: theirs })}
                onClick={() => remove(theirs)}
              >
                ✕
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const AddCode = ({ onAdd }: { onAdd: (code: string) => void }) => {
  const { t } = useText();
  const [code, setCode] = useState('');
  const add = (): void => {
    if (code.trim() === '') return;
    onAdd(code.trim());
    setCode('');
  };
  return (
    <span className="row">
      <Input
        size="small"
        value={code}
        maxLength={100}
        placeholder={t('mapping:codes.theirs')}
        aria-label={t('mapping:codes.theirs')}
        onChange={({ target }) => setCode(target.value)}
        onPressEnter={add}
      />
      <Button size="small" onClick={add}>
        {t('mapping:codes.add')}
      </Button>
    </span>
  );
};

const Paste = ({ field, onTake }: { field: Field; onTake: (codes: Readonly<Record<string, string>>) => void }) => {
  const { t } = useText();
  const [text, setText] = useState('');
  const [skipped, setSkipped] = useState(0);
  const take = (): void => {
    const pasted = pastedCodes(text, field);
    onTake(pasted.codes);
    setSkipped(pasted.skipped);
    setText('');
  };
  return (
    <details>
      <summary>{t('mapping:codes.paste')}</summary>
      <div className="stack">
        <Input.TextArea
          rows={4}
          value={text}
          aria-label={t('mapping:codes.paste')}
          placeholder={t('mapping:codes.pasteHint')}
          onChange={({ target }) => setText(target.value)}
        />
        <p className="row">
          <Button size="small" onClick={take} disabled={text.trim() === ''}>
            {t('mapping:codes.take')}
          </Button>
          <span role="status" className="muted">
            {skipped > 0 && t('mapping:codes.skipped', { count: skipped })}
          </span>
        </p>
      </div>
    </details>
  );
};
