import { exportRecusals } from '@qingfeng/contracts/features/organisation/recusals.ts';
import type { listRecusals } from '@qingfeng/contracts/features/organisation/recusals.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { RECUSAL_STATES } from '@qingfeng/domain/features/organisation/recusal.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { DeclareRecusal } from '../features/organisation/declare-recusal.tsx';
import { phaseOfRecusal, recusalsQuery } from '../features/organisation/recusal-queries.ts';
import type { Recusal } from '../features/organisation/recusal-queries.ts';
import { download } from '../http/download.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

/** From whose matters I stay away, what I applied for, and for the commission's leaders what they decide on. */
export const Page = () => {
  const { t } = useText();
  const navigate = useNavigate();
  const state = useListState({ filters: ['state', 'whose'], sort: '-declaredOn' });
  const result = useQuery(recusalsQuery(state.query as QueryInput<typeof listRecusals>));
  const [declaring, setDeclaring] = useState<'mine' | 'colleague' | null>(null);
  return (
    <>
      <ListPage
        id="recusals"
        title={t('recusals:title')}
        note={t('recusals:note')}
        actions={
          <>
            {result.data?.mayApply === true && (
              <Button size="small" onClick={() => setDeclaring('colleague')}>
                {t('recusals:declare.colleague')}
              </Button>
            )}
            <Button type="primary" size="small" onClick={() => setDeclaring('mine')}>
              {t('recusals:declare.mine')}
            </Button>
          </>
        }
        state={state}
        result={result}
        columns={useColumns()}
        searchHint={t('recusals:search')}
        filters={[
          {
            kind: 'choice',
            name: 'state',
            label: t('recusals:column.state'),
            options: RECUSAL_STATES.map((value) => ({ value, label: t(`recusals:state.${value}`) })),
          },
          {
            kind: 'choice',
            name: 'whose',
            label: t('recusals:column.person'),
            options: [{ value: 'mine', label: t('recusals:mine') }],
          },
        ]}
        rowKey={({ id }) => id}
        rowName={({ person, other }) => `${person} ${other.name}`}
        rowHref={({ id }) => `/recusals/${id}`}
        rowClass={({ state: at }) => (phaseOfRecusal(at) === 'finished' ? 'dim' : undefined)}
        exportAsksReason
        onExport={(reason) => download(exportRecusals, { query: { ...state.query, reason } })}
        empty={<Empty title={t('recusals:empty')} note={t('recusals:emptyNote')} />}
      />
      {declaring !== null && (
        <DeclareRecusal
          whose={declaring}
          onClose={() => setDeclaring(null)}
          onDeclared={({ id }) => void navigate(`/recusals/${id}`)}
        />
      )}
    </>
  );
};

const useColumns = (): readonly Column<Recusal>[] => {
  const { t } = useText();
  const format = useFormat();
  const dayOf = (day: LocalDate | null): string | null => (day === null ? null : format.day(day));
  return [
    {
      key: 'person',
      label: t('recusals:column.person'),
      width: '9em',
      sortable: true,
      always: true,
      phone: 'headline',
      cell: ({ id, person, self }) => (
        <Link to={`/recusals/${id}`}>{self ? t('recusals:me', { name: person }) : person}</Link>
      ),
    },
    { key: 'unit', label: t('recusals:column.unit'), width: '10em', className: 'muted', cell: (row) => row.personUnit },
    {
      key: 'other',
      label: t('recusals:column.other'),
      phone: 'named',
      cell: ({ other }) => (
        <>
          {other.name} {other.note !== null && <span className="muted">{other.note}</span>}
        </>
      ),
    },
    {
      key: 'relation',
      label: t('recusals:column.relation'),
      width: '14em',
      phone: 'named',
      cell: ({ relation }) => relation,
    },
    {
      key: 'state',
      label: t('recusals:column.state'),
      width: '7em',
      cell: ({ state }) => <StateChip phase={phaseOfRecusal(state)}>{t(`recusals:state.${state}`)}</StateChip>,
    },
    {
      key: 'declaredOn',
      label: t('recusals:column.declared'),
      width: '10.4em',
      sortable: true,
      className: 'muted',
      cell: ({ declaredOn }) => dayOf(declaredOn),
    },
    {
      key: 'endedOn',
      label: t('recusals:column.ended'),
      width: '10.4em',
      className: 'muted',
      phone: 'off',
      cell: ({ endedOn }) => dayOf(endedOn),
    },
  ];
};
