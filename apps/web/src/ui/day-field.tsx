import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';

type DayFieldProps = {
  id?: string;
  value?: LocalDate | null;
  min?: LocalDate;
  max?: LocalDate;
  disabled?: boolean;
  onChange?: (day: LocalDate | null) => void;
};

/** A day in a form (`Form.Item` gives value and onChange). The browser's own picker: no code, good on a phone, spoken right. */
export const DayField = ({ value, onChange, ...rest }: DayFieldProps) => (
  <input
    {...rest}
    type="date"
    className="day-input"
    value={value ?? ''}
    onChange={(event) => onChange?.(event.target.value === '' ? null : (event.target.value as LocalDate))}
  />
);
