import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useText } from '../text/use-text.ts';
import { StepDialog } from './step-dialog.tsx';

type ExportButtonProps = {
  label?: string;
  /** Gets the reason where one is asked for. */
  onExport: (reason: string) => Promise<void>;
  /** Lists with people in them leave only with a reason. */
  asksReason?: boolean;
};

/** Takes the list out as it is shown. */
export const ExportButton = ({ label, onExport, asksReason = false }: ExportButtonProps) => {
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const run = (): void => {
    setBusy(true);
    void onExport('').finally(() => setBusy(false));
  };
  return (
    <>
      <Button size="small" disabled={busy} onClick={asksReason ? () => setAsking(true) : run}>
        {busy ? t('list.exporting') : (label ?? t('list.export'))}
      </Button>
      {asking && (
        <StepDialog<{ reason: string }>
          open
          title={label ?? t('list.export')}
          note={t('list.exportNote')}
          submitLabel={label ?? t('list.export')}
          onSubmit={({ reason }) => onExport(reason)}
          onClose={() => setAsking(false)}
        >
          <Form.Item
            name="reason"
            label={t('list.exportReason')}
            rules={[{ required: true, whitespace: true, message: t('list.exportRequired') }]}
          >
            <Input maxLength={200} autoFocus />
          </Form.Item>
        </StepDialog>
      )}
    </>
  );
};
