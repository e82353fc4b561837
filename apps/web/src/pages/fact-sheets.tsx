import { exportMyFactSheets } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { listMyFactSheets } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { factSheetsQuery } from '../features/information/queries.ts';
import type { FactSheet } from '../features/information/queries.ts';
import { download } from '../http/download.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

/** What the commission asks of this unit: the question and the day, nothing of why or from where. */
export const Page = () => {
  const { t } = useText();
  const state = useListState({ filters: ['state'] });
  const result = useQuery(factSheetsQuery(state.query as QueryInput<typeof listMyFactSheets>));
  return (
    <ListPage
      id="fact-sheets"
      title={t('information:sheets.title')}
      note={t('information:sheets.note')}
      state={state}
      result={result}
      columns={useColumns()}
      views={[
        { label: t('information:sheets.OPEN'), search: 'state=OPEN' },
        { label: t('information:sheets.ANSWERED'), search: 'state=ANSWERED' },
      ]}
      rowKey={({ id }) => id}
      rowName={({ number }) => number}
      rowHref={({ id }) => `/fact-sheets/${id}`}
      exportAsksReason
      onExport={(reason) => download(exportMyFactSheets, { query: { ...state.query, reason } })}
      empty={<Empty title={t('information:sheets.empty')} />}
    />
  );
};

const useColumns = (): readonly Column<FactSheet>[] => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  return [
    {
      key: 'number',
      label: t('information:sheets.number'),
      width: '11em',
      always: true,
      phone: 'headline',
      cell: ({ id, number }) => <Link to={`/fact-sheets/${id}`}>{number}</Link>,
    },
    { key: 'question', label: t('information:sheets.question'), cell: ({ question }) => question },
    {
      key: 'dueOn',
      label: t('information:sheets.due'),
      width: '9em',
      cell: ({ dueOn }) => format.day(dueOn, today),
    },
    {
      key: 'state',
      label: t('information:sheets.state'),
      width: '7em',
      cell: ({ state }) => (
        <StateChip phase={state === 'OPEN' ? 'running' : 'finished'}>{t(`information:sheets.${state}`)}</StateChip>
      ),
    },
  ];
};
