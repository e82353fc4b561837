import {
  attachToVerification,
  getMyVerification,
  getVerificationFile,
  listMyVerifications,
  listVerifications,
} from '@qingfeng/contracts/features/information/verification.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../http/call.ts';
import { download } from '../../http/download.ts';

export type Verifications = ResponseOf<typeof listVerifications>;
export type VerificationStage = Verifications['items'][number]['stages'][number];
export type MyVerification = ResponseOf<typeof getMyVerification>;
export type MyVerificationRow = ResponseOf<typeof listMyVerifications>['items'][number];

export const verificationsQuery = (informationId: string) =>
  queryOptions({
    queryKey: ['verifications', 'of', informationId],
    queryFn: ({ signal }) => call(listVerifications, { params: { id: informationId }, signal }),
  });

export const myVerificationsQuery = (query: QueryInput<typeof listMyVerifications>) =>
  queryOptions({
    queryKey: ['verifications', 'mine', query],
    queryFn: ({ signal }) => call(listMyVerifications, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const myVerificationQuery = (id: string) =>
  queryOptions({
    queryKey: ['verifications', 'one', id],
    queryFn: ({ signal }) => call(getMyVerification, { params: { id }, signal }),
  });

export const attach = (id: string, file: File) =>
  call(attachToVerification, { params: { id }, query: { name: file.name }, file });
export const saveFile = (id: string, fileId: string): Promise<void> =>
  download(getVerificationFile, { params: { id, fileId } });

/** What a step on a stage makes stale: verifications, the matter's own page, tasks and counts. */
export const useVerificationSettled = () => {
  const client = useQueryClient();
  return (): void => {
    for (const key of ['verifications', 'information', 'tasks', 'me'])
      void client.invalidateQueries({ queryKey: [key] });
  };
};
