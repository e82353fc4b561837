import { ACCOUNT_REQUESTS } from '@qingfeng/domain/features/identity/account-request.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { accountQuery } from '../features/identity/account-queries.ts';
import type { Account, AccountRequest } from '../features/identity/account-queries.ts';
import { useAccountWords } from '../features/identity/account-words.ts';
import { RequestDialog } from '../features/identity/request-dialog.tsx';
import { useMe } from '../http/me.ts';
import { useText } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';
import { StateChip } from '../ui/badges.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { FactLine, Panel } from '../ui/panel.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

/** One account: its roles, what may be asked for it, what was asked before. */
export const Page = () => {
  const { id = '' } = useParams();
  const result = useQuery(accountQuery(id));
  return <Loaded result={result}>{(account) => <AccountPage account={account} />}</Loaded>;
};

const AccountPage = ({ account }: { account: Account }) => {
  const { t } = useText();
  const navigate = useNavigate();
  const { grantOf } = useAccountWords();
  const [asking, setAsking] = useState<AccountRequest['kind'] | null>(null);
  const { login, name, unit, post, status, locked, secondFactor, grants, openSteps } = account;
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/accounts">{t('accounts:title')}</Link> / {login}
        </>
      }
      title={name}
      subtitle={[unit, post].filter((part) => part !== null).join(' · ')}
      state={
        <StateChip phase={status === 'ACTIVE' ? 'running' : 'finished'}>
          {locked ? t('accounts:locked') : t(`accounts:status.${status}`)}
        </StateChip>
      }
      steps={openSteps.flatMap(({ step, primary, why }) => {
        const kind = ACCOUNT_REQUESTS.find((one) => one === step);
        return kind === undefined
          ? []
          : [
              {
                step,
                label: t(`accounts:kind.${kind}`),
                primary,
                danger: kind === 'DISABLE',
                why: why === null ? null : wording('refusals', why),
                run: () => setAsking(kind),
              },
            ];
      })}
      timeline={<History account={account} />}
    >
      <FactLine
        facts={[
          { label: t('accounts:column.login'), value: login },
          {
            label: t('accounts:column.secondFactor'),
            value: t(secondFactor ? 'accounts:secondFactor.yes' : 'accounts:secondFactor.no'),
          },
        ]}
      />
      <Panel title={t('accounts:grants')} flush>
        <DataTable
          label={t('accounts:grants')}
          rows={grants}
          rowKey={grantOf}
          columns={[
            {
              key: 'role',
              label: t('accounts:column.roles'),
              phone: 'headline',
              cell: ({ role }) => t(`roles:${role}`),
            },
            {
              key: 'unit',
              label: t('accounts:field.unit'),
              width: '14em',
              className: 'muted',
              cell: ({ unit: narrowed }) => narrowed ?? t('accounts:grants.whole'),
            },
          ]}
        />
      </Panel>
      {asking !== null && (
        <RequestDialog
          kind={asking}
          account={account}
          onClose={() => setAsking(null)}
          onAsked={({ id }) => void navigate(`/accounts/requests/${id}`)}
        />
      )}
    </ThingPage>
  );
};

/** What was asked for the account, down to its beginning. */
const History = ({ account }: { account: Account }) => {
  const { t } = useText();
  const today = useMe().today as LocalDate;
  const { byAt, requestOf } = useAccountWords();
  return (
    <Timeline
      items={[
        ...account.requests.map((request) => ({
          key: request.id,
          when: byAt(request.requestedBy, request.requestedAt, today),
          what: (
            <>
              <Link to={`/accounts/requests/${request.id}`}>{requestOf(request)}</Link>{' '}
              <span className="muted">{t(`accounts:state.${request.state}`)}</span>
            </>
          ),
          coming: request.state === 'PENDING',
        })),
        { key: 'opened', when: byAt(null, account.createdAt, today), what: t('accounts:column.created') },
      ]}
    />
  );
};
