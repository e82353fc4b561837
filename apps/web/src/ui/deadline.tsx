import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { Dialog } from './dialog.tsx';

/** From here on a deadline gets its frame. */
const SOON_DAYS = 3;

export type Deadline = {
  readonly dueOn: LocalDate;
  /** 0 on the day itself, negative when overdue. */
  readonly workingDaysLeft: number;
  /** The calendar of that year is not published yet. */
  readonly estimated?: boolean;
  /** Paused or met: the day stands, nothing presses. */
  readonly stopped?: boolean;
};

export const urgencyOf = ({ workingDaysLeft, stopped = false }: Deadline): 'calm' | 'soon' | 'today' | 'late' => {
  if (stopped || workingDaysLeft > SOON_DAYS) return 'calm';
  if (workingDaysLeft < 0) return 'late';
  return workingDaysLeft === 0 ? 'today' : 'soon';
};

type ChipProps = {
  deadline: Deadline;
  today: LocalDate;
  /** Beside the ledger sentence the day is said already. */
  withoutDay?: boolean;
};

/** Urgency as weight: text, thin frame within three working days, thick frame today, solid ink when overdue. */
export const DeadlineChip = ({ deadline, today, withoutDay = false }: ChipProps) => {
  const { t } = useText();
  const format = useFormat();
  const urgency = urgencyOf(deadline);
  const days = Math.abs(deadline.workingDaysLeft);
  const date = format.day(deadline.dueOn, today);
  const words = {
    calm: withoutDay && deadline.stopped !== true ? t('deadline.left', { days }) : date,
    soon: withoutDay ? t('deadline.left', { days }) : t('deadline.dateLeft', { date, days }),
    today: t('deadline.today'),
    late: t('deadline.late', { days }),
  }[urgency];
  return (
    <span className={`deadline ${urgency}`} title={urgency === 'late' ? date : undefined}>
      {words}
      {deadline.stopped === true && <span className="dim">{t('deadline.stopped')}</span>}
      {deadline.estimated === true && <span className="dim">{t('deadline.estimated')}</span>}
    </span>
  );
};

export type LedgerDay = {
  readonly day: LocalDate;
  readonly kind: 'base' | 'work' | 'off' | 'makeup' | 'paused' | 'due';
  /** Which counted day it is, where it counts. */
  readonly count: number;
  /** The limit counts working days; months and weeks count every day. */
  readonly byWorkdays?: boolean;
  /** The holiday's name, the reason of a pause, an extension. */
  readonly note?: string | null;
};

type LedgerLineProps = {
  deadline: Deadline;
  today: LocalDate;
  /** Day 0, the count, why it moved, the due day: one sentence. */
  children: ReactNode;
  days?: readonly LedgerDay[];
};

/** The deadline explains itself: chip, sentence, and every single day on demand. */
export const LedgerLine = ({ deadline, today, children, days }: LedgerLineProps) => {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <div className="ledger">
      <DeadlineChip deadline={deadline} today={today} withoutDay />
      <p>{children}</p>
      {days !== undefined && (
        <button type="button" className="link-button end no-print" onClick={() => setOpen(true)}>
          {t('deadline.dayByDay')}
        </button>
      )}
      {days !== undefined && (
        <Dialog open={open} title={t('deadline.dayByDay')} shape="side" onClose={() => setOpen(false)}>
          {open && <DayByDay days={days} />}
        </Dialog>
      )}
    </div>
  );
};

export const DayByDay = ({ days }: { days: readonly LedgerDay[] }) => {
  const { t } = useText();
  const format = useFormat();
  const first = days[0]?.day;
  return (
    <div className="stack">
      <p className="caption">{t('deadline.dayByDayNote')}</p>
      <ol className="day-list">
        {days.map(({ day, kind, count, byWorkdays = true, note }) => (
          <li key={day} className={kind === 'paused' ? 'off' : kind}>
            <span className="nowrap">{format.day(day, first)}</span>
            <span className="dim nowrap">{format.weekday(day)}</span>
            <span className="nowrap">{t(byWorkdays ? `deadline.${kind}` : `deadline.days.${kind}`, { count })}</span>
            <span className="dim">{note}</span>
          </li>
        ))}
      </ol>
    </div>
  );
};
