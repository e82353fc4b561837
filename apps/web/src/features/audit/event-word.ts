import i18next from 'i18next';
import type { chinese } from '../../text/phrases.zh-cn.ts';
import { useWording } from '../../text/wording.ts';

/** Where the words of events stand: the record's own first, since the features' may speak of what only their pages know. */
export const EVENT_WORDS = [
  'audit',
  'warnings',
  'information',
  'catalogue',
  'rules',
  'sources',
  'calendar',
] as const satisfies (keyof typeof chinese)[];

/** The name of an event, else its dictionary word. */
export const useEventWord = (): ((type: string) => string) => {
  const wording = useWording();
  return (type) => {
    const named = EVENT_WORDS.find((words) => i18next.exists(`${words}:event.${type}`));
    return wording(named ?? 'audit', `event.${type}`);
  };
};
