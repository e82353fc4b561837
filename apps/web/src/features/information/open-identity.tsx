import { openIdentity } from '@qingfeng/contracts/features/information/endpoints.ts';
import { Button, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyValues } from '../../ui/panel.tsx';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { useInformationSettled } from './queries.ts';

/** One identity on one record of the evidence. */
export type IdentityOnRecord = { readonly recordId: string; readonly field: string; readonly label: string };

type OpenIdentityProps = {
  readonly informationId: string;
  readonly asked: IdentityOnRecord;
  readonly onClose: () => void;
};

/** Opens the number behind a digest: the reason first, the number once, gone when the dialog closes. Each opening is on the record. */
export const OpenIdentity = ({ informationId, asked: { recordId, field, label }, onClose }: OpenIdentityProps) => {
  const { t } = useText();
  const settled = useInformationSettled();
  const [identity, setIdentity] = useState<string | null>(null);
  const opened = useRef(false);
  const open = async ({ reason }: { reason: string }, idempotencyKey: string): Promise<void> => {
    const answer = await call(openIdentity, {
      params: { id: informationId },
      body: { recordId, field, reason },
      idempotencyKey,
    });
    opened.current = true;
    setIdentity(answer.identity);
    settled();
  };
  if (identity !== null) {
    return (
      <Dialog
        open
        title={t('information:identity.opened')}
        onClose={onClose}
        foot={
          <Button type="primary" onClick={onClose}>
            {t('information:identity.done')}
          </Button>
        }
      >
        <p className="muted">{t('information:identity.once')}</p>
        <KeyValues facts={[{ label, value: <b>{identity}</b> }]} />
      </Dialog>
    );
  }
  return (
    <StepDialog<{ reason: string }>
      open
      title={t('information:identity.open')}
      note={t('information:identity.note')}
      submitLabel={t('information:identity.open')}
      onSubmit={open}
      onClose={() => {
        // What closes after success is the question; the number stands in its place.
        if (!opened.current) onClose();
      }}
    >
      <Form.Item
        name="reason"
        label={t('information:identity.reason')}
        extra={t('information:identity.reasonHelp')}
        rules={[{ required: true, whitespace: true, message: t('warnings:required') }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </StepDialog>
  );
};
