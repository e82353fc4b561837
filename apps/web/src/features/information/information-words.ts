import type { TimelineEntry } from '@qingfeng/contracts/shared/wire.ts';
import { written } from '@qingfeng/domain/features/rules/words.ts';
import type { Unit } from '@qingfeng/domain/features/rules/language.ts';
import { dayOf } from '@qingfeng/domain/shared/local-date.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import type { Alert, Information, InformationRow } from './queries.ts';

const ZONE = 'Asia/Shanghai';
const FINISHED: readonly InformationRow['state'][] = ['ADOPTED', 'DISMISSED', 'MERGED', 'TRANSFERRED', 'CLOSED'];

export const phaseOf = (state: InformationRow['state']): 'waiting' | 'running' | 'finished' => {
  if (state === 'RECEIVED') return 'waiting';
  return FINISHED.includes(state) ? 'finished' : 'running';
};

type Value = Alert['values'][number];

/** Cuts the sentence at the values it tells, so that they can be seen at a glance. */
export const piecesOf = (sentence: string, told: readonly string[]): { text: string; isValue: boolean }[] => {
  const words = [...new Set(told)].filter((word) => word !== '').toSorted((one, other) => other.length - one.length);
  if (words.length === 0) return [{ text: sentence, isValue: false }];
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  // A number stands alone: 3 is not found inside 13 or 3,200.
  const found = new RegExp(`(?<![\\d.,])(${escaped.join('|')})(?![\\d]|[.,]\\d)`, 'g');
  return sentence
    .split(found)
    .map((text) => ({ text, isValue: words.includes(text) }))
    .filter(({ text }) => text !== '');
};

export const useInformationWords = () => {
  const { t } = useText();
  const format = useFormat();
  const wording = useWording();
  const today = useToday();
  const language: 'en' | 'zh' = format.language === 'en' ? 'en' : 'zh';
  return {
    today,
    language,
    day: (on: LocalDate): string => format.day(on, today),
    dayOf: (at: Instant): string => format.day(dayOf(at, ZONE), today),
    stateOf: (state: InformationRow['state']): string => t(`information:state.${state}`),
    valueOf: ({ value, unit }: Value): string =>
      unit === null ? String(value) : written(value, unit as Unit, language),
    eventOf: ({ type, body }: Pick<TimelineEntry, 'type' | 'body'>): string =>
      // To verify alone is the same step of the life as to ask: no sheet goes out.
      wording(
        'information',
        type === 'information.asked' && body['sheetId'] === null ? 'event.information.verifying' : `event.${type}`,
        {
          reason: typeof body['reason'] === 'string' ? wording('information', `reason.${body['reason']}`) : '',
          clue: typeof body['clueId'] === 'string' ? body['clueId'] : '',
        },
      ),
    whoOf: ({ actor, onBehalfOf }: Pick<TimelineEntry, 'actor' | 'onBehalfOf'>): string => {
      if (actor === null) return t('warnings:system');
      return onBehalfOf === null ? actor : t('warnings:onBehalf', { name: actor, absent: onBehalfOf });
    },
    span: (from: LocalDate, to: LocalDate): string =>
      from === to
        ? format.day(from, today)
        : t('information:sentence.window', { from: format.day(from, today), to: format.day(to, today) }),
    /** The conclusion that waits for a second person. */
    proposalOf: ({ kind, by, reason, informationLevel }: NonNullable<Information['proposal']>): string =>
      [
        t('information:proposal.by', { kind: t(`information:proposal.${kind}`), name: by }),
        ...(reason === null ? [] : [t(`information:reason.${reason}`)]),
        ...(informationLevel === null ? [] : [wording('information', `level.${informationLevel}`)]),
      ].join('，'),
  };
};
