import { exportAccounts } from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import type { listAccounts } from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { ROLES } from '@qingfeng/domain/shared/roles.ts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { accountsQuery } from '../features/identity/account-queries.ts';
import type { AccountRow } from '../features/identity/account-queries.ts';
import { useAccountWords } from '../features/identity/account-words.ts';
import { RequestDialog } from '../features/identity/request-dialog.tsx';
import { download } from '../http/download.ts';
import { useMe } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

/** Accounts and their roles; changes are asked for here and decided among the requests. */
export const Page = () => {
  const { t } = useText();
  const navigate = useNavigate();
  const { counts } = useMe();
  const state = useListState({ filters: ['status', 'role'], sort: 'login' });
  const query = state.query as QueryInput<typeof listAccounts>;
  const result = useQuery(accountsQuery(query));
  const [creating, setCreating] = useState(false);
  const waiting = counts['accounts'] ?? 0;
  return (
    <>
      <ListPage
        id="accounts"
        title={t('accounts:title')}
        note={t('accounts:note')}
        actions={
          <>
            <Link to="/accounts/requests">
              {waiting > 0 ? t('accounts:waiting', { count: waiting }) : t('accounts:requests')}
            </Link>
            {result.data?.mayRequest === true && (
              <Button type="primary" size="small" onClick={() => setCreating(true)}>
                {t('accounts:kind.CREATE')}
              </Button>
            )}
          </>
        }
        state={state}
        result={result}
        columns={useColumns()}
        searchHint={t('accounts:search')}
        filters={[
          {
            kind: 'choice',
            name: 'status',
            label: t('accounts:column.status'),
            options: (['ACTIVE', 'DISABLED'] as const).map((value) => ({
              value,
              label: t(`accounts:status.${value}`),
            })),
          },
          {
            kind: 'choice',
            name: 'role',
            label: t('accounts:column.roles'),
            options: ROLES.filter((role) => role !== 'PUBLIC').map((value) => ({ value, label: t(`roles:${value}`) })),
          },
        ]}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowHref={({ id }) => `/accounts/${id}`}
        rowClass={({ status }) => (status === 'DISABLED' ? 'dim' : undefined)}
        exportAsksReason
        onExport={(reason) => download(exportAccounts, { query: { ...state.query, reason } })}
        empty={<Empty title={t('accounts:empty')} />}
      />
      {creating && (
        <RequestDialog
          kind="CREATE"
          account={null}
          onClose={() => setCreating(false)}
          onAsked={({ id }) => void navigate(`/accounts/requests/${id}`)}
        />
      )}
    </>
  );
};

const useColumns = (): readonly Column<AccountRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const today = useMe().today as LocalDate;
  const { rolesOf } = useAccountWords();
  return [
    {
      key: 'name',
      label: t('accounts:column.name'),
      width: '7em',
      sortable: true,
      always: true,
      phone: 'headline',
      cell: ({ id, name }) => <Link to={`/accounts/${id}`}>{name}</Link>,
    },
    { key: 'login', label: t('accounts:column.login'), width: '11em', sortable: true, cell: ({ login }) => login },
    { key: 'unit', label: t('accounts:column.unit'), width: '10em', className: 'muted', cell: ({ unit }) => unit },
    { key: 'post', label: t('accounts:column.post'), width: '10em', className: 'muted', cell: ({ post }) => post },
    { key: 'roles', label: t('accounts:column.roles'), cell: rolesOf },
    {
      key: 'secondFactor',
      label: t('accounts:column.secondFactor'),
      width: '5.6em',
      className: 'muted',
      phone: 'off',
      cell: ({ secondFactor }) => t(secondFactor ? 'accounts:secondFactor.yes' : 'accounts:secondFactor.no'),
    },
    {
      key: 'status',
      label: t('accounts:column.status'),
      width: '6em',
      cell: ({ status, locked }) => (
        <StateChip phase={status === 'ACTIVE' ? (locked ? 'waiting' : 'running') : 'finished'}>
          {locked ? t('accounts:locked') : t(`accounts:status.${status}`)}
        </StateChip>
      ),
    },
    {
      key: 'createdAt',
      label: t('accounts:column.created'),
      width: '9em',
      sortable: true,
      phone: 'off',
      className: 'muted',
      cell: ({ createdAt }) => format.moment(createdAt, today),
    },
  ];
};
