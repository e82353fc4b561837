import { useFormat } from '../../text/format.ts';
import { downloadFile } from './queries.ts';

type FileLinksProps = {
  warningId: string;
  files: readonly { readonly id: string; readonly name: string; readonly size: number }[];
};

/** Files of a warning, each saved by a one-use ticket. */
export const FileLinks = ({ warningId, files }: FileLinksProps) => {
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <span className="row wrap">
      {files.map(({ id, name, size }) => (
        <button
          key={id}
          type="button"
          className="link-button cut"
          title={`${name} ${format.bytes(size)}`}
          onClick={() => void downloadFile(warningId, id)}
        >
          {name}
        </button>
      ))}
    </span>
  );
};
