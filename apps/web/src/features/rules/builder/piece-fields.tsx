import type { Json, Nature, Path, Slot } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import {
  blankOf,
  isArray,
  isObject,
  slotsOf,
  textOf,
  valueAt,
} from '@qingfeng/domain/features/rules/builder/pattern.ts';
import { natureOf, type Place, placeIn, shapeOf } from '@qingfeng/domain/features/rules/builder/place.ts';
import { freeName } from '@qingfeng/domain/features/rules/builder/pieces.ts';
import { isSort, SHAPES, type Shape } from '@qingfeng/domain/features/rules/builder/shapes.ts';
import type { Words } from '@qingfeng/domain/features/rules/language.ts';
import type { ReactNode } from 'react';
import { useFormat } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { AtomField, CodesField, type Hint, NumberField, TextField, useCodeWords } from './atom-fields.tsx';
import { ClauseField, WordsField } from './words-fields.tsx';
import { innerOf, offerIdOf, offersFor, soleAtom, taken, WRAPS, wrapped } from './offers.ts';
import { anchorOf, useBuilding } from './rule-draft.ts';
import { FaultLine } from './fault-line.tsx';

const NO_HINT: Hint = { nature: null, field: null };

export const useWords = () => {
  const { language } = useFormat();
  return (words: Words | undefined): string => (words === undefined ? '' : words[language === 'en' ? 'en' : 'zh']);
};

type SlotProps = {
  slot: Slot;
  value: Json | undefined;
  path: Path;
  /** The place of the piece that the slot is in. */
  place: Place;
  /** That piece. */
  piece: Json;
  hint?: Hint;
  label?: string;
};

/** What stands in one place of a piece: one thing, a list, or things under names. */
export const SlotField = ({ slot, value, path, place, piece, hint = NO_HINT, label = '' }: SlotProps) => {
  const { t } = useText();
  const words = useWords();
  const { put } = useBuilding();
  const name = label === '' ? words(slot.label) : label;
  if (value === undefined && slot.optional === true)
    return (
      <button type="button" className="piece-add" onClick={() => put(path, firstOf(slot))}>
        ＋ {t('builder:add.what', { what: words(slot.label) })}
      </button>
    );
  const inner = (part: Json, at: Path, more: { label?: string } = {}) => (
    <OneField
      slot={slot}
      value={part}
      path={at}
      place={placeIn(place, slot, piece, part)}
      hint={hint}
      label={more.label ?? name}
    />
  );
  const field =
    slot.many !== undefined ? (
      slot.slot === 'aCode' ? (
        <CodesField
          value={isArray(value) ? value : []}
          hint={hint}
          place={place}
          label={name}
          onChange={(next) => put(path, next)}
        />
      ) : (
        <ListField slot={slot} value={isArray(value) ? value : []} path={path} render={inner} />
      )
    ) : slot.named === true ? (
      slot.slot === 'aNumber' ? (
        <TableField value={isObject(value) ? value : {}} path={path} hint={hint} />
      ) : (
        <NamedField slot={slot} value={isObject(value) ? value : {}} path={path} render={inner} />
      )
    ) : (
      inner(value ?? null, path)
    );
  if (slot.optional !== true) return field;
  return (
    <>
      {field}
      <Remove path={path} what={words(slot.label)} />
    </>
  );
};

/** What an optional place begins with. */
const firstOf = (slot: Slot): Json => {
  if (slot.slot === 'aFlag') return true;
  if (slot.named === true) return {};
  return slot.many === undefined ? null : [];
};

const Remove = ({ path, what }: { path: Path; what: string }) => {
  const { t } = useText();
  const { put } = useBuilding();
  return (
    <button
      type="button"
      className="piece-remove"
      aria-label={t('builder:remove.what', { what })}
      title={t('builder:remove.what', { what })}
      onClick={() => put(path, undefined)}
    >
      ✕
    </button>
  );
};

const Faults = ({ path }: { path: Path }) => {
  const { faultsAt } = useBuilding();
  return <FaultLine faults={faultsAt(path)} />;
};

type Render = (part: Json, at: Path, more?: { label?: string }) => ReactNode;

/** Conditions and finds stand under each other, names beside each other. */
const BLOCKS: readonly Slot['slot'][] = [
  'rowCondition',
  'judgement',
  'find',
  'clause',
  'words',
  'exception',
  'level',
  'reason',
  'pair',
];
/** The order says something: the first that is there, the first that is true. */
const ORDERED: readonly Slot['slot'][] = ['find', 'clause', 'level', 'subject', 'rowValue', 'fieldValue'];

