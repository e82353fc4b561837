import type { listMyVerifications } from '@qingfeng/contracts/features/information/verification.ts';
import { exportMyVerifications } from '@qingfeng/contracts/features/information/verification.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { phaseOfStage } from '../features/information/verification-panel.tsx';
import { myVerificationsQuery } from '../features/information/verification-queries.ts';
import type { MyVerificationRow } from '../features/information/verification-queries.ts';
import { download } from '../http/download.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

const STATES = ['ASKED', 'ANSWERED', 'RETURNED'] as const;

/** What I am asked to verify. */
export const Page = () => {
  const { t } = useText();
  const state = useListState({ filters: ['state'] });
  return (
    <ListPage
      id="verifications"
      title={t('verification:mine.title')}
      note={t('verification:mine.note')}
      state={state}
      result={useQuery(myVerificationsQuery(state.query as QueryInput<typeof listMyVerifications>))}
      columns={useColumns()}
      views={STATES.map((one) => ({ label: t(`verification:state.${one}`), search: `state=${one}` }))}
      rowKey={({ id }) => id}
      rowName={({ number }) => number}
      rowHref={({ id }) => `/verifications/${id}`}
      exportAsksReason
      onExport={(reason) => download(exportMyVerifications, { query: { ...state.query, reason } })}
      empty={<Empty title={t('verification:mine.empty')} />}
    />
  );
};

const useColumns = (): readonly Column<MyVerificationRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  return [
    {
      key: 'number',
      label: t('verification:mine.number'),
      width: '9em',
      always: true,
      phone: 'headline',
      cell: ({ id, number }) => <Link to={`/verifications/${id}`}>{number}</Link>,
    },
    { key: 'name', label: t('verification:mine.stage'), width: '8em', cell: ({ name }) => name },
    { key: 'question', label: t('verification:question'), cell: ({ question }) => question },
    {
      key: 'dueOn',
      label: t('verification:mine.due'),
      width: '10em',
      cell: ({ dueOn, late }) =>
        dueOn === null ? (
          t('none')
        ) : (
          <>
            {format.day(dueOn, today)} {late && <b>{t('verification:late')}</b>}
          </>
        ),
    },
    {
      key: 'state',
      label: t('verification:mine.state'),
      width: '7em',
      cell: ({ state }) => <StateChip phase={phaseOfStage(state)}>{t(`verification:state.${state}`)}</StateChip>,
    },
  ];
};
