import * as contract from '@qingfeng/contracts/features/sources/endpoints.ts';
import * as mapping from '@qingfeng/contracts/features/sources/mapping.ts';
import * as keeping from '@qingfeng/contracts/features/sources/retention.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { cancelBatch } from '@qingfeng/operations/features/sources/cancel-batch.ts';
import { decideContract } from '@qingfeng/operations/features/sources/decide-contract.ts';
import { decideDeletion, proposeDeletion } from '@qingfeng/operations/features/sources/delete-records.ts';
import { holdRecords, liftHold } from '@qingfeng/operations/features/sources/hold-records.ts';
import { retentionOf } from '@qingfeng/operations/features/sources/retention.ts';
import { exportFeeds } from '@qingfeng/operations/features/sources/export-feeds.ts';
import { exportRejectedRows } from '@qingfeng/operations/features/sources/export-rejected-rows.ts';
import {
  batchOf,
  feedFormOf,
  feedOf,
  listBatchesOf,
  listFeedsOf,
  listRejectedOf,
} from '@qingfeng/operations/features/sources/read.ts';
import { requestPull } from '@qingfeng/operations/features/sources/pull-feed.ts';
import { receiveRows } from '@qingfeng/operations/features/sources/receive-rows.ts';
import { receiveUpload } from '@qingfeng/operations/features/sources/receive-upload.ts';
import { changeFeed, registerFeed } from '@qingfeng/operations/features/sources/register-feed.ts';
import { draftMapping } from '@qingfeng/operations/features/sources/draft-mapping.ts';
import { mappingsOf } from '@qingfeng/operations/features/sources/read-mappings.ts';
import { sampleFile, sampleLastDelivery } from '@qingfeng/operations/features/sources/sample-file.ts';
import { stepMapping } from '@qingfeng/operations/features/sources/step-mapping.ts';
import { feedTemplate, templateOf } from '@qingfeng/operations/features/sources/template.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

type Dependencies = { readonly config: Config; readonly database: Database; readonly files: FileStore };

export const sourcesRoutes = ({ config, database, files }: Dependencies): Bound[] => {
  const { zone } = config;
  const reading = { zone, vault: openVault(config) };
  const feed = (by: By, id: string) => feedOf(database, by.viewer, id, by.today, zone);
  const retention = (by: By, id: string) => retentionOf(database, by.viewer, id, by.today);
  const mappings = (by: By, id: string) => mappingsOf(database, by.viewer, id, by.today, zone);
  const sampling = { database, files, reading };
  const batch = async (by: By, id: string) => {
    const { reasons: _reasons, timeline: _timeline, ...row } = await batchOf(database, by.viewer, id);
    return row;
  };
  return [
    bind(contract.listFeeds, ({ query }, by) => listFeedsOf(database, by.viewer, by.today, zone, query)),
    bind(contract.exportFeeds, ({ query }, by) => exportFeeds(database, by, zone, query)),
    bind(contract.getFeedForm, () => feedFormOf(database)),
    bind(contract.registerFeed, async ({ body }, by) =>
      feed(by, await registerFeed(database, by, body, reading.vault)),
    ),
    bind(contract.getFeed, ({ params }, by) => feed(by, params.id)),
    bind(contract.changeFeed, async ({ params, body }, by) =>
      feed(by, await changeFeed(database, by, params.id, body, reading.vault)),
    ),
    bind(contract.decideContract, async ({ params, body }, by) =>
      feed(by, await decideContract(database, by, { ...params, ...body })),
    ),
    bind(mapping.listMappings, ({ params }, by) => mappings(by, params.id)),
    bind(mapping.draftMapping, async ({ params, body }, by) =>
      mappings(by, await draftMapping(database, by, params.id, body)),
    ),
    bind(mapping.stepMapping, async ({ params: { id: feedId, ...params }, body }, by) =>
      mappings(by, await stepMapping(database, by, zone, { feedId, ...params, ...body })),
    ),
    bind(mapping.sampleFile, ({ params, query }, by, { request }) =>
      sampleFile(sampling, by, params.id, query, request),
    ),
    bind(mapping.sampleLastDelivery, ({ params, query }, by) =>
      sampleLastDelivery(sampling, by, params.id, query.mappingId),
    ),
    bind(mapping.getFeedTemplate, ({ params }, by) => feedTemplate(database, by.viewer, params.id)),
    bind(keeping.getRetention, ({ params }, by) => retention(by, params.id)),
    bind(keeping.proposeDeletion, async ({ params }, by) =>
      retention(by, await proposeDeletion(database, by, params.id)),
    ),
    bind(keeping.decideDeletion, async ({ params: { id: feedId, ...params }, body }, by) =>
      retention(by, await decideDeletion(database, by, { feedId, ...params, ...body })),
    ),
    bind(keeping.holdRecords, async ({ params, body }, by) =>
      retention(by, await holdRecords(database, by, params.id, body.reason)),
    ),
    bind(keeping.liftHold, async ({ params, body }, by) =>
      retention(by, await liftHold(database, by, params.id, body.reason)),
    ),
    bind(contract.pullFeed, async ({ params }, by) => {
      await feed(by, params.id);
      return feed(by, await requestPull(database, by, params.id));
    }),
    bind(contract.sendRecords, ({ params, body }, by) => receiveRows(database, by, reading, params.id, body.rows)),
    bind(contract.uploadDelivery, async ({ params, query }, by, { request, response }) => {
      const id = await receiveUpload(database, by, files, params.id, query.name, request);
      response.status(202);
      return batch(by, id);
    }),
    bind(contract.listBatches, ({ params, query }, by) => listBatchesOf(database, by.viewer, params.id, query)),
    bind(contract.getBatch, ({ params }, by) => batchOf(database, by.viewer, params.id)),
    bind(contract.cancelBatch, async ({ params }, by) => batch(by, await cancelBatch(database, by, params.id))),
    bind(contract.listRejectedRows, ({ params, query }, by) => listRejectedOf(database, by.viewer, params.id, query)),
    bind(contract.exportRejectedRows, ({ params, query }, by) =>
      exportRejectedRows(database, by, params.id, query.reason),
    ),
    bind(contract.getTemplate, ({ params }) => templateOf(params.kind)),
  ];
};
