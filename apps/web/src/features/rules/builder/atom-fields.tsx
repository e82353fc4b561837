import type { Json, Nature, Path, Slot } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import { isObject } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import { figuresOf, listsIn, parametersIn, type Place } from '@qingfeng/domain/features/rules/builder/place.ts';
import type { Unit } from '@qingfeng/domain/features/rules/language.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { useState } from 'react';
import { useFormat } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { useWording } from '../../../text/wording.ts';
import { codesFor } from './offers.ts';
import { useBuilding } from './rule-draft.ts';

/** What a value stands beside: it is written in the same unit, and with the choices of the same field. */
export type Hint = { readonly nature: Nature | null; readonly field: string | null };

const labelIn = (one: Json | undefined, english: boolean): string | undefined => {
  const label = isObject(one) ? one['label'] : undefined;
  const text = isObject(label) ? label[english ? 'en' : 'zh'] : undefined;
  return typeof text === 'string' && text !== '' ? text : undefined;
};

/** A code that may be picked, in words. */
export const useCodeWords = () => {
  const wording = useWording();
  const { language } = useFormat();
  const english = language === 'en';
  return (slot: Slot, place: Place, code: string): string => {
    switch (slot.slot) {
      case 'aField': {
        // What every kind has is called by its name before one is chosen.
        const label = FIELDS[place.kind ?? 'expense'].find(({ name }) => name === code)?.label;
        if (['recordId', 'feedId', 'unitId'].includes(code)) return wording('builder', `own.${code}`);
        return (english ? undefined : label) ?? code;
      }
      case 'aKind':
        return wording('sources', `kind.${code}`);
      case 'aComparison':
        return wording('builder', `compare.${code}`);
      case 'aPeriod':
        return wording('builder', `period.${code}`);
      case 'aUnit':
        return wording('builder', `unit.${code}`);
      case 'aSubject':
        return wording('builder', `subject.${code}`);
      case 'aColour':
        return wording('ui', `level.${code}`);
      case 'aParameter':
      case 'aTable':
        return labelIn(parametersIn(place)[code], english) ?? code;
      case 'aValue':
        return labelIn(figuresOf(place)[code], english) ?? code;
      case 'aList':
        return labelIn(listsIn(place)[code], english) ?? code;
      default:
        return code;
    }
  };
};

type AtomProps = {
  slot: Slot;
  value: Json | undefined;
  path: Path;
  place: Place;
  hint: Hint;
  label: string;
};

/** Something typed, or picked from a list. */
export const AtomField = (props: AtomProps) => {
  const { slot, place, value, path, label, hint } = props;
  const { put, kindFixed } = useBuilding();
  const codes = codesFor(slot, place);
  const change = (next: Json): void => put(path, next);
  if (codes !== null)
    return (
      <CodeSelect
        {...props}
        codes={codes}
        onChange={change}
        disabled={slot.slot === 'aKind' && path.length === 1 && kindFixed}
      />
    );
  switch (slot.slot) {
    case 'aNumber':
      return <NumberField value={value} unit={hint.nature?.unit} label={label} onChange={change} />;
    case 'aConstant':
      return <ConstantField {...props} onChange={change} />;
    case 'aFlag':
      return null;
    case 'aCode':
      return <ChoiceOrText {...props} onChange={change} />;
    default:
      return <TextField value={value} label={label} wide={slot.slot === 'aText'} onChange={change} />;
  }
};

type Changing = { onChange: (next: Json) => void };

const CodeSelect = ({
  slot,
  place,
  value,
  label,
  codes,
  disabled,
  onChange,
}: AtomProps & Changing & { codes: readonly string[]; disabled: boolean }) => {
  const { t } = useText();
  const words = useCodeWords();
  const code = typeof value === 'string' ? value : '';
  return (
    <select
      className="piece-select"
      aria-label={label}
      value={code}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    >
      <option value="">{t('builder:choose')}</option>
      {!codes.includes(code) && code !== '' && <option value={code}>{code}</option>}
      {codes.map((one) => (
        <option key={one} value={one}>
          {words(slot, place, one)}
        </option>
      ))}
    </select>
  );
};

/** How numbers of a unit are typed: yuan for fen, per cent for shares, litres for hundredths. */
const SCALES: Readonly<Partial<Record<Unit, number>>> = { FEN: 100, LITRES: 100, RATIO: 0.01 };
const SUFFIXES = {
  FEN: 'yuan',
  RATIO: 'percent',
  DAYS: 'days',
  WORKDAYS: 'workdays',
  TIMES: 'times',
  HOUR: 'hour',
  LITRES: 'litres',
} as const satisfies Partial<Record<Unit, string>>;
const suffixOf = (unit: Unit | undefined) =>
  unit !== undefined && unit in SUFFIXES ? SUFFIXES[unit as keyof typeof SUFFIXES] : undefined;

/** Rounded where multiplying by a power of ten leaves crumbs behind. */
const scaled = (value: number, by: number): number => Number((value * by).toPrecision(15));