const ListField = ({
  slot,
  value,
  path,
  render,
}: {
  slot: Slot;
  value: readonly Json[];
  path: Path;
  render: Render;
}) => {
  const { t } = useText();
  const { put } = useBuilding();
  const words = useWords();
  const block = BLOCKS.includes(slot.slot);
  const shapes = isSort(slot.slot) ? Object.values(SHAPES[slot.slot]) : [];
  const what = shapes.length === 1 ? words(shapes[0]?.name) : words(slot.label);
  const swapped = (nth: number): readonly Json[] =>
    value.with(nth - 1, value[nth] ?? null).with(nth, value[nth - 1] ?? null);
  return (
    <div className={block ? 'piece-list' : 'piece-row'} id={anchorOf(path)}>
      {value.map((part, nth) => (
        // Pieces have no names of their own: they are what stands in their place.
        <div key={nth} className="piece-item">
          {render(part, [...path, nth])}
          {nth > 0 && ORDERED.includes(slot.slot) && (
            <button
              type="button"
              className="piece-remove"
              title={t('builder:earlier')}
              aria-label={t('builder:earlier')}
              onClick={() => put(path, swapped(nth))}
            >
              ↑
            </button>
          )}
          <Remove path={[...path, nth]} what={what} />
        </div>
      ))}
      <button type="button" className="piece-add" onClick={() => put(path, [...value, newItem(slot, value)])}>
        ＋ {what === '' ? t('builder:add') : t('builder:add.what', { what })}
      </button>
      <Faults path={path} />
    </div>
  );
};

/** A new one of a list, with a short name that is free. */
const newItem = (slot: Slot, others: readonly Json[]): Json => {
  const taken = (name: string) => others.map((one) => textOf(valueAt(one, [name])));
  const [only, ...more] = isSort(slot.slot) ? Object.values(SHAPES[slot.slot]) : [];
  const blank = only === undefined || more.length > 0 ? null : (blankOf(only.pattern) ?? null);
  if (isObject(blank) && (slot.slot === 'exception' || slot.slot === 'reason'))
    return { ...blank, code: freeName('case', taken('code')) };
  return blank;
};

const PREFIXES: Readonly<Record<string, string>> = { parameters: 'p', lists: 'list', values: 'v', totals: 't' };

const NamedField = ({
  slot,
  value,
  path,
  render,
}: {
  slot: Slot;
  value: { readonly [name: string]: Json };
  path: Path;
  render: Render;
}) => {
  const { t } = useText();
  const { put } = useBuilding();
  const words = useWords();
  const [shape] = isSort(slot.slot) ? Object.values(SHAPES[slot.slot]) : [];
  const what = words(slot.label);
  const add = (): void => {
    const name = freeName(PREFIXES[String(path.at(-1))] ?? 'n', Object.keys(value));
    put([...path, name], shape === undefined ? null : (blankOf(shape.pattern) ?? null));
  };
  return (
    <div className="piece-list" id={anchorOf(path)}>
      {Object.entries(value).map(([name, part]) => (
        <div key={name} className="piece-item">
          <code className="piece-name">{name}</code>
          {render(part, [...path, name])}
          <Remove path={[...path, name]} what={name} />
        </div>
      ))}
      <button type="button" className="piece-add" onClick={add}>
        ＋ {t('builder:add.what', { what })}
      </button>
      <Faults path={path} />
    </div>
  );
};

/** Numbers by code: the codes are typed as well. */
const TableField = ({ value, path, hint }: { value: { readonly [name: string]: Json }; path: Path; hint: Hint }) => {
  const { t } = useText();
  const { put } = useBuilding();
  const entries = Object.entries(value);
  const renamed = (nth: number, name: string): Json =>
    Object.fromEntries(entries.map(([before, number], index) => [index === nth ? name : before, number]));
  return (
    <span className="piece-row">
      {entries.map(([name, number], nth) => (
        <span key={nth} className="piece-item">
          <TextField
            value={name}
            label={t('builder:code')}
            onChange={(next) => {
              if (typeof next === 'string' && !(next in value)) put(path, renamed(nth, next));
            }}
          />
          <NumberField
            value={number}
            unit={hint.nature?.unit}
            label={name}
            onChange={(next) => put([...path, name], next)}
          />
          <Remove path={[...path, name]} what={name} />
        </span>
      ))}
      <button
        type="button"
        className="piece-add"
        onClick={() => put([...path, freeName('CODE', Object.keys(value))], null)}
      >
        ＋
      </button>
      <Faults path={path} />
    </span>
  );
};

