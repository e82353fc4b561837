import {
  EXPECTED,
  type CaseRecord,
  type CaseResult,
  type RuleCase,
  runCase,
  strangeIn,
} from '@qingfeng/domain/features/rules/cases.ts';
import { COLUMNS, type Column, type Kind } from '@qingfeng/domain/features/rules/columns.ts';
import type { Scalar } from '@qingfeng/domain/features/rules/facts.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { readsOf } from '@qingfeng/domain/features/rules/parts.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useToday } from '../../../http/me.ts';
import { useFormat } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { useWording } from '../../../text/wording.ts';
import { Panel } from '../../../ui/panel.tsx';
import { CaseOutcome } from './case-outcome.tsx';
import { NumberField, TextField } from './atom-fields.tsx';

type Props = {
  /** Null while something is still to be filled in. */
  rule: Rule | null;
  cases: readonly RuleCase[];
  onChange: (cases: readonly RuleCase[]) => void;
};

/** The fields that a case's records may have: those that the rule reads, then the others of the kind. */
const fieldsFor = (rule: Rule | null, kind: Kind): readonly string[] => {
  const read = rule === null ? [] : (readsOf(rule).get(kind) ?? []);
  const all = FIELDS[kind].map(({ name }) => name);
  return [...all.filter((name) => read.includes(name)), ...all.filter((name) => !read.includes(name))];
};

export const resultsOf = (rule: Rule | null, cases: readonly RuleCase[]): readonly (CaseResult | null)[] =>
  cases.map((one) => (rule === null || strangeIn(one) !== null ? null : runCase(rule, one)));

/** Examples that are kept with the rule: records, and what must come of them, run as they are written. */
export const CasesPanel = ({ rule, cases, onChange }: Props) => {
  const { t } = useText();
  const today = useToday();
  const results = useMemo(() => resultsOf(rule, cases), [rule, cases]);
  const passing = results.filter((result) => result?.passes === true).length;
  const kind = rule?.kind ?? 'expense';
  const add = (): void =>
    onChange([
      ...cases,
      {
        name: t('builder:cases.newName', { nth: cases.length + 1 }),
        expect: 'HIT',
        asOf: today,
        records: { [kind]: [Object.fromEntries(['occurredOn'].map((name) => [name, today]))] },
      },
    ]);
  return (
    <Panel
      title={t('builder:section.cases')}
      note={cases.length > 0 && t('builder:cases.summary', { passing, total: cases.length })}
      action={
        <Button size="small" onClick={add} disabled={rule === null}>
          {t('builder:cases.add')}
        </Button>
      }
    >
      <div className="stack">
        <p className="caption">{t(cases.length === 0 ? 'builder:cases.none' : 'builder:cases.note')}</p>
        {cases.map((one, nth) => (
          <CaseField
            key={nth}
            rule={rule}
            one={one}
            result={results[nth] ?? null}
            onChange={(next) => onChange(next === null ? cases.toSpliced(nth, 1) : cases.with(nth, next))}
          />
        ))}
      </div>
    </Panel>
  );
};

type CaseProps = {
  rule: Rule | null;
  one: RuleCase;
  result: CaseResult | null;
  onChange: (next: RuleCase | null) => void;
};

const CaseField = ({ rule, one, result, onChange }: CaseProps) => {
  const { t } = useText();
  const wording = useWording();
  const { name, expect, asOf, records } = one;
  const kinds = Object.keys(records) as Kind[];
  const others = rule === null ? [] : [...readsOf(rule).keys()].filter((kind) => !kinds.includes(kind));
  return (
    <details className="case" open={result?.passes === false || undefined}>
      <summary>
        <b>{name}</b> <CaseOutcome one={one} result={result} kind={rule?.kind ?? ''} />
      </summary>
      <div className="piece-row">
        <TextField
          value={name}
          label={t('builder:cases.name')}
          onChange={(next) => onChange({ ...one, name: typeof next === 'string' ? next : '' })}
        />
        <select
          className="piece-select"
          aria-label={t('builder:cases.expect')}
          value={expect}
          onChange={({ target }) => onChange({ ...one, expect: target.value as RuleCase['expect'] })}
        >
          {EXPECTED.map((value) => (
            <option key={value} value={value}>
              {t(`builder:cases.${value}`)}
            </option>
          ))}
        </select>
        <label className="piece-row">
          <span className="caption">{t('builder:cases.asOf')}</span>
          <input
            type="date"
            className="piece-input"
            value={asOf}
            onChange={({ target }) => target.value !== '' && onChange({ ...one, asOf: target.value as LocalDate })}
          />
        </label>
        <button
          type="button"
          className="piece-remove"
          aria-label={t('builder:remove.what', { what: name })}
          onClick={() => onChange(null)}
        >
          ✕
        </button>
      </div>
      {kinds.map((kind) => (
        <RecordsField
          key={kind}
          kind={kind}
          fields={fieldsFor(rule, kind)}
          rows={records[kind] ?? []}
          onChange={(rows) => {
            const { [kind]: _before, ...rest } = records;
            onChange({ ...one, records: rows.length === 0 ? rest : { ...records, [kind]: rows } });
          }}
        />
      ))}
      {others.length > 0 && (
        <select
          className="piece-select"
          aria-label={t('builder:cases.addKind')}
          value=""
          onChange={({ target }) =>
            onChange({ ...one, records: { ...records, [target.value]: [{ occurredOn: asOf }] } })
          }
        >
          <option value="">{t('builder:cases.addKind')}</option>
          {others.map((kind) => (
            <option key={kind} value={kind}>
              {wording('sources', `kind.${kind}`)}
            </option>
          ))}
        </select>
      )}
    </details>
  );
};

