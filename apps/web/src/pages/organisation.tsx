import { exportUnits } from '@qingfeng/contracts/features/organisation/endpoints.ts';
import type { listUnits } from '@qingfeng/contracts/features/organisation/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { UNIT_KINDS } from '@qingfeng/domain/features/organisation/directory.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { OrganisationLinks } from '../features/organisation/organisation-links.tsx';
import { unitsQuery } from '../features/organisation/queries.ts';
import type { UnitRow } from '../features/organisation/queries.ts';
import { download } from '../http/download.ts';
import { useText } from '../text/use-text.ts';
import { useWording } from '../text/wording.ts';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

const SIZE = 50;

/** The tree of units, each with who answers for it and what it consists of. */
export const Page = () => {
  const { t } = useText();
  const state = useListState({ filters: ['kind'], sort: 'tree', size: SIZE });
  return (
    <ListPage
      id="units"
      title={t('organisation:units.title')}
      note={t('organisation:units.note')}
      actions={<OrganisationLinks />}
      state={state}
      result={useQuery(unitsQuery(state.query as QueryInput<typeof listUnits>))}
      columns={useColumns(state.sort === 'tree')}
      searchHint={t('organisation:units.search')}
      filters={[
        {
          kind: 'choice',
          name: 'kind',
          label: t('organisation:column.kind'),
          options: UNIT_KINDS.map((value) => ({ value, label: t(`organisation:kind.${value}`) })),
        },
      ]}
      rowKey={({ id }) => id}
      rowName={({ shortName }) => shortName}
      rowHref={({ id }) => `/organisation/units/${id}`}
      exportAsksReason
      onExport={(reason) => download(exportUnits, { query: { ...state.query, reason } })}
      empty={<Empty title={t('organisation:units.empty')} note={t('organisation:units.emptyNote')} />}
    />
  );
};

/** In the order of the tree a unit stands below and to the right of the one above it. */
const useColumns = (inTree: boolean): readonly Column<UnitRow>[] => {
  const { t } = useText();
  const wording = useWording();
  return [
    {
      key: 'name',
      label: t('organisation:column.unit'),
      sortable: true,
      always: true,
      phone: 'headline',
      cell: ({ id, name, depth }) => (
        <Link to={`/organisation/units/${id}`} className={inTree ? `tree-step-${String(Math.min(depth, 3))}` : ''}>
          {name}
        </Link>
      ),
    },
    {
      key: 'kind',
      label: t('organisation:column.kind'),
      width: '11em',
      className: 'muted',
      cell: ({ kind }) => wording('organisation', `kind.${kind}`),
    },
    {
      key: 'code',
      label: t('organisation:column.code'),
      width: '6.4em',
      sortable: true,
      className: 'muted',
      phone: 'off',
      cell: ({ code }) => code,
    },
    { key: 'leader', label: t('organisation:column.leader'), width: '6.4em', cell: ({ leader }) => leader },
    { key: 'liaison', label: t('organisation:column.liaison'), width: '6.4em', cell: ({ liaison }) => liaison },
    {
      key: 'officePhone',
      label: t('organisation:column.phone'),
      width: '7em',
      className: 'muted',
      cell: ({ officePhone }) => officePhone,
    },
    {
      key: 'sections',
      label: t('organisation:column.sections'),
      width: '5.6em',
      numeric: true,
      phone: 'off',
      cell: ({ sections }) => sections,
    },
    {
      key: 'posts',
      label: t('organisation:column.posts'),
      width: '4.6em',
      numeric: true,
      phone: 'off',
      cell: ({ posts }) => posts,
    },
    {
      key: 'cadres',
      label: t('organisation:column.cadres'),
      width: '5.4em',
      numeric: true,
      sortable: true,
      phone: 'off',
      cell: ({ cadres }) => cadres,
    },
  ];
};
