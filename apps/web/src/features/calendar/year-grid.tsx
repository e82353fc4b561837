import { addDays, localDate, weekdayOf } from '@qingfeng/domain/shared/local-date.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Year } from './queries.ts';
import './calendar.css';

const daysOf = (year: number, month: number): LocalDate[] => {
  const days: LocalDate[] = [];
  const prefix = `${String(year)}-${String(month).padStart(2, '0')}-`;
  for (let day = localDate(`${prefix}01`); day.startsWith(prefix); day = addDays(day, 1)) days.push(day);
  return days;
};

/** Twelve small months: what is off is grey, a worked weekend bears its mark; the list beside it says the same in words. */
export const YearGrid = ({ year, days }: { year: number; days: Year['days'] }) => {
  const { t } = useText();
  const format = useFormat();
  const special = new Map(days.map((day) => [day.date, day]));
  const weekdays = t('calendar:weekdays').split(' ');
  return (
    <Panel title={t('calendar:grid.title')} note={t('calendar:grid.note')}>
      <div className="year-grid">
        {Array.from({ length: 12 }, (_, index) => index + 1).map((month) => (
          <section key={month} aria-label={t('calendar:month', { month })}>
            <h3>{t('calendar:month', { month })}</h3>
            <div className="month-grid">
              {weekdays.map((letter, index) => (
                <em key={index} aria-hidden="true">
                  {letter}
                </em>
              ))}
              {daysOf(year, month).map((day, index) => {
                const named = special.get(day);
                const weekend = weekdayOf(day) > 5;
                const kind = named?.kind ?? (weekend ? 'WEEKEND' : 'WORKDAY');
                const off = kind === 'HOLIDAY' || kind === 'WEEKEND';
                const words = `${format.day(day)} ${t(`calendar:kind.${kind}`)}${named === undefined ? '' : ` ${named.name}`}`;
                return (
                  <span
                    key={day}
                    role="img"
                    aria-label={words}
                    title={words}
                    className={`${off ? 'off' : ''} ${kind === 'MAKEUP_WORKDAY' ? 'worked' : ''} ${named === undefined ? '' : 'named'} ${index === 0 ? `starts-${String(weekdayOf(day))}` : ''}`}
                  >
                    {Number(day.slice(8))}
                  </span>
                );
              })}
            </div>
          </section>
        ))}
      </div>
    </Panel>
  );
};
