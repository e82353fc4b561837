import type { listAccountRequests } from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import { exportAccountRequests } from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { ACCOUNT_REQUEST_STATES } from '@qingfeng/domain/features/identity/account-request.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { accountRequestsQuery } from '../features/identity/account-queries.ts';
import type { AccountRequest } from '../features/identity/account-queries.ts';
import { phaseOf, useAccountWords } from '../features/identity/account-words.ts';
import { download } from '../http/download.ts';
import { useMe } from '../http/me.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

/** What was asked for accounts, what waits and what became of it. */
export const Page = () => {
  const { t } = useText();
  const state = useListState({ filters: ['state'], sort: '-requestedAt' });
  const { requestOf } = useAccountWords();
  return (
    <ListPage
      id="account-requests"
      title={t('accounts:requests')}
      note={t('accounts:requestsNote')}
      actions={<Link to="/accounts">{t('accounts:title')}</Link>}
      state={state}
      result={useQuery(accountRequestsQuery(state.query as QueryInput<typeof listAccountRequests>))}
      columns={useColumns()}
      filters={[
        {
          kind: 'choice',
          name: 'state',
          label: t('accounts:column.state'),
          options: ACCOUNT_REQUEST_STATES.map((value) => ({ value, label: t(`accounts:state.${value}`) })),
        },
      ]}
      rowKey={({ id }) => id}
      rowName={requestOf}
      rowHref={({ id }) => `/accounts/requests/${id}`}
      exportAsksReason
      onExport={(reason) => download(exportAccountRequests, { query: { ...state.query, reason } })}
      empty={<Empty title={t('accounts:emptyRequests')} />}
    />
  );
};

const useColumns = (): readonly Column<AccountRequest>[] => {
  const { t } = useText();
  const today = useMe().today as LocalDate;
  const { byAt, grantOf } = useAccountWords();
  return [
    {
      key: 'kind',
      label: t('accounts:column.kind'),
      width: '11em',
      always: true,
      phone: 'headline',
      cell: ({ id, kind }) => <Link to={`/accounts/requests/${id}`}>{t(`accounts:kind.${kind}`)}</Link>,
    },
    {
      key: 'account',
      label: t('accounts:column.account'),
      width: '14em',
      cell: ({ name, login }) => `${name} ${login}`,
    },
    {
      key: 'unit',
      label: t('accounts:column.unit'),
      width: '9em',
      className: 'muted',
      phone: 'off',
      cell: ({ personUnit }) => personUnit,
    },
    {
      key: 'role',
      label: t('accounts:column.roles'),
      cell: ({ role, unit }) => (role === null ? null : grantOf({ role, unit })),
    },
    {
      key: 'requestedAt',
      label: t('accounts:column.requested'),
      width: '16em',
      sortable: true,
      cell: ({ requestedBy, requestedAt }) => byAt(requestedBy, requestedAt, today),
    },
    {
      key: 'decidedAt',
      label: t('accounts:column.decided'),
      width: '16em',
      phone: 'off',
      cell: ({ decidedBy, decidedAt }) => byAt(decidedBy, decidedAt, today),
    },
    {
      key: 'state',
      label: t('accounts:column.state'),
      width: '6em',
      cell: ({ state }) => <StateChip phase={phaseOf(state)}>{t(`accounts:state.${state}`)}</StateChip>,
    },
  ];
};
