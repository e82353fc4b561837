import type { Field } from '@qingfeng/domain/features/sources/field.ts';
import { strangeCodes } from '@qingfeng/domain/features/sources/guess.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { AS_IS, READINGS } from '@qingfeng/domain/features/sources/mapping.ts';
import type { Preview, PreviewCell } from '@qingfeng/domain/features/sources/sample.ts';
import { AMOUNT_UNITS, MOMENT_FORMATS, QUANTITY_UNITS } from '@qingfeng/domain/features/sources/translate.ts';
import type { MomentFormat, Reading, Unit } from '@qingfeng/domain/features/sources/translate.ts';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useText } from '../../../text/use-text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { CodesDialog } from './codes-dialog.tsx';
import type { FieldMapping, MappingVersion } from './mapping-queries.ts';
import { useMappingWords } from './mapping-words.ts';
import { BeforeAfter } from './preview-table.tsx';

const BY_OUR_NAMES: FieldMapping = { headings: null, constant: null, reading: AS_IS };
/** Stands in the choice of columns for a field that is not read; no heading is blank. */
const NOT_READ = '';

type FieldTableProps = {
  kind: Kind;
  fields: Readonly<Record<string, FieldMapping>>;
  /** Headings of the sample, to choose from. */
  headings: readonly string[];
  preview: Preview;
  faults: MappingVersion['faults'];
  onChange: (name: string, field: FieldMapping) => void;
};
type Line = { readonly field: Field; readonly at: number; readonly cells: readonly PreviewCell[] };

/** One line for each field that may be stored: its column, what stands where that is empty, how it is read, and what comes of it. */
export const FieldTable = ({ kind, fields, headings, preview, faults, onChange }: FieldTableProps) => {
  const { t } = useText();
  const { fieldOf } = useMappingWords();
  const [coding, setCoding] = useState<Line | null>(null);
  const said = ({ name }: Field): FieldMapping => fields[name] ?? BY_OUR_NAMES;
  const put = (field: Field, part: Partial<FieldMapping>): void => onChange(field.name, { ...said(field), ...part });
  const lines = preview.fields.map(({ field }, at): Line => ({
    field,
    at,
    cells: preview.rows.flatMap(({ cells }) => cells[at] ?? []),
  }));
  const columns: readonly Column<Line>[] = [
    {
      key: 'field',
      label: t('mapping:column.field'),
      width: '11em',
      phone: 'headline',
      className: 'wrap',
      cell: ({ field }) => (
        <>
          <b>{fieldOf(kind, field.name)}</b>
          {field.required && ' *'}
          {faults
            .filter((one) => one.field === field.name)
            .map(({ fault }) => (
              <div key={fault} className="preview-fault">
                ✕ {t(`mapping:fault.${fault}`)}
              </div>
            ))}
        </>
      ),
    },
    {
      key: 'heading',
      label: t('mapping:column.heading'),
      width: '17em',
      phone: 'named',
      cell: ({ field }) => <Heading kind={kind} field={field} said={said(field)} headings={headings} onPut={put} />,
    },
    {
      key: 'reading',
      label: t('mapping:column.reading'),
      width: '15em',
      phone: 'named',
      cell: (line) => (
        <ReadingChoice
          kind={kind}
          field={line.field}
          reading={said(line.field).reading}
          onPut={(reading) => put(line.field, { reading })}
          onCodes={() => setCoding(line)}
        />
      ),
    },
    {
      key: 'constant',
      label: t('mapping:column.constant'),
      width: '9em',
      phone: 'named',
      cell: ({ field }) => <Constant kind={kind} field={field} said={said(field)} onPut={put} />,
    },
    {
      key: 'sample',
      label: t('mapping:column.sample'),
      className: 'wrap',
      phone: 'named',
      cell: ({ field, cells }) => {
        const telling =
          cells.find(({ faults: wrong }) => wrong.length > 0) ??
          cells.find(({ before }) => before !== null && before !== '') ??
          cells[0];
        return telling === undefined ? null : <BeforeAfter field={field} cell={telling} />;
      },
    },
  ];
  const table = coding === null ? null : said(coding.field).reading;
  return (
    <>
      <DataTable label={t('mapping:fields.title')} columns={columns} rows={lines} rowKey={({ field }) => field.name} />
      {coding !== null && table?.how === 'CODES' && (
        <CodesDialog
          kind={kind}
          field={coding.field}
          reading={table}
          strange={strangeIn(coding, table.codes)}
          onChange={(reading) => put(coding.field, { reading })}
          onClose={() => setCoding(null)}
        />
      )}
    </>
  );
};

