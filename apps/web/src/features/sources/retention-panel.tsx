import {
  decideDeletion,
  holdRecords,
  liftHold,
  proposeDeletion,
} from '@qingfeng/contracts/features/sources/retention.ts';
import type { DeletionStep } from '@qingfeng/domain/features/sources/retention.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import type { Column } from '../../ui/data-table.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Loaded } from '../../ui/page-states.tsx';
import { FactLine, Note, Panel } from '../../ui/panel.tsx';
import { StepDialog } from '../../ui/step-dialog.tsx';
import type { Retention } from './queries.ts';
import { retentionQuery, useRefreshSources } from './queries.ts';
import { useSourceWords } from './source-words.ts';

type Deletion = Retention['deletions'][number];
type Asked =
  { readonly what: 'propose' | 'hold' | 'lift' } | { readonly what: DeletionStep; readonly deletion: Deletion };

/** How long records are kept, what is past its time, what holds it, and every deletion with its record. */
export const RetentionPanel = ({ feedId }: { feedId: string }) => {
  const { t } = useText();
  const result = useQuery(retentionQuery(feedId));
  return (
    <Panel title={t('sources:retention.title')} note={t('sources:retention.note')}>
      <Loaded result={result}>{(retention) => <Standing feedId={feedId} retention={retention} />}</Loaded>
    </Panel>
  );
};

const Standing = ({ feedId, retention }: { feedId: string; retention: Retention }) => {
  const { t } = useText();
  const format = useFormat();
  const { today } = useSourceWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { retentionMonths, cutoff, due, held, firstOn, lastOn, hold, deletions, may } = retention;
  return (
    <div className="stack">
      <p className="prose">
        {cutoff === null
          ? t('sources:retention.none')
          : t('sources:retention.sentence', { months: retentionMonths ?? 0, day: format.day(cutoff, today) })}
      </p>
      {cutoff !== null && (
        <FactLine
          facts={[
            { label: t('sources:retention.due'), value: format.number(due) },
            { label: t('sources:retention.held'), value: format.number(held) },
            ...(firstOn === null || lastOn === null
              ? []
              : [
                  {
                    label: t('sources:retention.days'),
                    value: `${format.day(firstOn, today)} — ${format.day(lastOn, today)}`,
                  },
                ]),
          ]}
        />
      )}
      {hold !== null && (
        <Note>
          {t('sources:retention.onHold', {
            who: hold.placedBy,
            when: format.moment(hold.placedAt, today),
            reason: hold.reason,
          })}
        </Note>
      )}
      {(may.propose || may.hold || may.lift) && (
        <p className="inline-actions">
          {may.propose && (
            <Button onClick={() => setAsked({ what: 'propose' })}>{t('sources:retention.step.propose')}</Button>
          )}
          {may.hold && <Button onClick={() => setAsked({ what: 'hold' })}>{t('sources:retention.step.hold')}</Button>}
          {may.lift && <Button onClick={() => setAsked({ what: 'lift' })}>{t('sources:retention.step.lift')}</Button>}
        </p>
      )}
      {deletions.length > 0 && (
        <Deletions deletions={deletions} onStep={(what, deletion) => setAsked({ what, deletion })} />
      )}
      {asked !== null && (
        <AskedDialog feedId={feedId} retention={retention} asked={asked} onClose={() => setAsked(null)} />
      )}
    </div>
  );
};

const Deletions = ({
  deletions,
  onStep,
}: {
  deletions: readonly Deletion[];
  onStep: (step: DeletionStep, deletion: Deletion) => void;
}) => {
  const { t } = useText();
  const format = useFormat();
  const { today } = useSourceWords();
  const columns: readonly Column<Deletion>[] = [
    {
      key: 'beforeOn',
      label: t('sources:retention.column.before'),
      width: '11em',
      phone: 'headline',
      cell: ({ beforeOn }) => format.day(beforeOn, today),
    },
    {
      key: 'due',
      label: t('sources:retention.column.due'),
      width: '7em',
      numeric: true,
      phone: 'named',
      cell: (row) => format.number(row.due),
    },
    {
      key: 'deleted',
      label: t('sources:retention.column.deleted'),
      width: '7em',
      numeric: true,
      phone: 'named',
      cell: ({ deleted }) => format.number(deleted),
    },
    {
      key: 'who',
      label: t('sources:retention.column.who'),
      className: 'wrap',
      phone: 'named',
      cell: ({ proposedBy, proposedAt, decidedBy, decidedAt, reason }) => (
        <>
          {t('sources:retention.proposed', { who: proposedBy, when: format.moment(proposedAt, today) })}
          {decidedBy !== null && decidedAt !== null && (
            <>
              <br />
              {t('sources:retention.decided', { who: decidedBy, when: format.moment(decidedAt, today) })}
              {reason !== null && t('sources:contract.because', { reason })}
            </>
          )}
        </>
      ),
    },
    {
      key: 'state',
      label: t('sources:retention.column.state'),
      width: '19em',
      className: 'wrap',
      phone: 'named',
      cell: (deletion) => (
        <>
          {t(`sources:retention.state.${deletion.state}`)}
          {deletion.digest !== null && (
            <code className="caption" title={t('sources:retention.digest')}>
              {' '}
              {deletion.digest.slice(0, 12)}
            </code>
          )}
          {deletion.openSteps.map((step) => (
            <Button key={step} size="small" type="link" onClick={() => onStep(step, deletion)}>
              {t(`sources:retention.step.${step}`)}
            </Button>
          ))}
        </>
      ),
    },
  ];
  return (
    <DataTable label={t('sources:retention.deletions')} columns={columns} rows={deletions} rowKey={({ id }) => id} />
  );
};

type Values = { readonly reason?: string };

const AskedDialog = ({
  feedId: id,
  retention: { due, held },
  asked,
  onClose,
}: {
  feedId: string;
  retention: Retention;
  asked: Asked;
  onClose: () => void;
}) => {
  const { t } = useText();
  const format = useFormat();
  const client = useQueryClient();
  const refresh = useRefreshSources();
  const needsReason = asked.what === 'refuse' || asked.what === 'hold' || asked.what === 'lift';
  const submit = async ({ reason = '' }: Values, idempotencyKey: string): Promise<void> => {
    const params = { id };
    if (asked.what === 'propose') await call(proposeDeletion, { params, idempotencyKey });
    else if (asked.what === 'hold') await call(holdRecords, { params, body: { reason }, idempotencyKey });
    else if (asked.what === 'lift') await call(liftHold, { params, body: { reason }, idempotencyKey });
    else if ('deletion' in asked) {
      const step = { ...params, deletionId: asked.deletion.id, step: asked.what };
      await call(decideDeletion, { params: step, body: { reason: reason === '' ? null : reason }, idempotencyKey });
    }
    await Promise.all([refresh(), client.invalidateQueries({ queryKey: ['tasks'] })]);
  };
  const counted = 'deletion' in asked ? asked.deletion : { due, held };
  return (
    <StepDialog<Values>
      open
      title={t(`sources:retention.step.${asked.what}`)}
      note={t(`sources:retention.dialog.${asked.what}`, {
        due: format.number(counted.due),
        held: format.number(counted.held),
      })}
      submitLabel={t(`sources:retention.step.${asked.what}`)}
      danger={asked.what === 'approve'}
      onSubmit={submit}
      onClose={onClose}
    >
      {needsReason && (
        <Form.Item
          name="reason"
          label={t('sources:contract.reason')}
          rules={[{ required: true, whitespace: true, message: t('sources:contract.required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      )}
    </StepDialog>
  );
};
