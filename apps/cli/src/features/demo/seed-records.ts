import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Reading } from '@qingfeng/operations/features/sources/identities.ts';
import { ingestFeed } from '@qingfeng/operations/features/sources/ingest-feed.ts';
import { receiveUpload } from '@qingfeng/operations/features/sources/receive-upload.ts';
import { registerFeed } from '@qingfeng/operations/features/sources/register-feed.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';

type DemoFeed = Omit<Parameters<typeof registerFeed>[2], 'unitId'> & { readonly unit: string; readonly file: string };

/** What the demo county's sources agreed to deliver, and the file that each has delivered. */
const FEEDS: readonly DemoFeed[] = [
  {
    code: 'BX',
    name: '财务报销',
    unit: 'CZJ',
    kind: 'expense',
    format: 'TABLE',
    provider: '县财政一体化系统',
    purpose: '监督经费支出中的拆分、超限和重复报销',
    legalBasis: '《中华人民共和国监察法》；县纪委监委与县财政局数据共享协议',
    allowedFields: [],
    everyDays: 7,
    mapping: {},
    file: 'records/expense.csv.gz',
  },
  {
    code: 'SP',
    name: '行政审批办件',
    unit: 'ZFB',
    kind: 'approval',
    format: 'TABLE',
    provider: '县政务服务一体化平台',
    purpose: '监督审批超时、越权和顺序异常',
    legalBasis: '《中华人民共和国监察法》；政务数据共享目录',
    allowedFields: [],
    everyDays: 7,
    mapping: {},
    file: 'records/approval.csv.gz',
  },
  {
    code: 'CG',
    name: '政府采购',
    unit: 'CZJ',
    kind: 'procurement',
    format: 'OCDS',
    provider: '县公共资源交易平台',
    purpose: '监督采购中的拆分、规避招标和频繁中标',
    legalBasis: '《中华人民共和国政府采购法》；政务数据共享目录',
    allowedFields: [],
    everyDays: 7,
    mapping: {},
    file: 'records/procurement.jsonl.gz',
  },
  {
    code: 'CO',
    name: '公开合同数据样例（哥伦比亚）',
    unit: 'CZJ',
    kind: 'procurement',
    format: 'OCDS',
    provider: 'Colombia Compra Eficiente（ODC-PDDL）',
    purpose: '用真实的开放合同数据检验导入和规则',
    legalBasis: '开放数据许可 ODC-PDDL',
    allowedFields: [],
    everyDays: 365,
    mapping: {},
    file: 'ocds/colombia-releases.jsonl',
  },
];

const unitIdOf = async (database: Database, code: string): Promise<string> => {
  const row = await database.readOne<{ id: string }>(sql`
    select id from unit where code = ${code} union all (select id from unit where kind = 'DEPARTMENT' order by sort_order limit 1) limit 1`);
  if (row === undefined) throw missing('unit');
  return row.id;
};

/** Registers the demo county's sources and works off what they delivered, through the same door as any upload. */
export const seedRecords = async (
  database: Database,
  files: FileStore,
  byOf: (viewer?: Viewer) => By,
  registrar: Viewer,
  data: string,
  reading: Reading,
): Promise<void> => {
  for (const { unit, file, ...feed } of FEEDS) {
    const feedId = await registerFeed(database, byOf(registrar), { ...feed, unitId: await unitIdOf(database, unit) });
    const source = createReadStream(path.join(data, file));
    const bytes: AsyncIterable<Uint8Array> = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
    await receiveUpload(database, byOf(registrar), files, feedId, path.basename(file, '.gz'), bytes);
    await ingestFeed({ database, files, ...reading }, byOf(), feedId);
  }
};
