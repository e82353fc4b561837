import type { listTenders } from '@qingfeng/contracts/features/tenders/endpoints.ts';
import { exportTenders, SCORE_BANDS } from '@qingfeng/contracts/features/tenders/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { download } from '../../http/download.ts';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Tag } from '../../ui/badges.tsx';
import type { Column } from '../../ui/data-table.tsx';
import type { Filter } from '../../ui/filter-chip.tsx';
import { ListPage } from '../../ui/list-page.tsx';
import { useListState } from '../../ui/list-state.ts';
import { Empty } from '../../ui/page-states.tsx';
import type { TenderRow } from './queries.ts';
import { tenderFacetsQuery, tendersQuery } from './queries.ts';
import { useTenderWords } from './tender-words.ts';

const useColumns = (): readonly Column<TenderRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const { scoreOf } = useTenderWords();
  const money = (minor: number | null) =>
    minor === null ? <span className="dim">{t('none')}</span> : format.amount(minor);
  return [
    {
      key: 'scorePermille',
      label: t('tenders:column.score'),
      width: '7.4em',
      sortable: true,
      phone: 'named',
      cell: ({ scorePermille, flagged }) => (
        <>
          <span className={scorePermille === null ? 'dim' : 'figure'}>{scoreOf(scorePermille)}</span>{' '}
          {flagged && <Tag>{t('tenders:flagged')}</Tag>}
        </>
      ),
    },
    {
      key: 'tender',
      label: t('tenders:column.tender'),
      always: true,
      phone: 'headline',
      cell: ({ id, project, tenderRef }) => (
        <Link to={`/tenders/${id}`} title={project ?? tenderRef}>
          {project ?? tenderRef}
        </Link>
      ),
    },
    {
      key: 'tenderRef',
      label: t('tenders:column.ref'),
      width: '11.4em',
      className: 'muted',
      cell: ({ tenderRef }) => tenderRef,
    },
    { key: 'unit', label: t('tenders:column.unit'), width: '8em', cell: ({ unit }) => unit },
    {
      key: 'openedOn',
      label: t('tenders:column.opened'),
      width: '10.6em',
      sortable: true,
      cell: ({ openedOn }) => format.day(openedOn, today),
    },
    {
      key: 'bids',
      label: t('tenders:column.bids'),
      width: '4.6em',
      numeric: true,
      sortable: true,
      cell: ({ bids }) => bids,
    },
    {
      key: 'winningMinor',
      label: t('tenders:column.winning'),
      width: '9em',
      numeric: true,
      sortable: true,
      cell: ({ winningMinor }) => money(winningMinor),
    },
    {
      key: 'estimateMinor',
      label: t('tenders:column.estimate'),
      width: '9em',
      numeric: true,
      phone: 'off',
      cell: ({ estimateMinor }) => money(estimateMinor),
    },
    {
      key: 'alerts',
      label: t('tenders:column.alerts'),
      width: '4.6em',
      numeric: true,
      cell: ({ alerts }) => (alerts === 0 ? <span className="dim">0</span> : alerts),
    },
  ];
};

const useFilters = (): Filter[] => {
  const { t } = useText();
  const units = useQuery(tenderFacetsQuery).data?.units ?? [];
  return [
    {
      kind: 'choice',
      name: 'score',
      label: t('tenders:column.score'),
      options: SCORE_BANDS.map((value) => ({ value, label: t(`tenders:band.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'flag',
      label: t('tenders:column.flag'),
      options: (['YES', 'NO'] as const).map((value) => ({ value, label: t(`tenders:flag.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'unitId',
      label: t('tenders:column.unit'),
      options: units.map(({ id, name, count }) => ({ value: id, label: `${name} ${String(count)}` })),
    },
    { kind: 'days', name: 'from', until: 'to', label: t('tenders:column.opened') },
  ];
};

/** Tenders in the viewer's scope, what is most worth a look first. */
export const TenderList = () => {
  const { t } = useText();
  const { marketOf } = useTenderWords();
  const state = useListState({ filters: ['score', 'flag', 'unitId', 'from', 'to'] });
  const query = state.query as QueryInput<typeof listTenders>;
  const markets = useQuery(tenderFacetsQuery).data?.markets ?? [];
  return (
    <ListPage
      id="tenders"
      title={t('tenders:title')}
      note={t('tenders:note')}
      state={state}
      result={useQuery(tendersQuery(query))}
      columns={useColumns()}
      filters={useFilters()}
      views={[
        { label: t('tenders:view.all'), search: '' },
        { label: t('tenders:view.flagged'), search: 'flag=YES' },
      ]}
      searchHint={t('tenders:search')}
      rowKey={({ id }) => id}
      rowName={({ project, tenderRef }) => project ?? tenderRef}
      rowHref={({ id }) => `/tenders/${id}`}
      exportAsksReason
      onExport={(reason) => download(exportTenders, { query: { ...state.query, reason } })}
      empty={<Empty title={t('tenders:empty')} note={t('tenders:emptyNote')} />}
      footNote={markets.map(marketOf).join(' ')}
    />
  );
};
