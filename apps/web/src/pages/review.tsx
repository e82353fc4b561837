import { stepReview } from '@qingfeng/contracts/features/identity/review-endpoints.ts';
import type { ReviewStep } from '@qingfeng/domain/features/identity/periodic-review.ts';
import { needsNote, REVIEW_STEP_NAMES } from '@qingfeng/domain/features/identity/periodic-review.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useEventWord } from '../features/audit/event-word.ts';
import { useAccountWords } from '../features/identity/account-words.ts';
import { phaseOfReview, reviewQuery } from '../features/identity/review-queries.ts';
import type { Review } from '../features/identity/review-queries.ts';
import { call } from '../http/call.ts';
import { useMe, useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';
import { StateChip } from '../ui/badges.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { KeyValues, Note, Panel } from '../ui/panel.tsx';
import { StepDialog } from '../ui/step-dialog.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

const stepOf = (word: string): ReviewStep | undefined => REVIEW_STEP_NAMES.find((step) => step === word);

/** One month's review: what there is to look over, and what came of it. */
export const Page = () => {
  const { id = '' } = useParams();
  const result = useQuery(reviewQuery(id));
  return <Loaded result={result}>{(review) => <ReviewPage review={review} />}</Loaded>;
};

const ReviewPage = ({ review }: { review: Review }) => {
  const { t } = useText();
  const format = useFormat();
  const [taking, setTaking] = useState<ReviewStep | null>(null);
  const { kind, from, to, state, dueOn, found, note, answer, openSteps } = review;
  return (
    <ThingPage
      crumb={<Link to="/reviews">{t('reviews:title')}</Link>}
      title={`${t(`reviews:kind.${kind}`)} ${format.month(from)}`}
      state={<StateChip phase={phaseOfReview(state)}>{t(`reviews:state.${state}`)}</StateChip>}
      steps={openSteps.flatMap(({ step: word, primary, why }) => {
        const step = stepOf(word);
        if (step === undefined) return [];
        return [
          {
            step,
            label: t(`reviews:step.${step}`),
            primary,
            why: why === null ? null : wording('refusals', why),
            run: () => setTaking(step),
          },
        ];
      })}
      timeline={<History review={review} />}
    >
      <Note>{t(`reviews:means.${kind}`)}</Note>
      <Panel title={t('reviews:facts')}>
        <KeyValues
          facts={[
            { label: t('reviews:period'), value: `${format.day(from)}—${format.day(to)}` },
            { label: t('reviews:column.due'), value: format.day(dueOn) },
            ...(found === null ? [] : [{ label: t('reviews:found'), value: format.number(found) }]),
            ...(note === null ? [] : [{ label: t('reviews:noteLabel'), value: note }]),
            ...(answer === null ? [] : [{ label: t('reviews:answer'), value: answer }]),
          ]}
        />
      </Panel>
      <LookedOver review={review} />
      <StepReview review={review} step={taking} onClose={() => setTaking(null)} />
    </ThingPage>
  );
};

const LookedOver = ({ review }: { review: Review }) => {
  const { t } = useText();
  const { kind, state, accounts, grants, acts } = review;
  if (kind !== 'RECORD' && state === 'CLOSED') return null;
  const count = { ACCOUNTS: accounts.length, GRANTS: grants.length, RECORD: acts.length }[kind];
  return (
    <Panel title={t(`reviews:list.${kind}`, { count })} flush>
      {count === 0 ? (
        <Empty title={t(`reviews:none.${kind}`)} />
      ) : (
        {
          ACCOUNTS: <Accounts accounts={accounts} />,
          GRANTS: <Grants grants={grants} />,
          RECORD: <Acts review={review} />,
        }[kind]
      )}
    </Panel>
  );
};

/** The account's own page, where the viewer may go there: from it the change is asked for. */
const AccountLink = ({ id, children }: { id: string; children: ReactNode }) =>
  useMe().nav.includes('accounts') ? <Link to={`/accounts/${id}`}>{children}</Link> : <>{children}</>;

const Accounts = ({ accounts }: Pick<Review, 'accounts'>) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  return (
    <DataTable
      label={t('reviews:list.ACCOUNTS', { count: accounts.length })}
      rows={accounts}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          label: t('accounts:column.name'),
          phone: 'headline',
          cell: ({ id, name, login }) => (
            <AccountLink id={id}>
              {name} <span className="dim">{login}</span>
            </AccountLink>
          ),
        },
        { key: 'unit', label: t('accounts:column.unit'), width: '9em', className: 'muted', cell: ({ unit }) => unit },
        { key: 'why', label: t('reviews:why'), width: '9em', cell: ({ why }) => t(`reviews:why.${why}`) },
        {
          key: 'since',
          label: t('reviews:lastUsed'),
          width: '11em',
          className: 'muted',
          cell: ({ lastUsedAt, createdAt }) =>
            lastUsedAt === null
              ? t('reviews:opened', { day: format.dayAt(createdAt, today) })
              : format.dayAt(lastUsedAt, today),
        },
        {
          key: 'asked',
          label: t('reviews:handled'),
          width: '8em',
          cell: ({ asked }) => t(asked ? 'reviews:asked' : 'reviews:notAsked'),
        },
      ]}
    />
  );
};

