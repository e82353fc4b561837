import type { TimelineEntry } from '@qingfeng/contracts/shared/wire.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { useToday } from '../../http/me.ts';
import type { Level as BadgeLevel } from '../../ui/badges.tsx';
import type { LedgerDay } from '../../ui/deadline.tsx';
import type { LifeStage } from '../../ui/timeline.tsx';
import type { Period, Warning, WarningRow } from './queries.ts';

export type Explained = Warning['deadlines'][number];

/** `黄 · 二级 质询`: shape and colour come from the badge. */
export const badgeOf = ({ colour, word, label, act }: WarningRow['level']): BadgeLevel => ({
  colour,
  label: `${word} · ${label} ${act}`,
});

const FINISHED: readonly WarningRow['state'][] = [
  'LIFTED',
  'ARCHIVED',
  'WITHDRAWN',
  'REVOKED',
  'ESCALATED',
  'TRANSFERRED',
];

export const phaseOf = (state: WarningRow['state']): 'waiting' | 'running' | 'finished' => {
  if (FINISHED.includes(state)) return 'finished';
  return state === 'DRAFT' ? 'waiting' : 'running';
};

/** The deadline that presses now: running before paused, binding before soft, then the nearest. */
export const pressingOf = (deadlines: readonly Explained[]): Explained | undefined =>
  deadlines
    .filter(({ state }) => state !== 'STOPPED')
    .toSorted(
      (one, other) =>
        Number(one.state === 'PAUSED') - Number(other.state === 'PAUSED') ||
        Number(one.soft) - Number(other.soft) ||
        (one.dueOn < other.dueOn ? -1 : 1),
    )[0];

type Line = Pick<Warning, 'line' | 'state' | 'flags'>;

/** The life line without the states that this matter went past: not every level asks for measures or a visit. */
const reachedOf = ({ line, state }: Pick<Line, 'line' | 'state'>): Line['line'] => {
  const now = line.findIndex((stage) => stage.state === state);
  return line.filter(({ on }, index) => on !== null || index >= now);
};

