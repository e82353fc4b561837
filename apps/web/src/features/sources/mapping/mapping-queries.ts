import { listMappings } from '@qingfeng/contracts/features/sources/mapping.ts';
import type { sampleFile } from '@qingfeng/contracts/features/sources/mapping.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../http/call.ts';

export type Mappings = ResponseOf<typeof listMappings>;
export type MappingVersion = Mappings['versions'][number];
export type Mapping = MappingVersion['mapping'];
export type FieldMapping = Mapping['fields'][string];
export type Sampled = ResponseOf<typeof sampleFile>;
export type Tried = NonNullable<Sampled['tried']>;

export const mappingsQuery = (feedId: string) =>
  queryOptions({
    queryKey: ['feeds', feedId, 'mappings'],
    queryFn: ({ signal }) => call(listMappings, { params: { id: feedId }, signal }),
  });

/** After a write about mappings: what it answered stands, and the source, its history and the tasks are asked for anew. */
export const useMappingsSettled = (feedId: string): ((mappings: Mappings) => Promise<unknown>) => {
  const client = useQueryClient();
  return (mappings) => {
    client.setQueryData(mappingsQuery(feedId).queryKey, mappings);
    return Promise.all([
      client.invalidateQueries({ queryKey: ['feeds', feedId], exact: true }),
      client.invalidateQueries({ queryKey: ['tasks'] }),
    ]);
  };
};

/** The version on its way, if there is one. */
export const openIn = ({ versions }: Mappings): MappingVersion | undefined =>
  versions.find(({ state }) => state === 'DRAFT' || state === 'PROPOSED');
export const inForceIn = ({ versions }: Mappings): MappingVersion | undefined =>
  versions.find(({ state }) => state === 'IN_FORCE');
