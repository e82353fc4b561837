import { Button, Input, Select } from 'antd';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { isLocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useText } from '../../text/use-text.ts';
import { DayField } from '../../ui/day-field.tsx';
import './calendar.css';

/** A day as it is being written; it may still be wrong. */
export type DraftDay = { readonly date: string; readonly kind: string; readonly name: string };

type DayRowsProps = {
  year: number;
  rows: readonly DraftDay[];
  /** Lines (from 1) with a fault. */
  bad: ReadonlySet<number>;
  onChange: (rows: readonly DraftDay[]) => void;
};

/** The days of a year as rows to be written or corrected. */
export const DayRows = ({ year, rows, bad, onChange }: DayRowsProps) => {
  const { t } = useText();
  const set = (at: number, changed: Partial<DraftDay>): void =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...changed } : row)));
  if (rows.length === 0) return <p className="muted">{t('calendar:import.empty')}</p>;
  return (
    <div className="day-rows">
      {rows.map(({ date, kind, name }, index) => (
        <div key={index} className={`day-row ${bad.has(index + 1) ? 'bad' : ''}`}>
          <span className="dim">{index + 1}</span>
          <label>
            <span className="sr-only">{`${t('calendar:list.date')} ${String(index + 1)}`}</span>
            <DayField
              value={isLocalDate(date) ? date : null}
              min={`${String(year)}-01-01` as LocalDate}
              max={`${String(year)}-12-31` as LocalDate}
              onChange={(day) => set(index, { date: day ?? '' })}
            />
          </label>
          <Select
            aria-label={`${t('calendar:list.kind')} ${String(index + 1)}`}
            value={kind === '' ? null : kind}
            options={(['HOLIDAY', 'MAKEUP_WORKDAY'] as const).map((value) => ({
              value,
              label: t(`calendar:kind.${value}`),
            }))}
            onChange={(value: string) => set(index, { kind: value })}
          />
          <Input
            aria-label={`${t('calendar:list.name')} ${String(index + 1)}`}
            value={name}
            maxLength={30}
            onChange={(event) => set(index, { name: event.target.value })}
          />
          <Button
            type="text"
            size="small"
            aria-label={t('calendar:import.remove', { line: index + 1 })}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            ✕
          </Button>
        </div>
      ))}
    </div>
  );
};
