import type { Field } from '@qingfeng/domain/features/sources/field.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Fault } from '@qingfeng/domain/features/sources/reject.ts';
import type { Preview, PreviewCell } from '@qingfeng/domain/features/sources/sample.ts';
import { useFormat } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useMappingWords } from './mapping-words.ts';

type Row = Preview['rows'][number];

const Faults = ({ faults }: { faults: readonly Fault[] }) => {
  const { t } = useText();
  const { ruledBy } = useMappingWords();
  return faults.map(({ reason, rule, field }) => (
    <span key={`${reason} ${field ?? ''}`} className="preview-fault">
      ✕ {t(`sources:reason.${reason}`)}
      {ruledBy(rule)}
    </span>
  ));
};

/** A cell before, and below it what would be kept or what is wrong with it. */
export const BeforeAfter = ({ field, cell: { before, after, faults } }: { field: Field; cell: PreviewCell }) => {
  const { beforeOf, afterOf } = useMappingWords();
  if (faults.length === 0 && after === null && (before === null || before === ''))
    return <span className="dim">{afterOf(field, null)}</span>;
  return (
    <span className="preview-cell">
      <span className="before">{beforeOf(field, before)}</span>
      {faults.length > 0 ? (
        <Faults faults={faults} />
      ) : (
        <span className={after === null ? 'dim' : ''}>{afterOf(field, after)}</span>
      )}
    </span>
  );
};

/** The first rows of the sample before and after, each fault at its cell. Fields that nothing brings are left out. */
export const PreviewTable = ({ kind, preview }: { kind: Kind; preview: Preview }) => {
  const { t } = useText();
  const format = useFormat();
  const { fieldOf } = useMappingWords();
  const shown = preview.fields.flatMap(({ field, heading }, at) => {
    const isBrought = heading !== null || preview.rows.some(({ cells }) => (cells[at]?.after ?? null) !== null);
    return isBrought ? [{ field, at }] : [];
  });
  const faulty = preview.rows.filter(
    ({ cells, faults }) => faults.length > 0 || cells.some((cell) => cell.faults.length > 0),
  ).length;
  const columns: readonly Column<Row>[] = [
    {
      key: 'line',
      label: t('mapping:column.line'),
      width: '4em',
      numeric: true,
      phone: 'headline',
      cell: ({ line }) => format.number(line),
    },
    ...shown.map(({ field, at }): Column<Row> => ({
      key: field.name,
      label: fieldOf(kind, field.name),
      width: '10em',
      className: 'wrap',
      phone: 'named',
      cell: ({ cells }) => {
        const cell = cells[at];
        return cell === undefined ? null : <BeforeAfter field={field} cell={cell} />;
      },
    })),
    {
      key: 'row',
      label: t('mapping:preview.row'),
      className: 'wrap',
      phone: 'named',
      cell: ({ faults }) => <Faults faults={faults} />,
    },
  ];
  return (
    <Panel
      title={t('mapping:preview.title')}
      note={`${t('mapping:preview.note')} · ${faulty === 0 ? t('mapping:preview.good') : t('mapping:preview.faulty', { count: faulty })}`}
      flush
    >
      <DataTable
        label={t('mapping:preview.title')}
        columns={columns}
        rows={preview.rows}
        rowKey={({ line }) => String(line)}
      />
    </Panel>
  );
};