type RecordsProps = {
  kind: Kind;
  fields: readonly string[];
  rows: readonly CaseRecord[];
  onChange: (rows: readonly CaseRecord[]) => void;
};

const without = (row: CaseRecord, field: string): CaseRecord =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== field));

/** Records of one kind: only the fields that some of them have stand there, any other may be added. */
const RecordsField = ({ kind, fields, rows, onChange }: RecordsProps) => {
  const { t } = useText();
  const wording = useWording();
  const { language } = useFormat();
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const shown = [...fields.filter((name) => used.has(name)), ...[...used].filter((name) => !fields.includes(name))];
  const labelOf = (name: string): string =>
    (language === 'en' ? undefined : FIELDS[kind].find((field) => field.name === name)?.label) ?? name;
  const set = (nth: number, field: string, value: Scalar | null): void => {
    const row = rows[nth] ?? {};
    onChange(rows.with(nth, value === null ? without(row, field) : { ...row, [field]: value }));
  };
  return (
    <div className="case-records" role="group" aria-label={wording('sources', `kind.${kind}`)}>
      <h3>{wording('sources', `kind.${kind}`)}</h3>
      {rows.map((row, nth) => (
        <div key={nth} className="case-row">
          <span className="caption">{t('builder:cases.row', { nth: nth + 1 })}</span>
          {shown.map((name) => (
            <label key={name} className="case-cell">
              <span className="caption">{labelOf(name)}</span>
              <Cell
                kind={kind}
                name={name}
                value={row[name] ?? null}
                label={labelOf(name)}
                onChange={(value) => set(nth, name, value)}
              />
            </label>
          ))}
          <button
            type="button"
            className="piece-remove"
            aria-label={t('builder:remove.what', { what: t('builder:cases.row', { nth: nth + 1 }) })}
            onClick={() => onChange(rows.toSpliced(nth, 1))}
          >
            ✕
          </button>
        </div>
      ))}
      <div className="piece-row">
        <button type="button" className="piece-add" onClick={() => onChange([...rows, rows.at(-1) ?? {}])}>
          ＋ {t('builder:cases.addRow')}
        </button>
        <select
          className="piece-select"
          aria-label={t('builder:cases.addField')}
          value=""
          onChange={({ target }) => {
            const name = target.value;
            onChange(rows.map((row) => ({ ...row, [name]: row[name] ?? startOf(kind, name) })));
          }}
        >
          <option value="">{t('builder:cases.addField')}</option>
          {fields
            .filter((name) => !used.has(name))
            .map((name) => (
              <option key={name} value={name}>
                {labelOf(name)}
              </option>
            ))}
        </select>
      </div>
    </div>
  );
};

const columnOf = (kind: Kind, name: string): Column | undefined =>
  (COLUMNS[kind] as Readonly<Record<string, Column>>)[name];

/** What a field that was just added says until something is typed. */
const startOf = (kind: Kind, name: string): Scalar => {
  if (name === 'currency') return 'CNY';
  switch (columnOf(kind, name)?.type) {
    case 'integer':
    case 'money':
      return 0;
    case 'day':
      return '2026-01-01';
    case 'instant':
      return '2026-01-01T01:00:00.000Z';
    default:
      return Object.keys(FIELDS[kind].find((field) => field.name === name)?.choices ?? {})[0] ?? '';
  }
};

const HOUR_MS = 3_600_000;
/** Times are written by China's clock, as cases are judged. */
const toLocal = (instant: Scalar): string => {
  const at = Date.parse(String(instant));
  return Number.isNaN(at) ? '' : new Date(at + 8 * HOUR_MS).toISOString().slice(0, 16);
};
const fromLocal = (text: string): string => new Date(`${text}:00+08:00`).toISOString();

type CellProps = {
  kind: Kind;
  name: string;
  value: Scalar | null;
  label: string;
  onChange: (value: Scalar | null) => void;
};

const Cell = ({ kind, name, value, label, onChange }: CellProps) => {
  const { t } = useText();
  const field = FIELDS[kind].find((one) => one.name === name);
  const choices = Object.entries(field?.choices ?? {});
  const type = columnOf(kind, name)?.type;
  if (choices.length > 0)
    return (
      <select
        className="piece-select"
        aria-label={label}
        value={String(value ?? '')}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{t('none')}</option>
        {choices.map(([code, word]) => (
          <option key={code} value={code}>
            {word}
          </option>
        ))}
      </select>
    );
  if (type === 'integer' || type === 'money')
    return (
      <NumberField
        value={value}
        unit={type === 'money' ? 'FEN' : undefined}
        label={label}
        onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      />
    );
  if (type === 'day' || type === 'instant')
    return (
      <input
        type={type === 'day' ? 'date' : 'datetime-local'}
        className="piece-input"
        aria-label={label}
        value={value === null ? '' : type === 'day' ? String(value) : toLocal(value)}
        onChange={({ target }) =>
          onChange(target.value === '' ? null : type === 'day' ? target.value : fromLocal(target.value))
        }
      />
    );
  return (
    <TextField value={value} label={label} onChange={(next) => onChange(typeof next === 'string' ? next : null)} />
  );
};
