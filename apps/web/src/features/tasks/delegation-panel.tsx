import { delegateTasks, endDelegation, listMyDelegations } from '@qingfeng/contracts/features/tasks/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { addDays } from '@qingfeng/domain/shared/local-date.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { StateChip } from '../../ui/badges.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Loaded } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StepDialog } from '../../ui/step-dialog.tsx';

type Delegations = ResponseOf<typeof listMyDelegations>;
type Delegation = Delegations['items'][number];
type Values = { toAccountId: string; fromOn: LocalDate; toOn: LocalDate };

const delegationsQuery = queryOptions({
  queryKey: ['delegations'],
  queryFn: ({ signal }) => call(listMyDelegations, { signal }),
});

/** Who does my work while I am on leave, and for whom I do theirs. */
export const DelegationPanel = () => {
  const { t } = useText();
  const [giving, setGiving] = useState(false);
  const result = useQuery(delegationsQuery);
  const possible = (result.data?.candidates.length ?? 0) > 0;
  return (
    <Panel
      title={t('tasks:delegation.title')}
      note={t('tasks:delegation.note')}
      flush
      action={
        possible && (
          <Button size="small" onClick={() => setGiving(true)}>
            {t('tasks:delegation.give')}
          </Button>
        )
      }
    >
      <Loaded result={result}>
        {(delegations) => (
          <>
            <Lines delegations={delegations} />
            {giving && <GiveDialog candidates={delegations.candidates} onClose={() => setGiving(false)} />}
          </>
        )}
      </Loaded>
    </Panel>
  );
};

const Lines = ({ delegations: { items, incoming, candidates } }: { delegations: Delegations }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const [ending, setEnding] = useState<Delegation | null>(null);
  const days = (fromOn: LocalDate, toOn: LocalDate) =>
    t('tasks:delegation.days', { from: format.day(fromOn, today), to: format.day(toOn, today) });
  if (items.length === 0 && incoming.length === 0) {
    return (
      <p className="panel-body muted">
        {t(candidates.length === 0 ? 'tasks:delegation.nobody' : 'tasks:delegation.none')}
      </p>
    );
  }
  return (
    <ul className="panel-list">
      {incoming.map(({ id, from, fromOn, toOn }) => (
        <li key={id} className="row wrap">
          <span>{t('tasks:delegation.incoming', { name: from })}</span>
          <span className="muted">{days(fromOn, toOn)}</span>
        </li>
      ))}
      {items.map((delegation) => {
        const { id, to, fromOn, toOn, ended } = delegation;
        const over = ended || toOn < today;
        const phase = over ? 'finished' : fromOn > today ? 'waiting' : 'running';
        return (
          <li key={id} className="row wrap">
            <span>{t('tasks:delegation.outgoing', { name: to })}</span>
            <span className="muted">{days(fromOn, toOn)}</span>
            <StateChip phase={phase}>{t(`tasks:delegation.${phase}`)}</StateChip>
            {!over && (
              <button type="button" className="link-button" onClick={() => setEnding(delegation)}>
                {t('tasks:delegation.end')}
              </button>
            )}
          </li>
        );
      })}
      {ending !== null && <EndDialog delegation={ending} onClose={() => setEnding(null)} />}
    </ul>
  );
};

const useSettled = () => {
  const client = useQueryClient();
  return (): Promise<void> => client.invalidateQueries({ queryKey: delegationsQuery.queryKey });
};

const EndDialog = ({ delegation, onClose }: { delegation: Delegation; onClose: () => void }) => {
  const { t } = useText();
  const settled = useSettled();
  return (
    <ConfirmDialog
      open
      title={t('tasks:delegation.end')}
      submitLabel={t('tasks:delegation.end')}
      onConfirm={async (idempotencyKey) => {
        await call(endDelegation, { params: { id: delegation.id }, idempotencyKey });
        await settled();
      }}
      onClose={onClose}
    >
      {t('tasks:delegation.endNote', { name: delegation.to })}
    </ConfirmDialog>
  );
};

const GiveDialog = ({ candidates, onClose }: { candidates: Delegations['candidates']; onClose: () => void }) => {
  const { t } = useText();
  const settled = useSettled();
  const today = useToday();
  const required = [{ required: true, message: t('tasks:delegation.required') }];
  return (
    <StepDialog<Values>
      open
      title={t('tasks:delegation.give')}
      note={t('tasks:delegation.giveNote')}
      submitLabel={t('tasks:delegation.give')}
      initialValues={{ fromOn: today, toOn: addDays(today, 6) }}
      onSubmit={async (body, idempotencyKey) => {
        await call(delegateTasks, { body, idempotencyKey });
        await settled();
      }}
      onClose={onClose}
    >
      <Form.Item name="toAccountId" label={t('tasks:delegation.to')} rules={required}>
        <Select options={candidates.map(({ accountId, name }) => ({ value: accountId, label: name }))} />
      </Form.Item>
      <Form.Item name="fromOn" label={t('tasks:delegation.from')} rules={required}>
        <DayField min={today} />
      </Form.Item>
      <Form.Item name="toOn" label={t('tasks:delegation.until')} rules={required}>
        <DayField min={today} />
      </Form.Item>
    </StepDialog>
  );
};
