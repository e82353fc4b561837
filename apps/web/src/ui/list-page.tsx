import { Button, Checkbox, Popover } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../text/use-text.ts';
import { DataTable } from './data-table.tsx';
import type { Column } from './data-table.tsx';
import { ExportButton } from './export-button.tsx';
import { FilterChip } from './filter-chip.tsx';
import type { Filter } from './filter-chip.tsx';
import { SearchIcon } from './icons.tsx';
import { useKeys } from './keys.tsx';
import type { ListState } from './list-state.ts';
import { Empty, Failed, Loading } from './page-states.tsx';
import { Pager } from './pager.tsx';
import { DENSITIES, remember, remembered, setPreference, usePreferences } from './preferences.ts';
import { useRowKeys } from './row-keys.ts';
import { ViewTabs } from './saved-views.tsx';
import type { View } from './saved-views.tsx';
import { Segmented } from './segmented.tsx';

type PageOf<Row> = { readonly items: readonly Row[]; readonly total: number; readonly totalCapped: boolean };

/** What a query hands over; a TanStack result is one. */
type Result<Data> = {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
};

export type BatchAction<Row> = { readonly label: string; readonly run: (rows: readonly Row[]) => void };

type ListPageProps<Row> = {
  /** Known by it in storage: saved views, hidden columns. */
  id: string;
  title: string;
  note?: ReactNode;
  /** Buttons of the page itself, before columns and export. */
  actions?: ReactNode;
  state: ListState;
  result: Result<PageOf<Row>>;
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  views?: readonly View[];
  /** What the free text finds: `疑点、单位、首字母、编号`. */
  searchHint?: string;
  rowKey: (row: Row) => string;
  rowName: (row: Row) => string;
  rowHref: (row: Row) => string;
  rowClass?: (row: Row) => string | undefined;
  batch?: { readonly actions: readonly BatchAction<Row>[]; readonly sum?: (rows: readonly Row[]) => ReactNode };
  /** Gets the reason where `exportAsksReason`. */
  onExport?: (reason: string) => Promise<void>;
  exportAsksReason?: boolean;
  empty?: ReactNode;
  footNote?: string;
};

const isNarrowed = ({ q, filters }: ListState): boolean => q !== '' || Object.keys(filters).length > 0;

