import { ACCOUNT_REQUEST_STEPS } from '@qingfeng/domain/features/identity/account-request.ts';
import type { AccountRequestStep } from '@qingfeng/domain/features/identity/account-request.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { accountRequestQuery } from '../features/identity/account-queries.ts';
import type { AccountRequest } from '../features/identity/account-queries.ts';
import { phaseOf, useAccountWords } from '../features/identity/account-words.ts';
import { DecideRequest } from '../features/identity/decide-request.tsx';
import { useMe } from '../http/me.ts';
import { useText } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';
import { StateChip } from '../ui/badges.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { KeyValues, Note, Panel } from '../ui/panel.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

const SHORTCUTS: Partial<Record<AccountRequestStep, string>> = { approve: 'a' };
const stepOf = (word: string): AccountRequestStep | undefined =>
  (Object.keys(ACCOUNT_REQUEST_STEPS) as AccountRequestStep[]).find((step) => step === word);

/** One request about an account, to be decided. */
export const Page = () => {
  const { id = '' } = useParams();
  const result = useQuery(accountRequestQuery(id));
  return <Loaded result={result}>{(request) => <RequestPage request={request} />}</Loaded>;
};

const RequestPage = ({ request }: { request: AccountRequest }) => {
  const { t } = useText();
  const { grantOf } = useAccountWords();
  const [taking, setTaking] = useState<AccountRequestStep | null>(null);
  const { kind, state, accountId, login, name, personUnit, role, unit } = request;
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/accounts">{t('accounts:title')}</Link> /{' '}
          <Link to="/accounts/requests">{t('accounts:requests')}</Link>
        </>
      }
      title={t('accounts:requestTitle', { kind: t(`accounts:kind.${kind}`), name })}
      {...(personUnit === null ? {} : { subtitle: personUnit })}
      state={<StateChip phase={phaseOf(state)}>{t(`accounts:state.${state}`)}</StateChip>}
      steps={request.openSteps.flatMap(({ step: word, primary, why }) => {
        const step = stepOf(word);
        if (step === undefined) return [];
        const shortcut = SHORTCUTS[step];
        return [
          {
            step,
            label: t(`accounts:step.${step}`),
            primary,
            danger: step === 'reject',
            why: why === null ? null : wording('refusals', why),
            ...(shortcut === undefined ? {} : { shortcut }),
            run: () => setTaking(step),
          },
        ];
      })}
      timeline={<History request={request} />}
    >
      <Note>{t(`accounts:note.${kind}`)}</Note>
      <Panel title={t('accounts:facts')}>
        <KeyValues
          facts={[
            {
              label: t('accounts:column.name'),
              value: accountId === null ? name : <Link to={`/accounts/${accountId}`}>{name}</Link>,
            },
            { label: t('accounts:column.login'), value: login },
            ...(role === null ? [] : [{ label: t('accounts:field.role'), value: grantOf({ role, unit }) }]),
          ]}
        />
      </Panel>
      <DecideRequest request={request} step={taking} onClose={() => setTaking(null)} />
    </ThingPage>
  );
};

const History = ({ request }: { request: AccountRequest }) => {
  const { t } = useText();
  const today = useMe().today as LocalDate;
  const { byAt } = useAccountWords();
  const { state, requestedBy, requestedAt, decidedBy, decidedAt } = request;
  const asked = { key: 'asked', when: byAt(requestedBy, requestedAt, today), what: t('accounts:submit') };
  const decided = {
    key: 'decided',
    when: byAt(decidedBy, decidedAt, today),
    what: t(`accounts:state.${state}`),
    coming: state === 'PENDING',
  };
  return <Timeline items={[decided, asked]} />;
};
