import {
  attachToWarning,
  getMyWarning,
  getPaper,
  getProposalForm,
  getWarning,
  getWarningFile,
  listMyWarnings,
  listWarnings,
  previewPaper,
} from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { fetchSignedIn } from '../../http/access.ts';
import { addressOf, call } from '../../http/call.ts';
import { download } from '../../http/download.ts';
import { problemOf } from '../../http/problem.ts';

export type WarningRow = ResponseOf<typeof listWarnings>['items'][number];
export type Warning = ResponseOf<typeof getWarning>;
export type OwnWarning = ResponseOf<typeof getMyWarning>;
export type ServedWarning = Extract<OwnWarning, { view: 'OPEN' }>;
export type OwnWarningRow = ResponseOf<typeof listMyWarnings>['items'][number];
export type ProposalForm = ResponseOf<typeof getProposalForm>;
export type Level = Warning['alternatives'][number];
export type Period = NonNullable<Warning['extensionMax']>;
export type Paper = Warning['papers'][number];
export type StoredFile = ResponseOf<typeof attachToWarning>;

export const warningsQuery = (query: QueryInput<typeof listWarnings>) =>
  queryOptions({
    queryKey: ['warnings', query],
    queryFn: ({ signal }) => call(listWarnings, { query, signal }),
    placeholderData: keepPreviousData,
  });

export const warningQuery = (id: string) =>
  queryOptions({
    queryKey: ['warnings', id],
    queryFn: ({ signal }): Promise<Warning | null> => call(getWarning, { params: { id }, signal }),
  });

export const proposalQuery = (informationId: string) =>
  queryOptions({
    queryKey: ['warning-proposal', informationId],
    queryFn: ({ signal }) => call(getProposalForm, { params: { id: informationId }, signal }),
    staleTime: Infinity,
  });

export const ownWarningsQuery = queryOptions({
  queryKey: ['my-warnings'],
  queryFn: ({ signal }) => call(listMyWarnings, { signal }),
});

export const ownWarningQuery = (id: string) =>
  queryOptions({
    queryKey: ['my-warnings', id],
    queryFn: ({ signal }) => call(getMyWarning, { params: { id }, signal }),
  });

const bytesOf = async (address: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> => {
  const response = await fetchSignedIn(address, { signal });
  if (!response.ok) throw await problemOf(response);
  return new Uint8Array(await response.arrayBuffer());
};

/** The frozen bytes of a paper: they never change, so they are asked for once. */
export const paperQuery = (id: string) =>
  queryOptions({
    queryKey: ['papers', id],
    queryFn: ({ signal }) => bytesOf(addressOf(getPaper, { params: { id } }), signal),
    staleTime: Infinity,
  });

/** The paper as it would be issued from this version of the matter. */
export const previewQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['papers', 'preview', id, version],
    queryFn: ({ signal }) => bytesOf(addressOf(previewPaper, { params: { id } }), signal),
    staleTime: Infinity,
  });

export const uploadTo = (id: string, file: File): Promise<StoredFile> =>
  call(attachToWarning, { params: { id }, query: { name: file.name }, file });

export const downloadFile = (id: string, fileId: string): Promise<void> =>
  download(getWarningFile, { params: { id, fileId } });

const refresh = (client: QueryClient, ...keys: readonly string[]): Promise<unknown> =>
  Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));

/** Puts what a step answered on screen, also that the matter is out of sight now, and lets lists, tasks and counts be asked again. */
export const useSettled = () => {
  const client = useQueryClient();
  return async (id: string, after: Warning | null): Promise<void> => {
    const { queryKey } = warningQuery(id);
    client.setQueryData(queryKey, after);
    void client.invalidateQueries({ queryKey: ['warnings'], predicate: (query) => query.queryKey[1] !== id });
    void refresh(client, 'information', 'tasks', 'me');
  };
};

/** The same on the side of the person warned. */
export const useOwnSettled = () => {
  const client = useQueryClient();
  return (after: OwnWarning): void => {
    client.setQueryData(ownWarningQuery(after.id).queryKey, after);
    void refresh(client, 'my-warnings', 'tasks', 'me');
  };
};
