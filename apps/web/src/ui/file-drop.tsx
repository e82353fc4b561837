import { useState } from 'react';
import type { DragEvent } from 'react';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';

type FileDropProps = {
  /** Extensions with their dot; the server looks at the bytes, this only spares a wasted upload. */
  accept: readonly string[];
  maxBytes: number;
  multiple?: boolean;
  value?: readonly File[];
  onChange?: (files: readonly File[]) => void;
};

/** Files by click or by drop; inside a `Form.Item` it is a field like any other. */
export const FileDrop = ({ accept, maxBytes, multiple = false, value = [], onChange }: FileDropProps) => {
  const { t } = useText();
  const format = useFormat();
  const [over, setOver] = useState(false);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const limit = { accept: accept.join('、'), size: format.bytes(maxBytes) };

  const faultOf = (file: File): string | null => {
    if (!accept.some((extension) => file.name.toLowerCase().endsWith(extension)))
      return t('file.wrongType', { name: file.name, accept: limit.accept });
    return file.size > maxBytes ? t('file.tooLarge', { name: file.name, size: limit.size }) : null;
  };
  const take = (files: readonly File[]): void => {
    setFaults(files.map(faultOf).filter((fault) => fault !== null));
    const good = files.filter((file) => faultOf(file) === null);
    if (good.length > 0) onChange?.(multiple ? [...value, ...good] : good.slice(0, 1));
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };

  return (
    <div className="stack">
      <label
        className={`file-drop ${over ? 'over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          className="sr-only"
          type="file"
          accept={accept.join(',')}
          multiple={multiple}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            // The same file again must count as a change.
            event.target.value = '';
          }}
        />
        <span>{t('file.choose')}</span>
        <span className="caption">{t('file.limit', limit)}</span>
      </label>
      {faults.map((fault) => (
        <p key={fault} className="field-error" role="alert">
          ✕ {fault}
        </p>
      ))}
      {value.length > 0 && (
        <ul className="file-list">
          {value.map((file) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              <span className="grow cut">{file.name}</span>
              <span className="caption">{format.bytes(file.size)}</span>
              <button
                type="button"
                className="link-button"
                aria-label={t('file.remove', { name: file.name })}
                onClick={() => onChange?.(value.filter((other) => other !== file))}
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
