import { exportInformation } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { listInformation } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { download } from '../../http/download.ts';
import { useMe } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import type { Filter } from '../../ui/filter-chip.tsx';
import { ListPage } from '../../ui/list-page.tsx';
import { useListState } from '../../ui/list-state.ts';
import { Empty } from '../../ui/page-states.tsx';
import { hrefOf, useInformationColumns } from './information-columns.tsx';
import { useInformationWords } from './information-words.ts';
import { facetsQuery, informationListQuery } from './queries.ts';
import type { InformationRow } from './queries.ts';
import { type Many, MANY, MANY_NAMES, StepMany, StepMatters } from './step-many.tsx';

const TABS = ['open', 'mine', 'untaken', 'review', 'snoozed', 'quiet', 'ended'] as const;
const COLOURS = ['RED', 'YELLOW', 'BLUE'] as const;
const STATES = [
  'RECEIVED',
  'SCREENING',
  'VERIFYING',
  'ADOPTED',
  'DISMISSED',
  'MERGED',
  'TRANSFERRED',
  'CLOSED',
] as const;
const SOURCES = ['ALERT', 'MANUAL', 'INFORMANT', 'PARTNER'] as const;

const useFilters = (alertsOnly: boolean): Filter[] => {
  const { t } = useText();
  const { stateOf } = useInformationWords();
  const facets = useQuery(facetsQuery).data;
  const named = (items: readonly { id: string; name: string; count: number }[] = []) =>
    items.map(({ id, name, count }) => ({ value: id, label: `${name} ${count}` }));
  const choice = (name: string, label: string, options: Extract<Filter, { kind: 'choice' }>['options']): Filter => ({
    kind: 'choice',
    name,
    label,
    options,
  });
  return [
    choice(
      'colour',
      t('information:column.level'),
      COLOURS.map((value) => ({ value, label: t(`level.${value}`) })),
    ),
    choice(
      'state',
      t('information:column.state'),
      STATES.map((value) => ({ value, label: stateOf(value) })),
    ),
    choice(
      'rule',
      t('information:column.rule'),
      (facets?.rules ?? []).map(({ code, name, count }) => ({ value: code, label: `${code} ${name} ${count}` })),
    ),
    ...(alertsOnly
      ? []
      : [
          choice(
            'source',
            t('information:column.source'),
            SOURCES.map((value) => ({ value, label: t(`information:source.${value}`) })),
          ),
        ]),
    choice('unitId', t('information:column.unit'), named(facets?.units)),
    choice('handlerId', t('information:column.handler'), named(facets?.handlers)),
    { kind: 'days', name: 'from', until: 'to', label: t('information:column.received') },
  ];
};

type InformationListProps = {
  id: string;
  title: string;
  note: string;
  empty: string;
  /** What rules found, or everything. */
  alertsOnly: boolean;
  actions?: ReactNode;
};

/** Information in the viewer's scope; several can be taken at once, each on its own. */
export const InformationList = ({ id, title, note, empty, alertsOnly, actions }: InformationListProps) => {
  const { t } = useText();
  const format = useFormat();
  const state = useListState({
    filters: ['tab', 'view', 'matterId', 'state', 'colour', 'rule', 'source', 'unitId', 'handlerId', 'from', 'to'],
  });
  const query = { ...state.query, ...(alertsOnly ? { source: 'ALERT' } : {}) };
  const result = useQuery(informationListQuery(query as QueryInput<typeof listInformation>));
  const { roles } = useMe();
  const [doing, setDoing] = useState<{ what: Many; rows: readonly InformationRow[] } | null>(null);
  const Step = state.filters['view'] === 'matters' ? StepMatters : StepMany;
  // Confirming belongs where conclusions wait, and nothing else does.
  const reviewing = state.filters['tab'] === 'review';
  const offered = MANY_NAMES.filter(
    (what) => (what === 'confirm') === reviewing && MANY[what].some((role) => roles.includes(role)),
  );
  const sum = (rows: readonly InformationRow[]): string =>
    t('information:batch.sum', {
      amount: format.amount(rows.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0)),
    });
  return (
    <>
      <ListPage
        id={id}
        title={title}
        note={note}
        actions={actions}
        state={state}
        result={result}
        columns={useInformationColumns(alertsOnly)}
        views={[
          ...TABS.map((tab) => ({
            label: t(`information:tab.${tab}`),
            search: tab === 'open' ? '' : `tab=${tab}`,
            count: result.data?.tabs[tab],
          })),
          { label: t('information:view.red'), search: 'colour=RED' },
          ...(alertsOnly ? [{ label: t('information:view.matters'), search: 'view=matters' }] : []),
        ]}
        searchHint={t('information:search')}
        filters={useFilters(alertsOnly)}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        rowHref={(row) => hrefOf(row, alertsOnly)}
        rowClass={(row) => (row.state === 'RECEIVED' ? 'unread' : undefined)}
        batch={{
          actions: offered.map((what) => ({
            label: t(`information:batch.${what}`),
            run: (rows: readonly InformationRow[]) => setDoing({ what, rows }),
          })),
          sum,
        }}
        exportAsksReason
        onExport={(reason) => download(exportInformation, { query: { ...query, reason } })}
        empty={<Empty title={empty} note={t('information:alerts.emptyNote')} />}
        footNote={t('information:alerts.footNote')}
      />
      {doing !== null && <Step {...doing} onClose={() => setDoing(null)} />}
    </>
  );
};
