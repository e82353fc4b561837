import { MOST_FILE_BYTES, uploadDelivery } from '@qingfeng/contracts/features/sources/endpoints.ts';
import { Form } from 'antd';
import { useNavigate } from 'react-router';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { useRefreshSources } from './queries.ts';
import type { Feed } from './queries.ts';

const ACCEPTED = { TABLE: ['.csv', '.xlsx', '.txt'], OCDS: ['.json', '.jsonl', '.txt'] } as const;

type UploadDialogProps = { feed: Pick<Feed, 'id' | 'name' | 'format'>; onClose: () => void };

/** Hands a file over; the page of its delivery opens and shows how far it is. */
export const UploadDialog = ({ feed: { id, name, format }, onClose }: UploadDialogProps) => {
  const { t } = useText();
  const navigate = useNavigate();
  const refresh = useRefreshSources();
  const send = async ({ files: [file] }: { files: readonly File[] }, idempotencyKey: string): Promise<void> => {
    if (file === undefined) return;
    const batch = await call(uploadDelivery, { params: { id }, query: { name: file.name }, file, idempotencyKey });
    await refresh();
    void navigate(`/batches/${batch.id}`);
  };
  return (
    <StepDialog<{ files: readonly File[] }>
      open
      title={t('sources:upload.title', { name })}
      note={t(format === 'OCDS' ? 'sources:upload.noteOcds' : 'sources:upload.noteTable')}
      submitLabel={t('sources:upload.submit')}
      onSubmit={send}
      onClose={onClose}
    >
      <Form.Item
        name="files"
        label={t('sources:upload.field')}
        rules={[{ required: true, message: t('sources:upload.required') }]}
      >
        <FileDrop accept={ACCEPTED[format]} maxBytes={MOST_FILE_BYTES} />
      </Form.Item>
    </StepDialog>
  );
};