const Grants = ({ grants }: Pick<Review, 'grants'>) => {
  const { t } = useText();
  const { grantOf } = useAccountWords();
  const format = useFormat();
  const today = useToday();
  return (
    <DataTable
      label={t('reviews:list.GRANTS', { count: grants.length })}
      rows={grants}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'name',
          label: t('accounts:column.name'),
          phone: 'headline',
          cell: ({ accountId, name, login }) => (
            <AccountLink id={accountId}>
              {name} <span className="dim">{login}</span>
            </AccountLink>
          ),
        },
        {
          key: 'role',
          label: t('accounts:field.role'),
          width: '15em',
          phone: 'named',
          cell: (grant) => grantOf(grant),
        },
        {
          key: 'granted',
          label: t('reviews:granted'),
          width: '14em',
          className: 'muted',
          cell: ({ grantedAt, grantedBy }) =>
            [format.dayAt(grantedAt, today), ...(grantedBy === null ? [] : [grantedBy])].join(' · '),
        },
        {
          key: 'new',
          label: t('reviews:change'),
          width: '7em',
          cell: ({ isNew, revokedAt }) =>
            revokedAt !== null ? t('reviews:revoked') : isNew ? t('reviews:isNew') : null,
        },
      ]}
    />
  );
};

const Acts = ({ review: { acts, from, to } }: { review: Review }) => {
  const { t } = useText();
  const eventWord = useEventWord();
  const format = useFormat();
  const today = useToday();
  const mayRead = useMe().nav.includes('audit');
  const recordOf = ({ type, login }: Review['acts'][number]): string =>
    `/audit?${new URLSearchParams({ type, from, to, ...(login === null ? {} : { actor: login }) }).toString()}`;
  return (
    <DataTable
      label={t('reviews:list.RECORD', { count: acts.length })}
      rows={acts}
      rowKey={({ type, login }) => `${type} ${login ?? ''}`}
      columns={[
        {
          key: 'act',
          label: t('audit:column.event'),
          phone: 'headline',
          cell: (act) => (mayRead ? <Link to={recordOf(act)}>{eventWord(act.type)}</Link> : <>{eventWord(act.type)}</>),
        },
        {
          key: 'actor',
          label: t('audit:column.actor'),
          width: '14em',
          cell: ({ actor, login }) => (
            <>
              {actor ?? t('audit:system')} {login !== null && <span className="dim">{login}</span>}
            </>
          ),
        },
        {
          key: 'count',
          label: t('reviews:times'),
          width: '5em',
          numeric: true,
          cell: ({ count }) => format.number(count),
        },
        {
          key: 'last',
          label: t('reviews:last'),
          width: '11em',
          className: 'muted',
          cell: ({ lastAt }) => format.moment(lastAt, today),
        },
      ]}
    />
  );
};

type Values = { readonly note?: string };

const StepReview = ({
  review: { id, version, kind, accounts },
  step,
  onClose,
}: {
  review: Review;
  step: ReviewStep | null;
  onClose: () => void;
}) => {
  const { t } = useText();
  const client = useQueryClient();
  if (step === null) return null;
  const needed = needsNote(step, accounts.filter(({ asked }) => !asked).length);
  return (
    <StepDialog<Values>
      open
      title={t(`reviews:step.${step}`)}
      note={step === 'raise' && kind === 'RECORD' ? t('reviews:note.raiseRecord') : t(`reviews:note.${step}`)}
      submitLabel={t(`reviews:step.${step}`)}
      onSubmit={async ({ note }, idempotencyKey) => {
        const after = await call(stepReview, {
          params: { id, step },
          body: { version, note: note === undefined || note.trim() === '' ? null : note },
          idempotencyKey,
        });
        client.setQueryData(reviewQuery(id).queryKey, after);
        for (const queryKey of [['reviews'], ['tasks'], ['me']]) void client.invalidateQueries({ queryKey });
      }}
      onClose={onClose}
    >
      <Form.Item
        name="note"
        label={t(step === 'answer' ? 'reviews:answer' : 'reviews:noteLabel')}
        extra={step === 'conclude' && needed ? t('reviews:noteOfUnused') : undefined}
        rules={needed ? [{ required: true, whitespace: true, message: t('accounts:required') }] : []}
      >
        <Input.TextArea rows={3} maxLength={1_000} />
      </Form.Item>
    </StepDialog>
  );
};

const History = ({ review }: { review: Review }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const { state, kind, openedAt, concludedBy, concludedAt, answeredBy, answeredAt } = review;
  const when = (at: NonNullable<typeof concludedAt>, who: string | null) =>
    [format.moment(at, today), ...(who === null ? [] : [who])].join(' · ');
  return (
    <Timeline
      items={[
        ...(state === 'CLOSED'
          ? []
          : [{ key: 'waits', when: t('reviews:waits'), what: t(`reviews:state.${state}`), coming: true }]),
        ...(answeredAt === null
          ? []
          : [{ key: 'answered', when: when(answeredAt, answeredBy), what: t('reviews:answered') }]),
        ...(concludedAt === null
          ? []
          : [
              {
                key: 'concluded',
                when: when(concludedAt, concludedBy),
                what: t(state === 'RAISED' || answeredAt !== null ? 'reviews:raised' : 'reviews:concluded'),
              },
            ]),
        { key: 'opened', when: when(openedAt, null), what: t(`reviews:kind.${kind}`) },
      ]}
    />
  );
};
