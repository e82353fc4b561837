import { UsageError } from '../../command.ts';

/** A file that is not there is bad use; any other trouble with it is a fault. */
export const notFound =
  (file: string) =>
  (error: unknown): never => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(`there is no file ${file}`);
    if (code === 'EISDIR') throw new UsageError(`${file} is a directory`);
    throw error;
  };
