import { newId } from '@qingfeng/platform/ids.ts';
import type { Make } from './requests.ts';
import type { World } from './world.ts';
import { CANARY } from './world.ts';

/** A source that the first bureau runs. */
const insertFeed = async ({ database, unit }: World): Promise<string> => {
  const id = newId();
  await database.prisma.feed.create({
    data: {
      id,
      code: `F-${id.toUpperCase()}`,
      name: `${CANARY}报销`,
      unitId: unit.id,
      kind: 'expense',
      format: 'TABLE',
      provider: `${CANARY}系统`,
      purpose: CANARY,
      legalBasis: CANARY,
      everyDays: 30,
      registeredAt: new Date(),
    },
  });
  return id;
};

/** One of its deliveries, still waiting, with a row returned. */
const insertBatch = async (world: World): Promise<string> => {
  const id = newId();
  await world.database.prisma.batch.create({
    data: {
      id,
      feedId: await insertFeed(world),
      format: 'CSV',
      fileName: `${CANARY}.csv`,
      state: 'WAITING',
      receivedAt: new Date(),
      receivedBy: world.account('UNIT_LIAISON', 'own').accountId,
      rejected: 1,
      rejects: {
        create: [{ line: 2, nth: 0, reason: 'REQUIRED', field: 'externalId', value: CANARY, cells: { payee: CANARY } }],
      },
    },
  });
  return id;
};

/** A version of a source's mapping on its way, with what it is for. */
const insertMapping = async (world: World, state: 'DRAFT' | 'PROPOSED'): Promise<{ id: string; mappingId: string }> => {
  const [id, mappingId] = [await insertFeed(world), newId()];
  await world.database.prisma.feedMapping.create({
    data: {
      ...{ id: mappingId, feedId: id, number: 1, state, note: CANARY },
      mapping: { fields: {}, undated: 'RECEIVED' },
      draftedAt: new Date(),
    },
  });
  return { id, mappingId };
};

const ofFeed: Make = async (world) => ({ params: { id: await insertFeed(world) } });
const ofBatch: Make = async (world) => ({ params: { id: await insertBatch(world) } });
const AGREED = { name: '新源', provider: '系统', purpose: '用途', legalBasis: '依据', everyDays: 30 };

export const SOURCE_REQUESTS: Readonly<Record<string, Make>> = {
  listFeeds: async (world) => {
    await insertFeed(world);
    return { query: { size: '200' } };
  },
  exportFeeds: async (world) => {
    await insertFeed(world);
    return {};
  },
  registerFeed: ({ unit }) => ({
    body: { ...AGREED, code: `N-${newId().toUpperCase()}`, unitId: unit.id, kind: 'expense', format: 'TABLE' },
  }),
  getFeed: ofFeed,
  changeFeed: async (world) => ({
    params: { id: await insertFeed(world) },
    body: { ...AGREED, unitId: world.unit.id, version: 1, status: 'ACTIVE' },
  }),
  decideContract: async (world) => ({
    params: { id: await insertFeed(world), step: 'revoke' },
    body: { version: 1, reason: '检查' },
  }),
  listMappings: async (world) => ({ params: { id: (await insertMapping(world, 'DRAFT')).id } }),
  draftMapping: async (world) => ({
    params: { id: await insertFeed(world) },
    body: { version: null, mapping: { fields: {}, undated: 'RECEIVED' }, note: '' },
  }),
  stepMapping: async (world) => ({
    params: { ...(await insertMapping(world, 'PROPOSED')), step: 'refuse' },
    body: { version: 1, reason: '检查' },
  }),
  sampleFile: async (world) => ({
    params: { id: await insertFeed(world) },
    query: { name: 'a.csv' },
    raw: '记录编号,发生日期,金额\nA,2026-03-12,5\n',
  }),
  sampleLastDelivery: ofFeed,
  getFeedTemplate: ofFeed,
  getRetention: ofFeed,
  proposeDeletion: ofFeed,
  decideDeletion: async (world) => {
    const feedId = await insertFeed(world);
    const [id, day] = [newId(), new Date('2020-01-01')];
    await world.database.prisma.recordDeletion.create({
      data: {
        ...{
          id,
          feedId,
          kind: 'expense',
          beforeOn: day,
          state: 'PROPOSED',
          due: 1,
          held: 0,
          firstOn: day,
          lastOn: day,
        },
        ...{ proposedBy: world.bystander.accountId, proposedAt: new Date() },
      },
    });
    return { params: { id: feedId, deletionId: id, step: 'refuse' }, body: { reason: '检查' } };
  },
  holdRecords: async (world) => ({ params: { id: await insertFeed(world) }, body: { reason: '检查' } }),
  liftHold: async (world) => ({ params: { id: await insertFeed(world) }, body: { reason: '检查' } }),
  pullFeed: async (world) => ({ params: { id: await insertFeed(world) } }),
  sendRecords: async (world) => ({ params: { id: await insertFeed(world) }, body: { rows: [{ externalId: CANARY }] } }),
  uploadDelivery: async (world) => ({
    params: { id: await insertFeed(world) },
    query: { name: 'a.csv' },
    raw: '记录编号,发生日期,金额\n',
  }),
  listBatches: async (world) => {
    const id = await insertBatch(world);
    const batch = await world.database.prisma.batch.findUniqueOrThrow({ where: { id } });
    return { params: { id: batch.feedId } };
  },
  getBatch: ofBatch,
  cancelBatch: ofBatch,
  listRejectedRows: ofBatch,
  exportRejectedRows: async (world) => ({ params: { id: await insertBatch(world) }, query: { reason: '检查' } }),
  getTemplate: () => ({ params: { kind: 'expense' } }),
};
