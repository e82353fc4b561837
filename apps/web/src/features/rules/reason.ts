import { useWording } from '../../text/wording.ts';

/** Why something could not be judged: a word, or a word and the field it is about (`missing:invoiceNo`). */
export const useReason = (): ((reason: string) => string) => {
  const wording = useWording();
  return (reason) => {
    const [word = '', field = ''] = reason.split(':');
    return wording('rules', `reason.${word}`, { field });
  };
};
