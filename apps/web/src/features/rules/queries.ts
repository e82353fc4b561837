import { getRuleBoard } from '@qingfeng/contracts/features/rules/board.ts';
import { getRule, listRules } from '@qingfeng/contracts/features/rules/endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type RuleRow = ResponseOf<typeof listRules>['items'][number];
export type Rule = ResponseOf<typeof getRule>;

export type RuleBoard = ResponseOf<typeof getRuleBoard>;

export const ruleBoardQuery = queryOptions({
  queryKey: ['rules', 'board'],
  queryFn: ({ signal }) => call(getRuleBoard, { signal }),
});

export const rulesQuery = (query: QueryInput<typeof listRules>) =>
  queryOptions({
    queryKey: ['rules', query],
    queryFn: ({ signal }) => call(listRules, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const ruleQuery = (code: string) =>
  queryOptions({
    queryKey: ['rules', code],
    queryFn: ({ signal }) => call(getRule, { params: { code }, signal }),
  });
