import { Fragment, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../text/use-text.ts';

export type Column<Row> = {
  readonly key: string;
  readonly label: string;
  /** In `em`, so that large type keeps the shape; without one the column takes what is left. */
  readonly width?: string;
  readonly numeric?: boolean;
  /** The endpoint sorts by this column's key. */
  readonly sortable?: boolean;
  /** Cannot be taken off the table: what the row is known by. */
  readonly always?: boolean;
  /** On a phone: the row's first line, a line of its own behind its name, or left out. */
  readonly phone?: 'headline' | 'named' | 'off';
  readonly className?: string;
  readonly cell: (row: Row) => ReactNode;
};

export type RowGroup = {
  readonly key: string;
  readonly label: ReactNode;
  readonly note?: ReactNode;
  readonly count?: ReactNode;
};

export type DataTableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** How a row is called aloud, for its checkbox. */
  rowName?: (row: Row) => string;
  rowClass?: (row: Row) => string | undefined;
  groupOf?: (row: Row) => RowGroup;
  sort?: string | undefined;
  onSort?: (sort: string) => void;
  current?: number;
  selected?: ReadonlySet<string>;
  onToggle?: (row: Row) => void;
  onToggleAll?: () => void;
  busy?: boolean;
};

/** So much of a column without a width is always to be seen, in 大字 too; below that the table scrolls sideways. */
const LEAST_REST = '16em';

const leastWidth = <Row,>(columns: readonly Column<Row>[]): string =>
  `calc(${columns.map(({ width }) => width ?? LEAST_REST).join(' + ')})`;

/** The table: a sunken head, hairlines, 36 px rows, one current row, ticked rows; groups where they are given. */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { label, columns, rows, rowKey, groupOf, onToggle, busy = false } = props;
  const span = columns.length + (onToggle === undefined ? 0 : 1);
  const groups = rows.map((row) => groupOf?.(row));
  return (
    <div className="table-box" aria-busy={busy}>
      <table className="table folding" aria-label={label} style={{ minWidth: leastWidth(columns) }}>
        <colgroup>
          {onToggle !== undefined && <col style={{ width: '40px' }} />}
          {columns.map(({ key, width }) => (
            <col key={key} style={width === undefined ? undefined : { width }} />
          ))}
        </colgroup>
        <Head {...props} />
        <tbody>
          {rows.map((row, index) => {
            const group = groups[index];
            const begins = group !== undefined && group.key !== groups[index - 1]?.key;
            return (
              <Fragment key={rowKey(row)}>
                {begins && (
                  <tr className="group">
                    <td colSpan={span}>
                      <b>{group.label}</b>
                      <span className="dim">{group.note}</span>
                      <span className="dim end">{group.count}</span>
                    </td>
                  </tr>
                )}
                <BodyRow {...props} row={row} index={index} />
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

const Head = <Row,>({ columns, rows, rowKey, sort, onSort, selected, onToggle, onToggleAll }: DataTableProps<Row>) => {
  const { t } = useText();
  return (
    <thead>
      <tr>
        {onToggle !== undefined && (
          <th className="pick">
            <input
              type="checkbox"
              aria-label={t('list.selectAll')}
              checked={rows.length > 0 && rows.every((row) => selected?.has(rowKey(row)) === true)}
              onChange={() => onToggleAll?.()}
            />
          </th>
        )}
        {columns.map(({ key, label, numeric, sortable }) => {
          const order = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined;
          return (
            <th key={key} scope="col" className={numeric === true ? 'numeric' : undefined} aria-sort={order}>
              {sortable === true && onSort !== undefined ? (
                <button
                  type="button"
                  title={t('list.sortBy', { label })}
                  onClick={() => onSort(order === 'ascending' ? `-${key}` : key)}
                >
                  {label}
                  {order !== undefined && (order === 'ascending' ? ' ↑' : ' ↓')}
                </button>
              ) : (
                label
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
};

const BodyRow = <Row,>(props: DataTableProps<Row> & { row: Row; index: number }) => {
  const { row, index, columns, rowKey, rowName, rowClass, current, selected, onToggle } = props;
  const { t } = useText();
  const ref = useRef<HTMLTableRowElement>(null);
  const isCurrent = index === current;
  const isSelected = selected?.has(rowKey(row)) === true;
  // Focus walks along, so that Enter is the row's and a screen reader reads it.
  useEffect(() => {
    if (isCurrent) ref.current?.focus();
  }, [isCurrent]);
  const marks = [isCurrent && 'current', isSelected && 'selected', rowClass?.(row)].filter(Boolean).join(' ');
  return (
    <tr
      ref={ref}
      tabIndex={-1}
      className={marks === '' ? undefined : marks}
      aria-current={isCurrent ? 'true' : undefined}
    >
      {onToggle !== undefined && (
        <td className="pick off-phone">
          <input
            type="checkbox"
            aria-label={t('list.selectRow', { name: rowName?.(row) ?? rowKey(row) })}
            checked={isSelected}
            onChange={() => onToggle(row)}
          />
        </td>
      )}
      {columns.map(({ key, label, numeric, phone, className, cell }) => {
        const names = [
          numeric === true && 'numeric',
          phone === 'headline' && 'headline',
          phone === 'named' && 'named',
          phone === 'off' && 'off-phone',
          className,
        ];
        const content = cell(row);
        return (
          <td
            key={key}
            className={names.filter(Boolean).join(' ') || undefined}
            // On a phone the head is gone: a figure without its name says nothing.
            data-label={phone === 'named' || (numeric === true && phone !== 'headline') ? label : undefined}
            // Cut text can be read in full.
            title={typeof content === 'string' ? content : undefined}
          >
            {content}
          </td>
        );
      })}
    </tr>
  );
};