type OneProps = { slot: Slot; value: Json; path: Path; place: Place; hint: Hint; label: string };

/** One thing: something typed or picked, or a piece with places of its own. */
const OneField = (props: OneProps) => {
  const { slot, value, path, place, label, hint } = props;
  if (!isSort(slot.slot))
    return (
      <span className="piece-atom" id={anchorOf(path)}>
        <AtomField slot={slot} value={value} path={path} place={place} hint={hint} label={label} />
        <Faults path={path} />
      </span>
    );
  if (slot.slot === 'words') return <WordsField value={value} path={path} label={label} />;
  const shapes = Object.entries(SHAPES[slot.slot]);
  const [only] = shapes;
  // Where there is but one way to write it nothing is chosen.
  const written =
    value === null && shapes.length === 1 && only !== undefined ? (blankOf(only[1].pattern) ?? null) : value;
  const shape = written === null ? undefined : shapeOf(slot.slot, written);
  if (slot.slot === 'clause' && shape !== undefined)
    return (
      <ClauseField value={written} path={path} place={place}>
        <Parts {...props} value={written} shape={shape} only={['when']} />
      </ClauseField>
    );
  const sole = shape === undefined ? null : soleAtom(shape);
  return (
    <div className={`piece of-${slot.slot}`} id={anchorOf(path)}>
      {shapes.length > 1 && <Chooser {...props} />}
      {written !== null && shape === undefined && (
        <code className="piece-unknown" title={JSON.stringify(written)}>
          {JSON.stringify(written).slice(0, 60)}
        </code>
      )}
      {shape !== undefined && (sole === null || shapes.length === 1) && (
        <Parts {...props} value={written} shape={shape} />
      )}
      <Faults path={path} />
    </div>
  );
};

/** What the piece is: the fields, parameters and figures that it may name, and every other shape of its sort. */
const Chooser = ({ slot, value, path, place, hint, label }: OneProps) => {
  const { t } = useText();
  const words = useWords();
  const codeWords = useCodeWords();
  const { put } = useBuilding();
  const wants = slot.wants ?? hint.nature?.type;
  const offers = offersFor(slot, place, wants);
  const current = offerIdOf(slot, value);
  const shape = isSort(slot.slot) && value !== null ? shapeOf(slot.slot, value) : undefined;
  const named = shape !== undefined && soleAtom(shape) !== null;
  const groups = Map.groupBy(offers, ({ atom, shape: of }) => (atom === null ? null : of));
  const wraps = value === null ? [] : (WRAPS[slot.slot] ?? []);
  const inner = value === null ? undefined : innerOf(slot, value);
  const choose = (id: string): void => {
    if (id.startsWith('+')) put(path, wrapped(slot, id.slice(1), value));
    else if (id === '-') put(path, inner ?? null);
    else put(path, taken(slot, id, value));
  };
  const whole = named || shape === undefined || (shape.says?.zh === '{0}' && current === 'constant');
  const select = (
    <select
      className={whole ? 'piece-select' : undefined}
      aria-label={shape === undefined ? label || t('builder:choose') : t('builder:change', { name: words(shape.name) })}
      title={shape === undefined ? undefined : t('builder:change', { name: words(shape.name) })}
      value={current}
      onChange={({ target }) => choose(target.value)}
    >
      {current === '' && <option value="">{value === null ? t('builder:choose') : t('builder:unknown')}</option>}
      {!offers.some(({ id }) => id === current) && current !== '' && (
        <option value={current}>{named ? (current.split(' ')[1] ?? '') : words(shape?.name)}</option>
      )}
      {[...groups].map(([of, some]) =>
        of === null ? (
          <optgroup key="" label={t('builder:others')}>
            {some.map(({ id, shape: { name } }) => (
              <option key={id} value={id}>
                {words(name)}
              </option>
            ))}
          </optgroup>
        ) : (
          <optgroup key={words(of.name)} label={words(of.name)}>
            {some.map(({ id, atom, code }) => (
              <option key={id} value={id}>
                {atom === null || code === null ? id : codeWords(atom, place, code)}
              </option>
            ))}
          </optgroup>
        ),
      )}
      {wraps.length > 0 && isSort(slot.slot) && (
        <optgroup label={t('builder:wrap')}>
          {wraps.map((name) => (
            <option key={name} value={`+${name}`}>
              {t('builder:wrap')} {words(isSort(slot.slot) ? SHAPES[slot.slot][name]?.name : undefined)}
            </option>
          ))}
          {inner !== undefined && <option value="-">{t('builder:unwrap')}</option>}
        </optgroup>
      )}
    </select>
  );
  return whole ? select : <span className="piece-turn">{select}</span>;
};

