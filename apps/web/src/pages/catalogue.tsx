import { exportPowers } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { listPowers } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { DISCLOSURE_STATES } from '@qingfeng/domain/features/catalogue/life.ts';
import { POWER_CATEGORIES } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ImportDialog } from '../features/catalogue/import-dialog.tsx';
import { PowerState } from '../features/catalogue/power-state.tsx';
import { powersQuery } from '../features/catalogue/queries.ts';
import type { PowerRow } from '../features/catalogue/queries.ts';
import { download } from '../http/download.ts';
import { useMe, useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';
import './catalogue.css';

const VIEWS = [
  ['all', ''],
  ['mine', 'mine=true'],
  ['incomplete', 'incomplete=true'],
  ['open', 'state=DRAFT%2CDEPT_REVIEW%2CCOUNTER_REVIEW%2CAPPROVED'],
] as const;

/** The inner catalogue: what the county's departments may do, and what of it still lacks something. */
export const Page = () => {
  const { t } = useText();
  const { roles } = useMe();
  const state = useListState({ filters: ['category', 'unit', 'state', 'incomplete', 'mine'] });
  const result = useQuery(powersQuery(state.query as QueryInput<typeof listPowers>));
  const [importing, setImporting] = useState(false);
  // Import starts from a page, not from an item, so there are no open steps that would tell; the endpoint decides.
  const mayImport = roles.includes('UNIT_LIAISON');
  return (
    <>
      <ListPage
        id="catalogue"
        title={t('catalogue:title')}
        note={t('catalogue:note')}
        actions={
          mayImport && (
            <Button size="small" onClick={() => setImporting(true)}>
              {t('catalogue:import.title')}
            </Button>
          )
        }
        state={state}
        result={result}
        columns={useColumns()}
        views={VIEWS.map(([tab, search]) => ({ label: t(`catalogue:tab.${tab}`), search }))}
        searchHint={t('catalogue:search')}
        filters={[
          {
            kind: 'choice',
            name: 'category',
            label: t('catalogue:column.category'),
            options: POWER_CATEGORIES.map((value) => ({ value, label: value })),
          },
          { kind: 'choice', name: 'unit', label: t('catalogue:column.unit'), options: result.data?.units ?? [] },
          {
            kind: 'choice',
            name: 'state',
            label: t('catalogue:column.state'),
            options: DISCLOSURE_STATES.map((value) => ({ value, label: t(`catalogue:state.${value}`) })),
          },
        ]}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowHref={({ id }) => `/catalogue/${id}`}
        onExport={() => download(exportPowers, { query: state.query })}
        empty={<Empty title={t('catalogue:empty')} />}
      />
      <ImportDialog open={importing} onClose={() => setImporting(false)} />
    </>
  );
};

const useColumns = (): readonly Column<PowerRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  return [
    {
      key: 'name',
      label: t('catalogue:column.name'),
      sortable: true,
      always: true,
      phone: 'headline',
      cell: ({ id, name, code }) => (
        <>
          <Link to={`/catalogue/${id}`}>{name}</Link> <span className="dim">{code}</span>
        </>
      ),
    },
    { key: 'category', label: t('catalogue:column.category'), width: '8em', cell: ({ category }) => category },
    { key: 'unit', label: t('catalogue:column.unit'), width: '9em', cell: ({ unit }) => unit },
    {
      key: 'days',
      label: t('catalogue:column.days'),
      width: '8em',
      cell: ({ promisedDays, legalDays }) =>
        promisedDays === null && legalDays === null
          ? null
          : t('catalogue:days.value', { promised: promisedDays ?? '—', legal: legalDays ?? '—' }),
    },
    {
      key: 'missing',
      label: t('catalogue:column.missing'),
      width: '6em',
      className: 'muted',
      cell: ({ missing }) => (missing.length === 0 ? null : t('catalogue:missing.count', { count: missing.length })),
    },
    { key: 'state', label: t('catalogue:column.state'), width: '13em', cell: (power) => <PowerState power={power} /> },
    {
      key: 'publishedOn',
      label: t('catalogue:column.published'),
      width: '8em',
      className: 'muted',
      phone: 'off',
      cell: ({ publishedOn }) => publishedOn !== null && format.day(publishedOn, today),
    },
  ];
};
