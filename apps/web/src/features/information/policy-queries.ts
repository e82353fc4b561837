import { getTriagePolicy } from '@qingfeng/contracts/features/information/policy.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../http/call.ts';

export type Policies = ResponseOf<typeof getTriagePolicy>;
export type Policy = Policies['inForce'];
export type PolicyVersion = Policies['versions'][number];

export const policiesQuery = queryOptions({
  queryKey: ['triage-policy'],
  queryFn: ({ signal }) => call(getTriagePolicy, { signal }),
});

/** Puts what a step answered on screen; a published policy moves alerts. */
export const usePoliciesSettled = () => {
  const client = useQueryClient();
  return (after: Policies): void => {
    client.setQueryData(policiesQuery.queryKey, after);
    for (const key of ['information', 'tasks', 'me']) void client.invalidateQueries({ queryKey: [key] });
  };
};