/** A list: served page by page, sorted, filtered and searched on the server, all of it in the address, walked by keyboard. */
export const ListPage = <Row,>(props: ListPageProps<Row>) => {
  const { id, title, note, actions, state, columns, filters = [], views, searchHint, batch } = props;
  const { onExport, exportAsksReason = false } = props;
  const { t } = useText();
  const { density } = usePreferences();
  const [hidden, setHidden] = useState<readonly string[]>(() => remembered(`columns.${id}`, []));
  const choose = (shown: readonly string[]): void => {
    const next = columns.filter(({ key, always }) => always !== true && !shown.includes(key)).map(({ key }) => key);
    setHidden(next);
    remember(`columns.${id}`, next);
  };
  return (
    <div className="list-page">
      <title>{`${title} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{title}</h1>
        {note !== undefined && <span className="muted">{note}</span>}
        <span className="row wrap end">
          {actions}
          <Popover
            trigger="click"
            placement="bottomRight"
            arrow={false}
            content={
              <Checkbox.Group
                className="choices"
                options={columns.map(({ key, label, always }) => ({ value: key, label, disabled: always === true }))}
                value={columns.filter(({ key }) => !hidden.includes(key)).map(({ key }) => key)}
                onChange={choose}
              />
            }
          >
            <Button size="small">{t('list.columns')}</Button>
          </Popover>
          {onExport !== undefined && <ExportButton onExport={onExport} asksReason={exportAsksReason} />}
        </span>
      </div>
      {views !== undefined && <ViewTabs list={id} views={views} state={state} />}
      <div className="filters">
        {searchHint !== undefined && <SearchBox key={state.q} hint={searchHint} state={state} />}
        {filters.map((filter) => (
          <FilterChip key={filter.name} filter={filter} state={state} />
        ))}
        {isNarrowed(state) && (
          <button type="button" className="link-button" onClick={state.clear}>
            {t('list.clear')}
          </button>
        )}
        <span className="end">
          <Segmented
            label={t('app.density')}
            value={density}
            options={DENSITIES.map((value) => ({ value, label: t(`density.${value}`) }))}
            onChange={(value) => setPreference({ density: value })}
          />
        </span>
      </div>
      <Rows
        {...props}
        columns={columns.filter(({ key }) => !hidden.includes(key))}
        pickable={batch !== undefined}
        key={`${state.page} ${state.search}`}
      />
    </div>
  );
};

const Rows = <Row,>(props: ListPageProps<Row> & { pickable: boolean }) => {
  const { title, state, result, columns, rowKey, rowName, rowHref, rowClass, batch, pickable, empty, footNote } = props;
  const { t } = useText();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rows = result.data?.items ?? [];
  const picked = rows.filter((row) => selected.has(rowKey(row)));
  const toggle = (row: Row): void => {
    const next = new Set(selected);
    if (!next.delete(rowKey(row))) next.add(rowKey(row));
    setSelected(next);
  };
  const leave = (): void => setSelected(new Set());
  const current = useRowKeys({
    rows,
    rowKey,
    onOpen: (row) => void navigate(rowHref(row)),
    onToggle: pickable ? toggle : undefined,
    onLeave: picked.length > 0 ? leave : undefined,
  });

  if (result.data === undefined)
    return result.isPending ? <Loading /> : <Failed error={result.error} onRetry={() => void result.refetch()} />;
  if (rows.length === 0)
    return (
      <div className="panel">
        {/* What the page says of an empty list is not true of one that was narrowed. */}
        {empty !== undefined && !isNarrowed(state) ? (
          empty
        ) : (
          <Empty title={t('list.empty')} note={t('list.emptyNote')} />
        )}
      </div>
    );
  return (
    <>
      {picked.length > 0 && (
        <div className="batch-bar" role="status">
          <b>{t('list.selected', { count: picked.length })}</b>
          <span className="divider" />
          {batch?.actions.map(({ label, run }) => (
            <Button key={label} size="small" onClick={() => run(picked)}>
              {label}
            </Button>
          ))}
          {batch?.sum !== undefined && <span className="muted">{batch.sum(picked)}</span>}
          <button type="button" className="link-button end" onClick={leave}>
            {t('list.unselect')} <kbd>Esc</kbd>
          </button>
        </div>
      )}
      <DataTable
        label={title}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        rowName={rowName}
        sort={state.sort}
        onSort={(sort) => state.set({ sort })}
        current={current}
        selected={selected}
        busy={result.isFetching}
        {...(rowClass === undefined ? {} : { rowClass })}
        {...(pickable
          ? {
              onToggle: toggle,
              onToggleAll: () => (picked.length === rows.length ? leave() : setSelected(new Set(rows.map(rowKey)))),
            }
          : {})}
      />
      <Pager state={state} total={result.data.total} totalCapped={result.data.totalCapped} note={footNote} />
    </>
  );
};

const SEARCH_WAIT_MS = 250;

/** Free text, asked when typing rests. */
const SearchBox = ({ hint, state }: { hint: string; state: ListState }) => {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(state.q);
  useKeys([{ key: '/', label: t('keys.search'), run: () => input.current?.focus() }]);
  useEffect(() => {
    if (text.trim() === state.q) return undefined;
    const timer = setTimeout(() => state.set({ q: text.trim() }), SEARCH_WAIT_MS);
    return () => clearTimeout(timer);
  }, [text, state]);
  return (
    <label className="search-box">
      <SearchIcon />
      <input
        ref={input}
        type="search"
        aria-label={t('list.search')}
        placeholder={hint}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </label>
  );
};
