import { getRuleVersion } from '@qingfeng/contracts/features/rules/versions.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type RuleVersion = ResponseOf<typeof getRuleVersion>;

export const versionQuery = (id: string) =>
  queryOptions({
    queryKey: ['rule-versions', id],
    queryFn: ({ signal }) => call(getRuleVersion, { params: { id }, signal }),
  });

export const useVersionSettled = () => {
  const client = useQueryClient();
  return (after: RuleVersion): void => {
    client.setQueryData(versionQuery(after.id).queryKey, after);
    void client.invalidateQueries({ queryKey: ['rules'] });
    void client.invalidateQueries({ queryKey: ['tasks'] });
  };
};
