import { exportCadres } from '@qingfeng/contracts/features/organisation/endpoints.ts';
import type { listCadres } from '@qingfeng/contracts/features/organisation/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { CADRE_LEVELS } from '@qingfeng/domain/features/organisation/directory.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { OrganisationLinks } from '../features/organisation/organisation-links.tsx';
import { cadresQuery, unitQuery } from '../features/organisation/queries.ts';
import type { CadreRow } from '../features/organisation/queries.ts';
import { download } from '../http/download.ts';
import { useText } from '../text/use-text.ts';
import { useWording } from '../text/wording.ts';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

/** Cadres whom the viewer may know by name: the own unit's, and whom the office held covers. */
export const Page = () => {
  const { t } = useText();
  const state = useListState({ filters: ['unit', 'level'], sort: 'unit', size: 50 });
  const unitId = state.filters['unit'];
  const unit = useQuery({ ...unitQuery(unitId ?? ''), enabled: unitId !== undefined }).data;
  const result = useQuery(cadresQuery(state.query as QueryInput<typeof listCadres>));
  const levels = result.data?.items.some(({ level }) => level !== null) === true;
  return (
    <ListPage
      id="cadres"
      title={t('organisation:cadres.title')}
      note={t('organisation:cadres.note')}
      actions={<OrganisationLinks />}
      state={state}
      result={result}
      columns={useColumns()}
      searchHint={t('organisation:cadres.search')}
      filters={[
        ...(unitId === undefined
          ? []
          : [
              {
                kind: 'choice' as const,
                name: 'unit',
                label: t('organisation:column.unit'),
                options: [{ value: unitId, label: unit?.shortName ?? '…' }],
              },
            ]),
        ...(levels || state.filters['level'] !== undefined
          ? [
              {
                kind: 'choice' as const,
                name: 'level',
                label: t('organisation:column.level'),
                options: CADRE_LEVELS.map((value) => ({ value, label: t(`organisation:level.${value}`) })),
              },
            ]
          : []),
      ]}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      rowHref={({ id }) => `/organisation/cadres/${id}`}
      exportAsksReason
      onExport={(reason) => download(exportCadres, { query: { ...state.query, reason } })}
      empty={<Empty title={t('organisation:cadres.empty')} note={t('organisation:cadres.emptyNote')} />}
    />
  );
};

const useColumns = (): readonly Column<CadreRow>[] => {
  const { t } = useText();
  const wording = useWording();
  return [
    {
      key: 'name',
      label: t('organisation:column.name'),
      width: '7em',
      sortable: true,
      always: true,
      phone: 'headline',
      cell: ({ id, name }) => <Link to={`/organisation/cadres/${id}`}>{name}</Link>,
    },
    {
      key: 'code',
      label: t('organisation:column.number'),
      width: '7em',
      sortable: true,
      className: 'muted',
      cell: ({ code }) => code,
    },
    {
      key: 'unit',
      label: t('organisation:column.unit'),
      width: '11em',
      sortable: true,
      cell: ({ unitId, unit }) => <Link to={`/organisation/units/${unitId}`}>{unit}</Link>,
    },
    { key: 'section', label: t('organisation:column.section'), width: '11em', cell: ({ section }) => section },
    { key: 'post', label: t('organisation:column.post'), cell: ({ post }) => post },
    {
      key: 'level',
      label: t('organisation:column.level'),
      width: '9em',
      className: 'muted',
      cell: ({ level }) => (level === null ? null : wording('organisation', `level.${level}`)),
    },
  ];
};
