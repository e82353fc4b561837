import { getAuditExport, listAuditExports } from '@qingfeng/contracts/features/audit/endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { AuditExportState } from '@qingfeng/domain/features/audit/audit-export.ts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../http/call.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { useEventWord } from './event-word.ts';

export type AuditExport = ResponseOf<typeof getAuditExport>;

export const auditExportsQuery = (query: QueryInput<typeof listAuditExports>) =>
  queryOptions({
    queryKey: ['audit-exports', query],
    queryFn: ({ signal }) => call(listAuditExports, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const auditExportQuery = (id: string) =>
  queryOptions({
    queryKey: ['audit-exports', id],
    queryFn: ({ signal }) => call(getAuditExport, { params: { id }, signal }),
  });

export const useExportsSettled = (): (() => Promise<unknown>) => {
  const client = useQueryClient();
  return () => Promise.all([['audit-exports'], ['tasks']].map((queryKey) => client.invalidateQueries({ queryKey })));
};

const PHASES = {
  REQUESTED: 'waiting',
  APPROVED: 'running',
  REFUSED: 'finished',
  WITHDRAWN: 'finished',
  EXPIRED: 'finished',
} as const satisfies Record<AuditExportState, 'waiting' | 'running' | 'finished'>;
export const phaseOfExport = (state: AuditExportState): 'waiting' | 'running' | 'finished' => PHASES[state];

/** What of the record is asked for, in a line. */
export const useExportScope = (): ((filters: AuditExport['filters']) => string) => {
  const { t } = useText();
  const format = useFormat();
  const eventWord = useEventWord();
  const wording = useWording();
  /** `account.` stands for all of a kind. */
  const typeWord = (type: string): string =>
    type.endsWith('.') ? wording('things', `kind.${type.slice(0, -1)}`) : eventWord(type);
  return ({ from, to, actor, type = [], thingId }) => {
    const parts = [
      from === undefined && to === undefined
        ? t('audit:export.allDays')
        : `${from === undefined ? '' : format.day(from)}—${to === undefined ? '' : format.day(to)}`,
      ...(actor === undefined || actor === '' ? [] : [`${t('audit:filter.actor')} ${actor}`]),
      ...(type.length === 0 ? [] : [`${t('audit:filter.type')} ${type.map(typeWord).join('、')}`]),
      ...(thingId === undefined ? [] : [`${t('audit:filter.thing')} ${thingId}`]),
    ];
    return parts.join(' · ');
  };
};
