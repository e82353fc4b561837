import { getPowerTemplate, importPowers } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { download } from '../../http/download.ts';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';
import type { ImportResult } from './queries.ts';

const MOST_BYTES = 20 * 1024 * 1024;
/** Rows of faults on screen; whoever has more mends these first. */
const MOST_SHOWN = 200;

/** Brings a list in, and says of every row that did not go in why. */
export const ImportDialog = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const { t } = useText();
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [running, setRunning] = useState(false);
  const [result, setResult] = useState<ImportResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [file] = files;

  const run = async (chosen: File): Promise<void> => {
    setRunning(true);
    setError(null);
    try {
      setResult(await call(importPowers, { query: { name: chosen.name }, file: chosen }));
      setFiles([]);
      for (const key of ['powers', 'tasks', 'me']) void client.invalidateQueries({ queryKey: [key] });
    } catch (failure) {
      setError(failure);
    } finally {
      setRunning(false);
    }
  };

  return (
    <Dialog open={open} title={t('catalogue:import.title')} shape="wide" onClose={onClose}>
      {result === null ? (
        <div className="stack">
          <p className="form-note">{t('catalogue:import.note')}</p>
          <FileDrop accept={['.csv', '.xlsx']} maxBytes={MOST_BYTES} value={files} onChange={setFiles} />
          {running && <p role="status">{t('catalogue:import.running')}</p>}
          {error !== null && <RefusalNotice error={error} />}
          <div className="dialog-foot">
            <Button onClick={() => void download(getPowerTemplate)}>{t('catalogue:import.template')}</Button>
            <Button
              type="primary"
              disabled={running || file === undefined}
              onClick={() => file !== undefined && void run(file)}
            >
              {t('catalogue:import.run')}
            </Button>
          </div>
        </div>
      ) : (
        <Outcome result={result} onAgain={() => setResult(null)} />
      )}
    </Dialog>
  );
};

const Outcome = ({ result, onAgain }: { result: ImportResult; onAgain: () => void }) => {
  const { t } = useText();
  const { added, unchanged, drafted, rejected } = result;
  const rejectedRows = new Set(rejected.map(({ line }) => line)).size;
  return (
    <div className="stack">
      <p role="status">
        <b>{t('catalogue:import.done', { added, unchanged, drafted, rejected: rejectedRows })}</b>
      </p>
      {rejected.length > 0 && (
        <div className="import-faults" tabIndex={0} role="region" aria-label={t('catalogue:import.rejected')}>
          <table className="flow-table">
            <caption>{t('catalogue:import.rejected')}</caption>
            <thead>
              <tr>
                {(['line', 'column', 'reason', 'value'] as const).map((head) => (
                  <th key={head} scope="col">
                    {t(`catalogue:import.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rejected.slice(0, MOST_SHOWN).map(({ line, reason, column, value }, index) => (
                <tr key={index}>
                  <td>{line}</td>
                  <td>{column !== null && t(`catalogue:importColumn.${column}`)}</td>
                  <td>{wording('catalogue', `fault.${reason}`)}</td>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {rejected.length > MOST_SHOWN && (
            <p className="caption">{t('catalogue:import.more', { count: MOST_SHOWN })}</p>
          )}
        </div>
      )}
      <div className="dialog-foot">
        <Button onClick={onAgain}>{t('catalogue:import.again')}</Button>
      </div>
    </div>
  );
};
