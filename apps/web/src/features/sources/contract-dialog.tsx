import { decideContract } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { ContractStep } from '@qingfeng/domain/features/sources/data-contract.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { useRefreshSources } from './queries.ts';
import type { Feed } from './queries.ts';

type Values = { readonly reason?: string };

/** The data security officer decides on what was agreed; a no says why. */
export const ContractDialog = ({ feed, step, onClose }: { feed: Feed; step: ContractStep; onClose: () => void }) => {
  const { t } = useText();
  const client = useQueryClient();
  const refresh = useRefreshSources();
  const decide = async ({ reason }: Values, idempotencyKey: string): Promise<void> => {
    const { id, version } = feed;
    const told = reason === undefined || reason.trim() === '' ? null : reason;
    await call(decideContract, { params: { id, step }, body: { version, reason: told }, idempotencyKey });
    await Promise.all([refresh(), client.invalidateQueries({ queryKey: ['tasks'] })]);
  };
  return (
    <StepDialog<Values>
      open
      title={t(`sources:contract.step.${step}`)}
      note={t(`sources:contract.note.${step}`)}
      submitLabel={t(`sources:contract.step.${step}`)}
      danger={step !== 'approve'}
      onSubmit={decide}
      onClose={onClose}
    >
      {step !== 'approve' && (
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
