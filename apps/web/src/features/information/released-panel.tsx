import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useCellText } from './cell-text.ts';
import { saveFile } from './verification-queries.ts';
import type { MyVerification } from './verification-queries.ts';

/** What of the evidence was released to a body: the names, where they were, and the chosen cells. */
export const Released = ({ released }: { released: MyVerification['released'] }) => {
  const { t } = useText();
  const shown = useCellText();
  const { subject, unit, columns, rows } = released;
  const names = [
    ...(subject === null ? [] : [`${t('verification:subject')} ${subject}`]),
    ...(unit === null ? [] : [`${t('verification:unit')} ${unit}`]),
  ];
  return (
    <>
      {names.length > 0 && <p>{names.join(' · ')}</p>}
      {columns.length > 0 && (
        <div className="table-box evidence" tabIndex={0} role="group" aria-label={t('verification:released')}>
          <table className="table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((cells, row) => (
                <tr key={row}>
                  {cells.map((cell, column) => (
                    <td key={column} className={typeof cell === 'number' ? 'numeric' : undefined}>
                      {cell === null ? <span className="dim">{shown(cell)}</span> : shown(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
};

/** Files of an answer, each saved by a one-use ticket. */
export const AnswerFiles = ({ id, files }: { id: string; files: MyVerification['files'] }) => {
  const { t } = useText();
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <p className="row wrap">
      <span className="muted">{t('verification:files')}</span>
      {files.map((file) => (
        <button
          key={file.id}
          type="button"
          className="link-button"
          title={format.bytes(file.size)}
          onClick={() => void saveFile(id, file.id)}
        >
          {file.name}
        </button>
      ))}
    </p>
  );
};
