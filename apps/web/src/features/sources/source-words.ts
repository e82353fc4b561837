import type { TimelineEntry } from '@qingfeng/contracts/shared/wire.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import type { BatchRow } from './queries.ts';

const PHASES = {
  WAITING: 'waiting',
  RUNNING: 'running',
  DONE: 'finished',
  FAILED: 'finished',
  CANCELLED: 'finished',
} as const satisfies Record<BatchRow['state'], string>;

export const phaseOf = (state: BatchRow['state']) => PHASES[state];

/** Words and numbers of sources, in the language on screen. */
export const useSourceWords = () => {
  const { t } = useText();
  const format = useFormat();
  const wording = useWording();
  const today = useToday();
  const numbers = (counts: object): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(counts).map(([name, value]) => [name, typeof value === 'number' ? format.number(value) : value]),
    );
  const alarmsIn = (alarms: unknown): string =>
    (Array.isArray(alarms) ? alarms : [])
      .map((alarm) => wording('sources', `alarm.${String(alarm)}`))
      .join(t('sources:alarm.and'));
  return {
    today,
    countsOf: ({ accepted, corrected, rejected }: BatchRow['counts']): string =>
      t('sources:counts.short', {
        accepted: format.number(accepted),
        corrected: format.number(corrected),
        rejected: format.number(rejected),
      }),
    /** A field as templates head it; its name in English. */
    fieldOf: (kind: Kind, name: string): string =>
      format.language === 'en' ? name : (FIELDS[kind].find((field) => field.name === name)?.label ?? name),
    /** By which rule of a mapping a value was read; nothing where it was read as it is. */
    ruledBy: (rule: string | null): string =>
      // That a table of codes was asked is what the reason says itself.
      rule === null || rule === 'CODES' ? '' : t('mapping:ruled', { rule: wording('mapping', `rule.${rule}`) }),
    whatOf: ({ fileName }: Pick<BatchRow, 'fileName'>): string => fileName ?? t('sources:batch.api'),
    timelineOf: (entries: readonly TimelineEntry[]) =>
      entries.map(({ id, at, actor, type, body }) => ({
        key: id,
        when: `${format.moment(at, today)} · ${actor ?? t('sources:platform')}`,
        what: wording('sources', `event.${type}`, { ...numbers(body), alarms: alarmsIn(body['alarms']) }),
      })),
  };
};
