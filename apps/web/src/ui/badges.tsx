import type { ReactNode } from 'react';
import { useText } from '../text/use-text.ts';

export type Colour = 'RED' | 'YELLOW' | 'BLUE';
export type Level = { readonly colour: Colour; readonly label: string };

const COLOUR_CLASS = { RED: 'red', YELLOW: 'yellow', BLUE: 'blue' } as const satisfies Record<Colour, string>;

/** Shape, word and colour. `short` says the colour's word only, for tables; the full wording is then its title. */
export const LevelBadge = ({ level, short = false }: { level: Level; short?: boolean }) => {
  const { t } = useText();
  return (
    <span className={`level ${COLOUR_CLASS[level.colour]}`} title={short ? level.label : undefined}>
      {short ? t(`level.${level.colour}`) : level.label}
    </span>
  );
};

/** The same inline and without fill, for sums: `▲ 红 6`. */
export const LevelMark = ({ colour, children }: { colour: Colour; children?: ReactNode }) => {
  const { t } = useText();
  return (
    <span className={`mark ${COLOUR_CLASS[colour]}`}>
      {t(`level.${colour}`)} {children}
    </span>
  );
};

/** How heavy a risk is: bars and word on one hue, so that nobody reads it as a warning level. */
export const RiskGrade = ({ grade }: { grade: 'high' | 'medium' | 'low' }) => {
  const { t } = useText();
  return (
    <span className={`grade ${grade}`}>
      <i />
      <i />
      <i />
      {t(`grade.${grade}`)}
    </span>
  );
};

export type Ink = 'self' | 'peer' | 'leader' | 'collective' | 'organisation';

/** Whose hand wrote this: one character in its ink before the text, or its long name. */
export const InkBadge = ({ ink, children }: { ink: Ink; children?: ReactNode }) => {
  const { t } = useText();
  return (
    <span className={`ink ${ink}`}>
      <span className="ink-badge" aria-hidden="true">
        {t(`ink.${ink}`)}
      </span>
      <span>{children ?? t(`ink.${ink}.long`)}</span>
    </span>
  );
};

/** Grey has not begun, brand runs, outline is over. The words are the life's own. */
export const StateChip = ({ phase, children }: { phase: 'waiting' | 'running' | 'finished'; children: ReactNode }) => (
  <span className={`state ${phase}`}>{children}</span>
);

export const Tag = ({ children }: { children: ReactNode }) => <span className="tag">{children}</span>;

/** A number that wants attention; nothing at nought. */
export const Count = ({ value, most = 99 }: { value: number; most?: number }) =>
  value > 0 ? <span className="count">{value > most ? `${most}+` : value}</span> : null;
