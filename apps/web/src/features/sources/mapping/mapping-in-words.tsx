import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Field } from '@qingfeng/domain/features/sources/field.ts';
import { useText } from '../../../text/use-text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/page-states.tsx';
import type { FieldMapping, MappingVersion } from './mapping-queries.ts';
import { useMappingWords } from './mapping-words.ts';

type Line = { readonly field: Field; readonly said: FieldMapping };

/** One version in words: each field that it names, its columns, how it is read, and whether that changes what is stored. */
export const MappingInWords = ({ kind, version }: { kind: Kind; version: MappingVersion }) => {
  const { t } = useText();
  const { fieldOf, readingOf, choiceOf } = useMappingWords();
  const { mapping, changed } = version;
  const lines = FIELDS[kind].flatMap((field): Line[] => {
    const said = mapping.fields[field.name];
    return said === undefined ? [] : [{ field, said }];
  });
  if (lines.length === 0) return <Empty title={t('mapping:none')} />;
  const columns: readonly Column<Line>[] = [
    {
      key: 'field',
      label: t('mapping:column.field'),
      width: '12em',
      phone: 'headline',
      cell: ({ field }) => (
        <>
          {fieldOf(kind, field.name)}
          {field.required && ' *'} {changed.includes(field.name) && <span className="tag">{t('mapping:changed')}</span>}
        </>
      ),
    },
    {
      key: 'heading',
      label: t('mapping:column.heading'),
      width: '16em',
      className: 'wrap',
      phone: 'named',
      cell: ({ said: { headings } }) =>
        headings === null ? (
          <span className="muted">{t('mapping:ours')}</span>
        ) : headings.length === 0 ? (
          <span className="muted">{t('mapping:notRead')}</span>
        ) : (
          headings.join(' / ')
        ),
    },
    {
      key: 'reading',
      label: t('mapping:column.reading'),
      className: 'wrap',
      phone: 'named',
      cell: ({ field, said: { reading } }) =>
        reading.how === 'CODES' ? (
          <details>
            <summary>
              {readingOf(field, reading)} · {t(`mapping:codes.unknown.${reading.unknown}`)}
            </summary>
            <ul className="faults">
              {Object.entries(reading.codes).map(([theirs, ours]) => (
                <li key={theirs}>
                  <code>{theirs}</code> → {ours === '' ? t('mapping:codes.leaveEmpty') : choiceOf(field, ours)}
                </li>
              ))}
            </ul>
          </details>
        ) : (
          readingOf(field, reading)
        ),
    },
    {
      key: 'constant',
      label: t('mapping:column.constant'),
      width: '10em',
      phone: 'named',
      cell: ({ field, said: { constant } }) => (constant === null ? null : choiceOf(field, constant)),
    },
  ];
  return (
    <DataTable
      label={t('mapping:fieldsOf', { number: version.number })}
      columns={columns}
      rows={lines}
      rowKey={({ field }) => field.name}
    />
  );
};