export const useWarningWords = () => {
  const { t } = useText();
  const format = useFormat();
  const wording = useWording();
  const today = useToday();
  const stateOf = (state: WarningRow['state'], rejected = false): string =>
    t(rejected && state === 'WITHDRAWN' ? 'warnings:state.rejected' : `warnings:state.${state}`);
  const day = (on: LocalDate): string => format.day(on, today);
  const period = ({ amount, unit }: Period): string => t(`warnings:period.${unit}`, { amount });

  /** What moved the end: holidays, make-up days, pauses, extensions. */
  const movesOf = ({ daysOff, makeups, extended, reopened, pauses }: Explained['sentence']): string[] => [
    ...daysOff.map(({ name, from, to }) =>
      from === to
        ? t('warnings:ledger.dayOff', { name, from: day(from) })
        : t('warnings:ledger.daysOff', { name, from: day(from), to: day(to) }),
    ),
    ...makeups.map((on) => t('warnings:ledger.makeup', { date: day(on) })),
    // Paused and resumed on the same day, no day was lost.
    ...pauses
      .filter(({ from, to }) => to === null || to >= from)
      .map(({ from, to }) =>
        to === null
          ? t('warnings:ledger.pausedNow', { from: day(from) })
          : t('warnings:ledger.paused', { from: day(from), to: day(to) }),
      ),
    ...reopened.map((entry) => t('warnings:ledger.reopened', { date: day(entry.on), period: period(entry.period) })),
    ...extended.map((longer) => t('warnings:ledger.extended', { period: period(longer) })),
  ];

  /** Whom the sweep told, of which limit, and how that stands. */
  const reminderOf = ({ clock, to, daysLeft }: TimelineEntry['body']): string => {
    const days = typeof daysLeft === 'number' ? daysLeft : 0;
    const told = [to].flat().map(String);
    // On a day off after the last day no working day is late yet, but the superior already hears of it.
    const kind = days < 0 ? 'late' : days > 0 ? 'due' : told.includes('SUPERIOR') ? 'passed' : 'today';
    return t(`warnings:reminded.${kind}`, {
      clock: wording('warnings', `clock.${String(clock)}`),
      days: Math.abs(days),
      to: told.map((one) => wording('warnings', `told.${one}`)).join('、'),
    });
  };

  return {
    today,
    day,
    period,
    stagesOf: (warning: Line): LifeStage[] =>
      reachedOf(warning).map(({ state, on }) => ({
        key: state,
        label: stateOf(state, warning.flags.rejected),
        note: on === null ? undefined : day(on),
      })),
    stateOf,

    /** The two halves of the sentence around the due day. */
    sentenceOf: ({ clock, sentence }: Explained): { before: string; due: string; after: string } => {
      const base = wording('warnings', `base.${clock}`, { date: day(sentence.baseOn) });
      const counted = t(`warnings:count.${sentence.period.unit}`, { amount: sentence.period.amount });
      const moved = movesOf(sentence)
        .map((why) => t('warnings:ledger.moved', { why }))
        .join('');
      return {
        before: t('warnings:ledger.before', { base, counted, moved }),
        due: format.day(sentence.dueOn),
        after: t('warnings:ledger.after') + (sentence.estimated ? t('warnings:ledger.estimated') : ''),
      };
    },

    daysOf: ({ days, sentence }: Explained): LedgerDay[] =>
      days.map(({ on, kind, name, counted, paused, marks }) => ({
        day: on,
        kind: kindOf({ kind, counted, paused, marks }),
        byWorkdays: sentence.period.unit === 'WORKDAY',
        count: counted ?? 0,
        note: [
          ...(name === null ? [] : [name]),
          ...marks
            .filter((mark) => mark !== 'start' && mark !== 'due')
            .map((mark) => wording('warnings', `mark.${mark}`)),
        ].join('、'),
      })),

    whoOf: ({ actor, onBehalfOf }: Pick<TimelineEntry, 'actor' | 'onBehalfOf'>): string => {
      if (actor === null) return t('warnings:system');
      return onBehalfOf === null ? actor : t('warnings:onBehalf', { name: actor, absent: onBehalfOf });
    },

    /** What happened, from the codes in the record. */
    eventOf: ({ type, body }: Pick<TimelineEntry, 'type' | 'body'>, levels: readonly WarningRow['level'][]): string => {
      const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
      if (type === 'warning.reminder-due') return reminderOf(body);
      const levelOf = (code: string): string => {
        const level = levels.find((one) => one.code === code);
        return level === undefined ? '' : `${level.label}${level.act}`;
      };
      return wording('warnings', text('loweredFrom') === '' ? `event.${type}` : 'decided.lowered', {
        number: text('number'),
        nth: typeof body['question'] === 'number' ? body['question'] + 1 : '',
        level: levelOf(text('toLevel') || text('levelCode')),
        before: levelOf(text('loweredFrom')),
        body: wording('warnings', `body.${text('body')}`),
        how: wording('warnings', `how.${text('how')}`),
        ground: wording('warnings', `ground.${text('ground')}`),
        conclusion: wording('warnings', `conclusion.${text('conclusion')}`),
      });
    },
  };
};

const kindOf = ({
  kind,
  counted,
  paused,
  marks,
}: Pick<Explained['days'][number], 'kind' | 'counted' | 'paused' | 'marks'>): LedgerDay['kind'] => {
  if (marks.includes('due')) return 'due';
  if (marks.includes('start')) return 'base';
  if (paused) return 'paused';
  if (counted === null) return 'off';
  return kind === 'MAKEUP_WORKDAY' ? 'makeup' : 'work';
};

const numbers = (open: readonly boolean[]): string =>
  open.flatMap((one, at) => (one ? [String(at + 1)] : [])).join('、');

/** What a closed step still waits for, for the phrase of its refusal: questions unanswered, measures undone or not complete. */
export const openPoints = ({
  questions,
  measures,
}: Pick<Warning, 'questions' | 'measures'>): { questions: string; measures: string } => ({
  questions: numbers(questions.map(({ answers }) => answers.length === 0)),
  measures: numbers(
    measures.map(
      ({ owner, dueOn, evidenceType, doneOn }) =>
        owner === '' || dueOn === null || evidenceType === '' || doneOn === null,
    ),
  ),
});
