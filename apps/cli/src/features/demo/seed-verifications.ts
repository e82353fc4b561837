import { openVerification } from '@qingfeng/operations/features/information/open-verification.ts';
import { answerVerification } from '@qingfeng/operations/features/information/step-verification.ts';
import { takeInformation } from '@qingfeng/operations/features/information/take-information.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { OFFICER, REVIEWER, versionOf } from './seed-matters.ts';
import type { Deps } from './seed-matters.ts';

type Asked = {
  readonly code: string;
  readonly login: string;
  readonly question: string;
  readonly columns: readonly string[];
  readonly finding: string;
};

/** Who is asked what, in the order of the stages. */
const STAGES: readonly Asked[] = [
  {
    code: 'AUDIT',
    login: 'fufuyao',
    question: '请核实所列采购的立项、验收和付款是否真实，金额与凭证是否一致。',
    columns: ['occurredOn', 'item', 'amountMinor', 'supplier'],
    finding: '抽查会计凭证和验收单，付款金额与合同一致，其中两笔验收单日期早于合同日期。',
  },
  {
    code: 'FINANCE',
    login: 'zhenxiaoxiang',
    question: '请核实所列采购是否纳入预算，采购方式是否经批准。',
    columns: ['occurredOn', 'item', 'method', 'amountMinor'],
    finding: '均在年度预算内，但未见变更采购方式的批复。',
  },
  {
    code: 'INDUSTRY',
    login: 'weisixian',
    question: '请就同类项目的通常做法和合理单价提出意见。',
    columns: ['item', 'amountMinor'],
    finding: '单价处于正常区间，分次采购的理由不充分。',
  },
  {
    code: 'DISCIPLINE',
    login: REVIEWER,
    question: '请根据前面各家的结论，研判是否需要追责。',
    columns: ['occurredOn', 'item', 'method', 'amountMinor', 'supplier'],
    finding: '建议由承办人提出处理意见。',
  },
];

/** Four matters under joint verification, each at another stage, so that every body finds a question of its own. */
export const seedVerifications = async ({ database, as }: Deps): Promise<void> => {
  const matters = await database.read<{ id: string; version: number }>(sql`
    select i.id, i.version from information i join unit u on u.id = i.unit_id
    where i.county = 1 and i.state = 'RECEIVED' and i.rule_code = 'R18' and u.code not in ('SJJ', 'CZJ', 'JTJ', 'WLJ', 'JW')
    order by i.number limit ${STAGES.length}`);
  for (const [reached, { id, version }] of matters.entries()) {
    const began = 6 + reached * 3;
    await takeInformation(database, await as(OFFICER, began), { id, version });
    const officer = await as(OFFICER, began);
    const people = await database.read<{ id: string; login: string }>(sql`
      select id, login from account where login = any(${STAGES.map(({ login }) => login)}::text[])`);
    await openVerification(database, officer, id, {
      version: await versionOf(database, id),
      stages: STAGES.map(({ code, login, question, columns }) => ({
        ...{ code, question, columns: [...columns], subject: false, unit: false, earlier: code === 'DISCIPLINE' },
        accountId: people.find((one) => one.login === login)?.id ?? '',
      })),
    });
    for (const [position, { login, finding }] of STAGES.slice(0, reached).entries()) {
      const stage = await database.readOne<{ id: string; version: number }>(sql`
        select s.id, s.version from verification_stage s join verification v on v.id = s.verification_id
        where v.information_id = ${id}::uuid and s.position = ${position}::int`);
      if (stage !== undefined)
        await answerVerification(database, await as(login, began - 2 - position * 2), stage, finding);
    }
  }
};
