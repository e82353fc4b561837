import type { DeliveredKind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { FieldMapping, Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import { AS_IS } from '@qingfeng/domain/features/sources/mapping.ts';
import type { Reading } from '@qingfeng/domain/features/sources/translate.ts';
import type { registerFeed } from '@qingfeng/operations/features/sources/register-feed.ts';

type DemoFeed = Omit<Parameters<typeof registerFeed>[2], 'unitId'> & {
  readonly unit: string;
  /** What it has delivered, below the folder of seed data. */
  readonly file: string;
  /** How its columns become our fields, where it writes them otherwise. */
  readonly mapping?: Mapping;
};

const column = (heading: string, reading: Reading = AS_IS): FieldMapping => ({
  headings: [heading],
  constant: null,
  reading,
});

/** Towns keep their books in a system of their own: 万元, items by the state's economic classification, units by budget number. */
const TOWN_BOOKS: Mapping = {
  undated: 'REJECT',
  fields: {
    externalId: column('凭证号'),
    occurredOn: column('记账时间', { how: 'MOMENT', format: 'YMD' }),
    unitCode: column('预算单位', {
      how: 'CODES',
      codes: { '301001': 'LMZ', '301002': 'ZXZ', '301003': 'WHZ' },
      unknown: 'REJECT',
    }),
    kind: column('经济科目', {
      how: 'CODES',
      codes: {
        '30201': 'OFFICE',
        '30202': 'PRINTING',
        '30205': 'OTHER',
        '30206': 'OTHER',
        '30207': 'OTHER',
        '30211': 'TRAVEL',
        '30213': 'REPAIR',
        '30214': 'RENT',
        '30215': 'MEETING',
        '30216': 'TRAINING',
        '30217': 'RECEPTION',
        '30226': 'LABOUR',
        '30231': 'FUEL',
      },
      unknown: 'REJECT',
    }),
    amountMinor: column('支出金额（万元）', { how: 'UNIT', unit: 'WAN_YUAN', rounded: false }),
    claimant: column('经办人'),
    goods: column('摘要'),
    payee: column('收款单位'),
  },
};

const SUPERVISION = '《中华人民共和国监察法》；政务数据共享目录';
const RELIEF = '《社会救助暂行办法》（国务院令第649号）；政务数据共享目录';
/** A feed of tables, one a kind of record. */
const table = (
  kind: DeliveredKind,
  code: string,
  unit: string,
  everyDays: number,
  [name, provider, purpose]: readonly [name: string, provider: string, purpose: string],
  legalBasis = SUPERVISION,
): DemoFeed => ({
  ...{ code, name, unit, kind, format: 'TABLE', provider, purpose, legalBasis, everyDays },
  ...{ allowedFields: [], file: `records/${kind}.csv.gz` },
});

/** What the demo county's sources agreed to deliver, and the file that each has delivered. */
export const DEMO_FEEDS: readonly DemoFeed[] = [
  table(
    ...(['expense', 'BX', 'CZJ', 7] as const),
    ['财务报销', '县财政一体化系统', '监督经费支出中的拆分、超限和重复报销'],
    '《中华人民共和国监察法》；县纪委监委与县财政局数据共享协议',
  ),
  {
    ...table('expense', 'XZKJ', 'CZJ', 31, ['乡镇会计核算', '乡镇财政所会计核算系统', '监督乡镇经费支出']),
    ...{ allowedFields: ['kind', 'claimant', 'payee', 'goods'], file: 'town-expense.csv', mapping: TOWN_BOOKS },
  },
  table('approval', 'SP', 'ZFB', 7, ['行政审批办件', '县政务服务一体化平台', '监督审批超时、越权和顺序异常']),
  table(
    ...(['procurement', 'CG', 'CZJ', 7] as const),
    ['政府采购', '县公共资源交易平台', '监督采购中的拆分、规避招标和频繁中标'],
    '《中华人民共和国政府采购法》；政务数据共享目录',
  ),
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
    file: 'ocds/colombia-releases.jsonl',
  },
  table('bid', 'TB', 'GGB', 7, ['投标明细', '县公共资源交易平台', '监督围标串标和报价异常']),
  table('contract', 'HT', 'GGB', 31, ['合同备案', '县公共资源交易平台', '监督中标后的大额变更']),
  table('contract_payment', 'ZF', 'CZJ', 31, ['合同支付', '县财政一体化系统', '监督转包和违法分包']),
  table('project', 'XM', 'FGJ', 31, ['政府投资项目', '县发改局投资项目台账', '监督项目超概算']),
  table('project_staff', 'XMRY', 'ZJJ', 31, ['项目关键岗位人员', '县住建局实名制系统', '监督转包和挂靠']),
  table('procurement_role', 'ZBRY', 'GGB', 31, ['招标履职人员', '县公共资源交易平台', '监督预审、评标、定标分离']),
  table('budget', 'YS', 'CZJ', 31, ['部门预算执行', '县财政一体化系统', '监督预算执行和三公经费']),
  table('income', 'SR', 'CZJ', 31, ['非税收入', '县财政一体化系统', '监督收入及时入账']),
  table('unit_function', 'ZN', 'BB', 366, ['单位职能对照', '县委编办机构编制台账', '核对资金流向与职能']),
  table('duty', 'ZB', 'ZFB', 7, ['值班与会议记录', '县政府总值班室', '核对节假日公务消费']),
  table('subsidy', 'BT', 'MZJ', 31, ['惠民补贴发放', '县民政局惠民惠农一卡通', '核对补贴发放对象'], RELIEF),
  table('subsidy_fund', 'ZJ', 'CZJ', 31, ['补贴资金到账', '县财政局国库支付系统', '监督补贴及时发放'], RELIEF),
  table('household', 'HJ', 'GAJ', 92, ['户籍', '县公安局人口系统', '核对补贴享受家庭'], RELIEF),
  table('death', 'SW', 'GAJ', 31, ['死亡登记', '县公安局人口系统', '核对补贴和工资发放对象'], RELIEF),
  table('vehicle', 'CL', 'GAJ', 92, ['机动车登记', '县公安局车辆管理所', '核对救助对象的家庭财产'], RELIEF),
  table('company', 'QY', 'SCJ', 31, ['企业登记', '县市场监管局登记系统', '核对企业负责人和股东']),
  table('property', 'BDC', 'ZRJ', 92, ['不动产登记', '县不动产登记中心（已获授权）', '核对救助对象的家庭财产'], RELIEF),
  table('kin', 'QS', 'ZZB', 366, ['干部亲属申报', '县委组织部个人有关事项报告', '核对亲属经商和享受补贴']),
  table(
    'cadre_contact',
    'CGDH',
    'MZJ',
    366,
    ['村干部联系电话', '乡镇便民服务站备案', '核对以村干部电话代联系的救助对象'],
    RELIEF,
  ),
  table('tenure', 'RZ', 'ZZB', 92, ['任职', '县委组织部干部信息系统', '监督敏感岗位轮岗和任职回避']),
  table('payroll', 'GZ', 'CZJ', 31, ['财政供养人员工资', '县财政局工资统发系统', '监督虚列人头和津补贴']),
  table('allowance_standard', 'BZ', 'RSJ', 366, ['津补贴核定标准', '县人社局工资福利科', '监督津补贴发放']),
  table('person_status', 'RYZT', 'ZZB', 31, ['人员状态', '县委组织部干部信息系统', '监督吃空饷']),
  table('social_insurance', 'SB', 'RSJ', 31, ['社会保险缴费', '县人社局社会保险系统', '监督吃空饷和挂靠']),
  table('attendance', 'KQ', 'ZFB', 31, ['考勤', '各单位考勤台账', '监督吃空饷']),
  table('fleet', 'GC', 'ZFB', 366, ['公务车辆', '县机关事务中心车辆平台', '监督公务用车']),
  table('fuel', 'JY', 'ZFB', 31, ['公务加油', '县机关事务中心油卡平台', '监督公务用车加油']),
  table('vehicle_use', 'YC', 'ZFB', 31, ['公务用车派车', '县机关事务中心车辆平台', '监督公务用车']),
  table('finding', 'WT', 'JW', 92, ['监督发现问题', '县委巡察办、县审计局问题台账', '监督同类问题复发']),
];