/** The places of a piece, in its sentence or each in a line of its own. */
const Parts = ({ value, path, place, hint, shape, only }: OneProps & { shape: Shape; only?: readonly string[] }) => {
  const words = useWords();
  const slots = slotsOf(shape.pattern);
  const field = (nth: number): ReactNode => {
    const at = slots[nth];
    if (at === undefined) return null;
    return (
      <SlotField
        key={nth}
        slot={at.slot}
        value={valueAt(value, at.path)}
        path={[...path, ...at.path]}
        place={place}
        piece={value}
        hint={hintAt(shape, nth, value, place, hint)}
        label={words(at.slot.label) || words(shape.name)}
      />
    );
  };
  if (shape.says === undefined)
    return (
      <div className="piece-lines">
        {slots.map(({ path: at, slot }, nth) =>
          only !== undefined && !only.includes(String(at[0])) ? null : slot.optional === true &&
            valueAt(value, at) === undefined ? (
            <div key={nth} className="piece-line">
              {field(nth)}
            </div>
          ) : (
            <div key={nth} className="piece-line">
              <span className="piece-label">{words(slot.label)}</span>
              <div className="piece-value">{field(nth)}</div>
            </div>
          ),
        )}
      </div>
    );
  return (
    <>
      {words(shape.says)
        .split(/(\[[^\]]*\]|\{\d\})/u)
        .map((part, nth) => {
          const hole = /\{(\d)\}/u.exec(part);
          const index = hole === null ? -1 : Number(hole[1]);
          if (!part.startsWith('[')) return hole === null ? <Said key={nth} text={part} /> : field(index);
          const at = slots[index];
          if (at === undefined || valueAt(value, at.path) === undefined) return field(index);
          return part
            .slice(1, -1)
            .split(/\{\d\}/u)
            .flatMap((text, piece) => [
              piece === 0 ? null : field(index),
              <Said key={`${String(nth)}-${String(piece)}`} text={text} />,
            ]);
        })}
    </>
  );
};

const Said = ({ text }: { text: string }) =>
  text.trim() === '' ? null : <span className="piece-said">{text.trim()}</span>;

/** What a place should be like: what it is compared with, the unit of its parameter, or what the whole piece should be like. */
const hintAt = (shape: Shape, nth: number, value: Json, place: Place, own: Hint): Hint => {
  const slots = slotsOf(shape.pattern);
  const partsOf = (index: number): readonly (readonly [Slot, Json])[] => {
    const at = slots[index];
    const part = at && valueAt(value, at.path);
    if (at === undefined || part === undefined) return [];
    return at.slot.many !== undefined && isArray(part) ? part.map((one) => [at.slot, one] as const) : [[at.slot, part]];
  };
  const beside = (shape.alike ?? []).includes(nth)
    ? (shape.alike ?? []).filter((other) => other < nth || slots.length < 3)
    : [];
  const others = beside.filter((other) => other !== nth).flatMap(partsOf);
  const natures = others.map(([slot, part]) => natureOf(slot.slot, part, placeIn(place, slot, value, part)));
  const nature: Nature | null =
    natures.find((one) => one !== null) ?? unitIn(value) ?? (shape.says?.zh === '{0}' ? own.nature : null);
  const fields = (
    others.length > 0 ? others : slots.flatMap((_, index) => (index < nth ? partsOf(index) : []))
  ).flatMap(([, part]) => (isObject(part) && typeof part['field'] === 'string' ? [part['field']] : []));
  return { nature, field: fields[0] ?? (shape.says?.zh === '{0}' ? own.field : null) };
};

const unitIn = (value: Json): Nature | null => {
  const unit = isObject(value) && 'least' in value ? value['unit'] : undefined;
  return typeof unit === 'string' ? { type: 'number', unit: unit as NonNullable<Nature['unit']> } : null;
};