/** Codes of the sample that the table says nothing about. */
const strangeIn = ({ field, cells }: Line, codes: Readonly<Record<string, string>>): readonly string[] => {
  const values = cells.flatMap(({ before }) => (typeof before === 'string' ? [before] : []));
  const unknown =
    field.type === 'choice' ? strangeCodes(field, values) : [...new Set(values.filter((one) => one !== ''))];
  return unknown.filter((code) => !Object.hasOwn(codes, code)).slice(0, 100);
};

type PartProps = {
  kind: Kind;
  field: Field;
  said: FieldMapping;
  onPut: (field: Field, part: Partial<FieldMapping>) => void;
};

const Heading = ({ kind, field, said, headings, onPut }: PartProps & { headings: readonly string[] }) => {
  const { t } = useText();
  const { fieldOf } = useMappingWords();
  const chosen = said.headings === null ? [] : said.headings.length === 0 ? [NOT_READ] : said.headings;
  const choose = (values: readonly string[]): void => {
    const last = values.at(-1);
    const named = [...new Set(values.map((value) => value.trim()).filter((value) => value !== NOT_READ))];
    onPut(field, { headings: last === NOT_READ ? [] : named.length === 0 ? null : named });
  };
  return (
    <Select
      mode="tags"
      size="small"
      className="fills"
      aria-label={t('mapping:heading.label', { field: fieldOf(kind, field.name) })}
      title={t('mapping:heading.hint')}
      placeholder={`${t('mapping:ours')}：${field.label}`}
      value={[...chosen]}
      maxCount={10}
      options={[
        ...headings.filter((heading) => heading !== '').map((value) => ({ value, label: value })),
        ...(field.required && field.name !== 'occurredOn' ? [] : [{ value: NOT_READ, label: t('mapping:notRead') }]),
      ]}
      onChange={choose}
    />
  );
};

const Constant = ({ kind, field, said, onPut }: PartProps) => {
  const { t } = useText();
  const { fieldOf, choiceOf } = useMappingWords();
  const label = t('mapping:constant.label', { field: fieldOf(kind, field.name) });
  if (field.secret !== null || field.name === 'externalId') return null;
  const put = (constant: string | null): void => onPut(field, { constant });
  return field.type === 'choice' ? (
    <Select
      allowClear
      size="small"
      className="fills"
      aria-label={label}
      title={t('mapping:constant.hint')}
      value={said.constant}
      showSearch={{ optionFilterProp: 'label' }}
      options={Object.keys(field.choices).map((value) => ({ value, label: choiceOf(field, value) }))}
      onChange={(value: string | undefined) => put(value ?? null)}
    />
  ) : (
    <Input
      size="small"
      aria-label={label}
      title={t('mapping:constant.hint')}
      value={said.constant ?? ''}
      maxLength={Math.min(field.max, 200)}
      onChange={({ target }) => put(target.value === '' ? null : target.value)}
    />
  );
};

type ReadingProps = {
  kind: Kind;
  field: Field;
  reading: Reading;
  onPut: (reading: Reading) => void;
  onCodes: () => void;
};

const ReadingChoice = ({ kind, field, reading, onPut, onCodes }: ReadingProps) => {
  const { t } = useText();
  const { fieldOf, readingOf } = useMappingWords();
  const how = READINGS[field.type];
  if (how === null) return <span className="muted">{readingOf(field, AS_IS)}</span>;
  const units = Object.keys(field.type === 'amount' ? AMOUNT_UNITS : QUANTITY_UNITS) as Unit[];
  const readings: readonly Reading[] =
    how === 'MOMENT'
      ? MOMENT_FORMATS.map((format: MomentFormat) => ({ how, format }))
      : how === 'UNIT'
        ? units.map((unit) => ({ how, unit, rounded: false }))
        : [{ how, codes: {}, unknown: 'REJECT' }];
  const keyOf = (one: Reading): string => (one.how === 'MOMENT' ? one.format : one.how === 'UNIT' ? one.unit : one.how);
  const choose = (key: string): void => {
    const chosen = readings.find((one) => keyOf(one) === key) ?? AS_IS;
    onPut(chosen);
    if (chosen.how === 'CODES') onCodes();
  };
  return (
    <span className="stack tight">
      <Select
        size="small"
        className="fills"
        aria-label={t('mapping:reading.label', { field: fieldOf(kind, field.name) })}
        value={keyOf(reading)}
        options={[AS_IS, ...readings].map((one) => ({
          value: keyOf(one),
          label: one.how === 'CODES' ? t('mapping:reading.CODES') : readingOf(field, one),
        }))}
        onChange={choose}
      />
      {reading.how === 'CODES' && (
        <Button size="small" onClick={onCodes}>
          {readingOf(field, reading)}
        </Button>
      )}
      {reading.how === 'UNIT' && field.type === 'hundredths' && (
        <Checkbox checked={reading.rounded} onChange={({ target }) => onPut({ ...reading, rounded: target.checked })}>
          {t('mapping:rounded')}
        </Checkbox>
      )}
    </span>
  );
};
