import { takeManyInformation } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useIdempotencyKey } from '../../http/key.ts';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';
import { matterQuery, useInformationSettled } from './queries.ts';
import type { InformationRow } from './queries.ts';

/** As many as one request may hold. */
const MOST = 200;

type Outcome = ResponseOf<typeof takeManyInformation>;

type TakeManyProps = { rows: readonly InformationRow[]; onClose: () => void };

/** Rows that stand for matters bring along what else nobody has taken of them. */
export const TakeMatters = ({ rows, onClose }: TakeManyProps) => {
  const matters = rows.flatMap(({ matter }) => (matter === null ? [] : [matter.id]));
  const others = useQuery({ ...matterQuery(matters, 'untaken'), enabled: matters.length > 0 });
  const all = new Map([...rows, ...(others.data?.items ?? [])].map((row) => [row.id, row]));
  if (others.isLoading) return null;
  return <TakeMany rows={[...all.values()].slice(0, MOST)} onClose={onClose} />;
};

/** Shows what will be taken, then what was and what was not, each with its reason. */
export const TakeMany = ({ rows, onClose }: TakeManyProps) => {
  const { t } = useText();
  const settled = useInformationSettled();
  const keyOf = useIdempotencyKey();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const take = async (): Promise<void> => {
    setSending(true);
    setError(null);
    const body = { items: rows.map(({ id, version }) => ({ id, version })) };
    try {
      setOutcome(await call(takeManyInformation, { body, idempotencyKey: keyOf(body) }));
      settled();
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };

  const why = (id: string): string | undefined => outcome?.refused.find((one) => one.id === id)?.code;
  return (
    <Dialog
      open
      title={t('information:batch.takeTitle')}
      shape="wide"
      onClose={onClose}
      foot={
        outcome === null ? (
          <>
            <Button onClick={onClose}>{t('dialog.cancel')}</Button>
            <Button type="primary" disabled={sending} onClick={() => void take()}>
              {sending ? t('dialog.sending') : t('information:batch.take')}
            </Button>
          </>
        ) : (
          <Button type="primary" onClick={onClose}>
            {t('dialog.close')}
          </Button>
        )
      }
    >
      <p className="form-note" role="status">
        {outcome === null
          ? t('information:batch.takeNote')
          : [
              t('information:batch.taken', { count: outcome.taken.length }),
              ...(outcome.refused.length === 0
                ? []
                : [t('information:batch.refused', { count: outcome.refused.length })]),
            ].join('，')}
      </p>
      <ul className="file-list">
        {rows.map(({ id, number, title }) => (
          <li key={id}>
            <span className="dim">{number}</span>
            <span className="grow cut">{title}</span>
            {why(id) !== undefined && <span className="muted">{wording('refusals', why(id) ?? '')}</span>}
          </li>
        ))}
      </ul>
      {error !== null && <RefusalNotice error={error} />}
    </Dialog>
  );
};