type NumberFieldProps = Changing & { value: Json | undefined; unit?: Unit | undefined; label: string };

export const NumberField = ({ value, unit, label, onChange }: NumberFieldProps) => {
  const { t } = useText();
  const scale = (unit === undefined ? undefined : SCALES[unit]) ?? 1;
  const shown = typeof value === 'number' ? String(scaled(value, 1 / scale)) : '';
  const [typed, setTyped] = useState(shown);
  const suffix = suffixOf(unit);
  const numberOf = (text: string): number | null => {
    const number = Number(text.replaceAll(/[,，\s]/gu, ''));
    return text.trim() === '' || !Number.isFinite(number) ? null : scaled(number, scale);
  };
  // What was typed stays as it was typed for as long as it means what stands there.
  const text = numberOf(typed) === (typeof value === 'number' ? value : null) ? typed : shown;
  return (
    <span className="piece-number">
      <input
        className="piece-input"
        inputMode="decimal"
        aria-label={suffix === undefined ? label : `${label}（${t(`builder:${suffix}`)}）`}
        value={text}
        size={Math.max(4, text.length)}
        onChange={({ target }) => {
          setTyped(target.value);
          onChange(numberOf(target.value));
        }}
      />
      {suffix !== undefined && <span className="muted">{t(`builder:${suffix}`)}</span>}
    </span>
  );
};

const ConstantField = ({ hint, value, label, ...props }: AtomProps & Changing) => {
  const type = hint.nature?.type;
  if (type === 'number')
    return <NumberField value={value} unit={hint.nature?.unit} label={label} onChange={props.onChange} />;
  if (type === 'text') return <ChoiceOrText {...props} hint={hint} value={value} label={label} />;
  return <NumberOrText value={value} label={label} onChange={props.onChange} />;
};

/** Beside nothing that is known yet: digits are a number. */
const NumberOrText = ({ value, label, onChange }: Changing & { value: Json | undefined; label: string }) => (
  <TextField
    value={typeof value === 'number' ? String(value) : value}
    label={label}
    onChange={(next) => onChange(typeof next === 'string' && /^-?\d+(\.\d+)?$/u.test(next) ? Number(next) : next)}
  />
);

const choicesOf = ({ field }: Hint, place: Place): readonly (readonly [string, string])[] => {
  if (field === null || place.kind === null) return [];
  return Object.entries(FIELDS[place.kind].find(({ name }) => name === field)?.choices ?? {});
};

const ChoiceOrText = ({ hint, place, value, label, onChange }: AtomProps & Changing) => {
  const { t } = useText();
  const choices = choicesOf(hint, place);
  const code = typeof value === 'string' ? value : '';
  if (choices.length === 0) return <TextField value={value} label={label} onChange={onChange} />;
  return (
    <select
      className="piece-select"
      aria-label={label}
      value={code}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    >
      <option value="">{t('builder:choose')}</option>
      {code !== '' && !choices.some(([one]) => one === code) && <option value={code}>{code}</option>}
      {choices.map(([one, word]) => (
        <option key={one} value={one}>
          {word}
        </option>
      ))}
    </select>
  );
};

export const TextField = ({
  value,
  label,
  wide = false,
  onChange,
}: Changing & { value: Json | undefined; label: string; wide?: boolean }) => {
  const text = typeof value === 'string' ? value : '';
  return wide ? (
    <textarea
      className="piece-input wide"
      rows={1}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={({ target }) => onChange(target.value)}
    />
  ) : (
    <input
      className="piece-input"
      aria-label={label}
      value={text}
      size={Math.max(6, text.length + 2)}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
    />
  );
};

type CodesProps = Changing & { value: readonly Json[]; hint: Hint; place: Place; label: string };

/** Several codes at once: ticked where the field has choices, else written one after the other. */
export const CodesField = ({ value, hint, place, label, onChange }: CodesProps) => {
  const { t } = useText();
  const choices = choicesOf(hint, place);
  const codes = value.filter((one): one is string => typeof one === 'string');
  const [typed, setTyped] = useState(codes.join('、'));
  const split = (text: string): string[] =>
    text
      .split(/[、,，\n]/u)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  if (choices.length > 0) {
    const all = [
      ...choices,
      ...codes.filter((code) => !choices.some(([one]) => one === code)).map((code) => [code, code] as const),
    ];
    return (
      <span className="piece-ticks" role="group" aria-label={label}>
        {all.map(([code, word]) => (
          <label key={code}>
            <input
              type="checkbox"
              checked={codes.includes(code)}
              onChange={({ target }) =>
                onChange(target.checked ? [...codes, code] : codes.filter((one) => one !== code))
              }
            />
            {word}
          </label>
        ))}
      </span>
    );
  }
  const text = split(typed).join('、') === codes.join('、') ? typed : codes.join('、');
  return (
    <input
      className="piece-input codes"
      aria-label={`${label}（${t('builder:codes.hint')}）`}
      placeholder={t('builder:codes.hint')}
      value={text}
      size={Math.max(12, text.length * 2)}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(split(target.value));
      }}
    />
  );
};
