import type { TimelineEntry } from '@qingfeng/contracts/shared/wire.ts';
import { useFormat } from '../../text/format.ts';
import { useWording } from '../../text/wording.ts';
import { Timeline } from '../../ui/timeline.tsx';
import type { Warning } from './queries.ts';
import { useWarningWords } from './warning-words.ts';
import type { Explained } from './warning-words.ts';

/** What happened, newest first; the limit ahead stands above it. */
export const WarningTimeline = ({ warning, pressing }: { warning: Warning; pressing: Explained | undefined }) => {
  const format = useFormat();
  const wording = useWording();
  const { today, day, whoOf, eventOf } = useWarningWords();
  const ahead =
    pressing === undefined || pressing.dueOn < today
      ? []
      : [
          {
            key: 'due',
            when: `${day(pressing.dueOn)} 24:00`,
            what: wording('warnings', `clock.${pressing.clock}`),
            coming: true,
          },
        ];
  return (
    <Timeline
      items={[
        ...ahead,
        ...remindersTogether(warning.timeline).map((entry) => ({
          key: entry.id,
          when: `${format.moment(entry.at, today)} · ${whoOf(entry)}`,
          what: eventOf(entry, warning.alternatives),
        })),
      ]}
    />
  );
};

/** The sweep reminds each person by an event of their own: about one limit at one moment they are one line. */
const remindersTogether = (timeline: readonly TimelineEntry[]): TimelineEntry[] => {
  const together: TimelineEntry[] = [];
  for (const entry of timeline) {
    const before = together.at(-1);
    if (before !== undefined && isReminder(before) && isReminder(entry) && limitOf(before) === limitOf(entry))
      together[together.length - 1] = {
        ...before,
        body: { ...before.body, to: [...toldOf(entry), ...toldOf(before)] },
      };
    else together.push(entry);
  }
  return together;
};

const isReminder = ({ type }: TimelineEntry): boolean => type === 'warning.reminder-due';
const limitOf = ({ at, body }: TimelineEntry): string => `${at} ${String(body['deadlineId'])}`;
const toldOf = ({ body }: TimelineEntry): unknown[] => (Array.isArray(body['to']) ? body['to'] : [body['to']]);
