import { takeManyInformation } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useIdempotencyKey } from '../../http/key.ts';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';
import { useInformationSettled } from './queries.ts';
import type { InformationRow } from './queries.ts';

type Outcome = ResponseOf<typeof takeManyInformation>;

/** Shows what will be taken, then what was and what was not, each with its reason. */
export const TakeMany = ({ rows, onClose }: { rows: readonly InformationRow[]; onClose: () => void }) => {
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
