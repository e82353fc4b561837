import { exportWarnings } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { listWarnings } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { WARNING_STATES } from '@qingfeng/domain/features/warnings/warning.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { warningsQuery } from '../features/warnings/queries.ts';
import type { WarningRow } from '../features/warnings/queries.ts';
import { StateFlags } from '../features/warnings/state-flags.tsx';
import { badgeOf, useWarningWords } from '../features/warnings/warning-words.ts';
import { download } from '../http/download.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { LevelBadge } from '../ui/badges.tsx';
import type { Column } from '../ui/data-table.tsx';
import { DeadlineChip } from '../ui/deadline.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

const TABS = ['open', 'mine', 'decide', 'served', 'overdue', 'ended'] as const;
const COLOURS = ['RED', 'YELLOW', 'BLUE'] as const;

/** Formal warnings in the viewer's scope. */
export const Page = () => {
  const { t } = useText();
  const state = useListState({ filters: ['tab', 'state', 'colour', 'from', 'to'] });
  const result = useQuery(warningsQuery(state.query as QueryInput<typeof listWarnings>));
  const { stateOf } = useWarningWords();
  return (
    <ListPage
      id="warnings"
      title={t('warnings:title')}
      note={t('warnings:note')}
      state={state}
      result={result}
      columns={useColumns()}
      views={TABS.map((tab) => ({
        label: t(`warnings:tab.${tab}`),
        search: tab === 'open' ? '' : `tab=${tab}`,
        count: result.data?.tabs[tab],
      }))}
      searchHint={t('warnings:search')}
      filters={[
        {
          kind: 'choice',
          name: 'colour',
          label: t('warnings:column.level'),
          options: COLOURS.map((value) => ({ value, label: t(`level.${value}`) })),
        },
        {
          kind: 'choice',
          name: 'state',
          label: t('warnings:column.state'),
          options: WARNING_STATES.map((value) => ({ value, label: stateOf(value) })),
        },
        { kind: 'days', name: 'from', until: 'to', label: t('warnings:column.proposed') },
      ]}
      rowKey={({ id }) => id}
      rowName={({ object, caseNumber }) => `${object.name} ${caseNumber}`}
      rowHref={({ id }) => `/warnings/${id}`}
      exportAsksReason
      onExport={(reason) => download(exportWarnings, { query: { ...state.query, reason } })}
      empty={<Empty title={t('warnings:empty')} note={t('warnings:emptyNote')} />}
    />
  );
};

const useColumns = (): readonly Column<WarningRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const { today } = useWarningWords();
  return [
    {
      key: 'level',
      label: t('warnings:column.level'),
      width: '5.2em',
      sortable: true,
      cell: ({ level }) => <LevelBadge level={badgeOf(level)} short />,
    },
    {
      key: 'object',
      label: t('warnings:column.object'),
      width: '10em',
      always: true,
      phone: 'headline',
      cell: ({ id, object }) => (
        <>
          <Link to={`/warnings/${id}`}>{object.name}</Link> <span className="dim">{object.unit}</span>
        </>
      ),
    },
    {
      key: 'caseNumber',
      label: t('warnings:column.case'),
      width: '8.5em',
      sortable: true,
      className: 'muted',
      cell: ({ caseNumber }) => caseNumber,
    },
    {
      key: 'paperNumber',
      label: t('warnings:column.paper'),
      width: '12.5em',
      cell: ({ paperNumber }) => paperNumber,
    },
    {
      key: 'circumstance',
      label: t('warnings:column.circumstance'),
      className: 'muted',
      phone: 'off',
      cell: ({ circumstance }) => circumstance.label,
    },
    {
      key: 'mode',
      label: t('warnings:column.mode'),
      width: '6em',
      className: 'muted',
      phone: 'off',
      cell: ({ modeLabel }) => modeLabel,
    },
    {
      key: 'state',
      label: t('warnings:column.state'),
      width: '8.8em',
      cell: (row) => <StateFlags warning={row} />,
    },
    {
      key: 'dueOn',
      label: t('warnings:column.due'),
      width: '13em',
      sortable: true,
      cell: ({ deadline, flags }) =>
        deadline === null ? null : <DeadlineChip deadline={{ ...deadline, stopped: flags.suspended }} today={today} />,
    },
    {
      key: 'proposedAt',
      label: t('warnings:column.proposed'),
      width: '6.5em',
      sortable: true,
      phone: 'off',
      className: 'muted',
      cell: ({ proposedAt }) => format.dayAt(proposedAt, today),
    },
  ];
};
