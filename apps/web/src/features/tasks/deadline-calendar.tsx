import { weekdayOf } from '@qingfeng/domain/shared/local-date.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Loaded } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { calendarQuery } from './queries.ts';
import type { CalendarDay } from './queries.ts';

const isMakeup = ({ day, workday }: CalendarDay): boolean => workday && weekdayOf(day) > 5;

/** Four weeks of working days with what is due on them; days off are grey, make-up days are named. */
export const DeadlineCalendar = ({ today }: { today: LocalDate }) => {
  const { t } = useText();
  const format = useFormat();
  const result = useQuery(calendarQuery(today));
  const days = result.data?.days ?? [];
  const [first, last] = [days[0], days.at(-1)];
  const range =
    first === undefined || last === undefined
      ? undefined
      : t('tasks:calendar.range', { from: format.day(first.day, today), to: format.day(last.day, today) });
  return (
    <Panel title={t('tasks:calendar.title')} action={<span className="caption">{range}</span>}>
      <Loaded result={result}>{() => <Days days={days} today={today} />}</Loaded>
    </Panel>
  );
};

const Days = ({ days, today }: { days: readonly CalendarDay[]; today: LocalDate }) => {
  const { t } = useText();
  const format = useFormat();
  const makeup = days.filter(isMakeup).map(({ day }) => format.day(day, today));
  return (
    <>
      <div className="calendar">
        {t('tasks:calendar.weekdays')
          .split(' ')
          .map((letter, index) => (
            <em key={index} aria-hidden="true">
              {letter}
            </em>
          ))}
        {days.map((each) => (
          <Day key={each.day} each={each} today={today} />
        ))}
      </div>
      <p className="caption calendar-note">
        {t('tasks:calendar.note')}
        {makeup.length > 0 && t('tasks:calendar.makeup', { date: makeup.join('、') })}
        {days.some(({ estimated }) => estimated) && t('tasks:calendar.estimated')}
      </p>
    </>
  );
};

const Day = ({ each, today }: { each: CalendarDay; today: LocalDate }) => {
  const { t } = useText();
  const format = useFormat();
  const { day, workday, name, due } = each;
  const kind = name ?? t(`day.${workday ? (isMakeup(each) ? 'makeup-workday' : 'workday') : 'day-off'}`);
  const words = t('tasks:calendar.day', { date: format.day(day, today), kind, due });
  return (
    <span
      className={`${workday ? '' : 'off'} ${day === today ? 'today' : ''}`}
      role="img"
      aria-label={words}
      title={words}
    >
      {Number(day.slice(8))}
      {due > 0 && <b>{due}</b>}
    </span>
  );
};
