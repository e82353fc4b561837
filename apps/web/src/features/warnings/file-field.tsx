import { useState } from 'react';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';
import { uploadTo } from './queries.ts';
import type { StoredFile } from './queries.ts';

const ACCEPTED = ['.pdf', '.docx', '.xlsx', '.jpg', '.png', '.ofd', '.txt'] as const;
const MOST_BYTES = 20 * 1024 * 1024;

type FileFieldProps = {
  warningId: string;
  multiple?: boolean;
  value?: readonly StoredFile[];
  onChange?: (files: readonly StoredFile[]) => void;
};

/** Files for a warning, stored as soon as they are chosen: a lost network later costs no second upload. */
export const FileField = ({ warningId, multiple = false, value = [], onChange }: FileFieldProps) => {
  const { t } = useText();
  const format = useFormat();
  const [uploading, setUploading] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  const take = async (files: readonly File[]): Promise<void> => {
    setError(null);
    const stored: StoredFile[] = [];
    try {
      for (const file of files) {
        setUploading(file.name);
        stored.push(await uploadTo(warningId, file));
      }
    } catch (failure) {
      setError(failure);
    } finally {
      setUploading(null);
    }
    if (stored.length > 0) onChange?.(multiple ? [...value, ...stored] : stored);
  };

  return (
    <div className="stack">
      <FileDrop accept={ACCEPTED} maxBytes={MOST_BYTES} multiple={multiple} onChange={(files) => void take(files)} />
      {uploading !== null && (
        <p className="caption" role="status">
          {t('warnings:files.uploading', { name: uploading })}
        </p>
      )}
      {error !== null && <RefusalNotice error={error} />}
      {value.length > 0 && (
        <ul className="file-list">
          {value.map(({ fileId, name, size }) => (
            <li key={fileId}>
              <span className="grow cut">{name}</span>
              <span className="caption">{format.bytes(size)}</span>
              <button
                type="button"
                className="link-button"
                aria-label={t('warnings:files.remove', { name })}
                onClick={() => onChange?.(value.filter((other) => other.fileId !== fileId))}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

/** The one file of a form, as the contracts name it. */
export const oneFileId = (files: readonly StoredFile[] | undefined): string | null => files?.[0]?.fileId ?? null;
export const fileIdsOf = (files: readonly StoredFile[] | undefined): string[] =>
  (files ?? []).map(({ fileId }) => fileId);
