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
        ...warning.timeline.map((entry) => ({
          key: entry.id,
          when: `${format.moment(entry.at, today)} · ${whoOf(entry)}`,
          what: eventOf(entry, warning.alternatives),
        })),
      ]}
    />
  );
};
