import type { Json, Path } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import { isObject } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import { figuresOf, parametersIn, type Place } from '@qingfeng/domain/features/rules/builder/place.ts';
import type { ReactNode } from 'react';
import { useFormat } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { anchorOf, useBuilding } from './rule-draft.ts';
import { FaultLine } from './fault-line.tsx';

const textIn = (value: Json, name: string): string => {
  const text = isObject(value) ? value[name] : undefined;
  return typeof text === 'string' ? text : '';
};

type WordsProps = { value: Json; path: Path; label: string };

/** Words in two languages. The English follows the Chinese until it is written itself, so that nobody must write it. */
const useTwoLanguages = (value: Json, path: Path) => {
  const { put } = useBuilding();
  const [zh, en] = [textIn(value, 'zh'), textIn(value, 'en')];
  const rest = isObject(value) ? value : {};
  return {
    zh,
    en,
    setChinese: (next: string): void => put(path, { ...rest, zh: next, en: en === '' || en === zh ? next : en }),
    setEnglish: (next: string): void => put(path, { ...rest, zh, en: next }),
  };
};

const Boxes = ({ value, path, label }: WordsProps) => {
  const { zh, en, setChinese, setEnglish } = useTwoLanguages(value, path);
  const { faultsAt } = useBuilding();
  const faults = ['zh', 'en'].flatMap((name) => faultsAt([...path, name]));
  return (
    <>
      <textarea
        className="piece-input wide"
        rows={1}
        aria-label={label}
        placeholder={label}
        value={zh}
        maxLength={2_000}
        onChange={({ target }) => setChinese(target.value)}
      />
      <textarea
        className="piece-input wide english"
        rows={1}
        aria-label={`${label}（English）`}
        placeholder="English"
        value={en === zh ? '' : en}
        maxLength={2_000}
        onChange={({ target }) => setEnglish(target.value === '' ? zh : target.value)}
      />
      <FaultLine faults={faults} />
    </>
  );
};

export const WordsField = (props: WordsProps) => {
  const { faultsAt } = useBuilding();
  return (
    <span className="piece-words" id={anchorOf(props.path)}>
      <Boxes {...props} />
      <FaultLine faults={faultsAt(props.path)} />
    </span>
  );
};

/** A sentence that tells why it fired: figures and parameters are put into it by their names. */
export const ClauseField = ({
  value,
  path,
  place,
  children,
}: {
  value: Json;
  path: Path;
  place: Place;
  children: ReactNode;
}) => {
  const { t } = useText();
  const { language } = useFormat();
  const { faultsAt } = useBuilding();
  const { zh, en, setChinese, setEnglish } = useTwoLanguages(value, path);
  const named = Object.entries({ ...parametersIn(place), ...figuresOf(place) });
  const insert = (name: string): void => {
    const hole = `{${name}}`;
    if (language === 'en' && en !== zh) setEnglish(en + hole);
    else setChinese(zh + hole);
  };
  return (
    <div className="piece clause" id={anchorOf(path)}>
      <Boxes value={value} path={path} label={t('rules:backTest.why')} />
      {named.length > 0 && (
        <span className="piece-row">
          <span className="caption">{t('builder:insert')}</span>
          {named.map(([name, one]) => (
            <button key={name} type="button" className="piece-add" onClick={() => insert(name)}>
              {textIn(isObject(one) ? (one['label'] ?? null) : null, language === 'en' ? 'en' : 'zh') || name}
            </button>
          ))}
        </span>
      )}
      <FaultLine faults={faultsAt(path)} />
      {children}
    </div>
  );
};
