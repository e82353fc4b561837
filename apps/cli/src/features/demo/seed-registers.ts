import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { addDays } from '@qingfeng/domain/shared/local-date.ts';
import type { Reading } from '@qingfeng/operations/features/sources/identities.ts';
import { receiveRows } from '@qingfeng/operations/features/sources/receive-rows.ts';
import { registerFeed } from '@qingfeng/operations/features/sources/register-feed.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** No place has this code, so nobody has these numbers; the last digit is the right check digit. */
const identityOf = (n: number): string => {
  const stem = `999001195${String(n % 10)}0101${String(n).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(stem[index]), 0);
  return `${stem}${'10X98765432'[sum % 11] ?? ''}`;
};

const RECIPIENTS = 12;
const MONTHS = 6;
const MONTH_DAYS = 30;
/** The one who died and is paid on. */
const DEAD = 3;

const REGISTERS = [
  {
    code: 'DB',
    name: '低保发放',
    unit: 'MZJ',
    kind: 'subsidy',
    provider: '县社会救助系统',
    purpose: '监督低保资金错发、冒领',
    legalBasis: '《社会救助暂行办法》；县纪委监委与县民政局数据共享协议',
  },
  {
    code: 'SW',
    name: '死亡登记',
    unit: 'MZJ',
    kind: 'death',
    provider: '县殡葬管理系统',
    purpose: '与各类补贴比对，只存摘要',
    legalBasis: '《中华人民共和国监察法》；政务数据共享目录',
  },
] as const;

/** Two small registers known by identity: what is paid to the poor, and who died; one is paid on after his death. */
export const seedRegisters = async (
  database: Database,
  by: (viewer?: Viewer) => By,
  administrator: Viewer,
  reading: Reading,
): Promise<void> => {
  const { today } = by();
  const before = (months: number): LocalDate => addDays(today, -months * MONTH_DAYS);
  const rows = {
    subsidy: Array.from({ length: RECIPIENTS * MONTHS }, (_, index) => {
      const [recipient, month] = [index % RECIPIENTS, Math.floor(index / RECIPIENTS)];
      const occurredOn = before(month);
      return {
        externalId: `DB-${occurredOn}-${String(recipient)}`,
        occurredOn,
        unitCode: 'MZJ',
        item: 'LOW_INCOME',
        recipientHash: identityOf(recipient),
        periodOn: `${occurredOn.slice(0, 7)}-01`,
        amountMinor: 56_000,
        currency: 'CNY',
        village: '白石镇柏坪村',
        basis: 'PERSON',
      };
    }),
    death: [{ externalId: 'SW-0031', occurredOn: before(MONTHS - 1), personHash: identityOf(DEAD) }],
  };
  for (const { unit, ...register } of REGISTERS) {
    const found = await database.readOne<{ id: string }>(sql`select id from unit where code = ${unit}`);
    if (found === undefined) continue;
    const feedId = await registerFeed(database, by(administrator), {
      ...register,
      unitId: found.id,
      format: 'TABLE',
      allowedFields: [],
      everyDays: 31,
      mapping: {},
    });
    await receiveRows(database, by(administrator), reading, feedId, rows[register.kind]);
  }
};
