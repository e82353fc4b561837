import {
  approveAccountRequest,
  rejectAccountRequest,
  withdrawAccountRequest,
} from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import type { AccountRequestStep } from '@qingfeng/domain/features/identity/account-request.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyValues } from '../../ui/panel.tsx';
import { ACCOUNT_KEYS } from './account-queries.ts';
import type { AccountRequest } from './account-queries.ts';
import { useAccountWords } from './account-words.ts';

type DecideRequestProps = { request: AccountRequest; step: AccountRequestStep | null; onClose: () => void };

/** One step on a request, asked once more; an approval that makes a password shows it this once. */
export const DecideRequest = ({ request, step, onClose }: DecideRequestProps) => {
  const { t } = useText();
  const client = useQueryClient();
  const { requestOf } = useAccountWords();
  const [initialPassword, setInitialPassword] = useState<string | null>(null);

  const take = async (idempotencyKey: string): Promise<void> => {
    const input = { params: { id: request.id }, body: { version: request.version }, idempotencyKey };
    if (step === 'approve') setInitialPassword((await call(approveAccountRequest, input)).initialPassword);
    else await call(step === 'reject' ? rejectAccountRequest : withdrawAccountRequest, input);
    await Promise.all(ACCOUNT_KEYS.map((queryKey) => client.invalidateQueries({ queryKey })));
  };

  return (
    <>
      {step !== null && (
        <ConfirmDialog
          open
          title={t(`accounts:step.${step}`)}
          submitLabel={t(`accounts:step.${step}`)}
          danger={step === 'reject'}
          onConfirm={take}
          onClose={onClose}
        >
          {t(`accounts:note.${step}`, { what: requestOf(request) })}
        </ConfirmDialog>
      )}
      <Dialog
        open={initialPassword !== null}
        title={t('accounts:initial.title')}
        onClose={() => setInitialPassword(null)}
        foot={
          <Button type="primary" onClick={() => setInitialPassword(null)}>
            {t('accounts:initial.done')}
          </Button>
        }
      >
        <p className="muted">{t('accounts:initial.note')}</p>
        <KeyValues
          facts={[
            { label: t('accounts:column.login'), value: request.login },
            { label: t('accounts:initial.title'), value: <code>{initialPassword}</code> },
          ]}
        />
      </Dialog>
    </>
  );
};
