import { Checkbox, Popover } from 'antd';
import { useText } from '../text/use-text.ts';
import type { ListState } from './list-state.ts';

export type Choice = { readonly value: string; readonly label: string };

export type Filter =
  | { readonly kind: 'choice'; readonly name: string; readonly label: string; readonly options: readonly Choice[] }
  | { readonly kind: 'text'; readonly name: string; readonly label: string }
  /** Two query names, both days inclusive. */
  | { readonly kind: 'days'; readonly name: string; readonly until: string; readonly label: string };

/** The names a filter takes in the address. */
export const namesOf = (filter: Filter): readonly string[] =>
  filter.kind === 'days' ? [filter.name, filter.until] : [filter.name];

const partsOf = (value: string | undefined): string[] => (value === undefined || value === '' ? [] : value.split(','));

const summary = (filter: Filter, state: ListState): string => {
  const value = state.filters[filter.name] ?? '';
  if (filter.kind === 'choice')
    return partsOf(value)
      .map((part) => filter.options.find((option) => option.value === part)?.label ?? part)
      .join('、');
  if (filter.kind === 'days') return [value, state.filters[filter.until] ?? ''].join(' – ');
  return value;
};

/** One condition. Set, it says its value and can be taken off; either way it opens to be changed. */
export const FilterChip = ({ filter, state }: { filter: Filter; state: ListState }) => {
  const { t } = useText();
  const isSet = namesOf(filter).some((name) => state.filters[name] !== undefined);
  return (
    <span className="chip-group">
      <Popover trigger="click" placement="bottomLeft" arrow={false} content={<Editor filter={filter} state={state} />}>
        <button type="button" className={`chip ${isSet ? 'set' : ''}`}>
          {isSet ? `${filter.label}：${summary(filter, state)}` : filter.label}
        </button>
      </Popover>
      {isSet && (
        <button
          type="button"
          className="chip-clear"
          aria-label={t('list.clearOne', { label: filter.label })}
          onClick={() => state.set(Object.fromEntries(namesOf(filter).map((name) => [name, undefined])))}
        >
          ✕
        </button>
      )}
    </span>
  );
};

const Editor = ({ filter, state }: { filter: Filter; state: ListState }) => {
  const value = state.filters[filter.name];
  if (filter.kind === 'choice')
    return (
      <Checkbox.Group
        className="choices"
        options={[...filter.options]}
        value={partsOf(value)}
        onChange={(parts) => state.set({ [filter.name]: parts.join(',') })}
      />
    );
  if (filter.kind === 'days')
    return (
      <span className="row">
        <DayInput label={filter.label} value={value} onChange={(day) => state.set({ [filter.name]: day })} />
        –
        <DayInput
          label={filter.label}
          value={state.filters[filter.until]}
          onChange={(day) => state.set({ [filter.until]: day })}
        />
      </span>
    );
  return (
    <label className="search-box">
      <input
        aria-label={filter.label}
        defaultValue={value}
        onBlur={(event) => state.set({ [filter.name]: event.target.value.trim() })}
        onKeyDown={(event) => {
          if (event.key === 'Enter') state.set({ [filter.name]: event.currentTarget.value.trim() });
        }}
      />
    </label>
  );
};

type DayInputProps = { label: string; value: string | undefined; onChange: (day: string) => void };

const DayInput = ({ label, value, onChange }: DayInputProps) => (
  <input
    type="date"
    className="day-input"
    aria-label={label}
    value={value ?? ''}
    onChange={(event) => onChange(event.target.value)}
  />
);
