import { type Day, dateOf, instantAt, type OfficeDays, yearOfDay } from './office-days.ts';
import { type Draft, fen } from './plot.ts';
import type { Random } from './random.ts';
import type { Method, Procurement } from './records.ts';
import type { Office, Supplier, World } from './world.ts';

export type ProcurementDraft = Draft<Procurement> & { readonly bidders: readonly Supplier[] };
export type Kind = Procurement['kind'];

export type Category = {
  readonly code: string;
  readonly name: string;
  readonly kind: Kind;
  readonly trades: readonly string[];
  /** Units or kinds of units that have use for it; none named = every office. */
  readonly buyers: readonly string[];
};

const category = (kind: Kind, code: string, name: string, trades: string, buyers = ''): Category => ({
  kind,
  code,
  name,
  trades: trades.split(' '),
  buyers: buyers === '' ? [] : buyers.split(' '),
});

/** What a county buys, with codes in the style of the government procurement catalogue. */
export const CATEGORIES: readonly Category[] = [
  category('WORKS', 'B01010000', '房屋建筑', 'BUILDING'),
  category('WORKS', 'B01020000', '校舍加固', 'BUILDING DECORATION', 'JTJ2 YZ TOWNSHIP'),
  category('WORKS', 'B02010000', '公路', 'ROAD', 'JTJ GLZX TOWNSHIP VILLAGE'),
  category('WORKS', 'B02020000', '桥涵', 'ROAD', 'JTJ GLZX TOWNSHIP VILLAGE'),
  category('WORKS', 'B02050000', '市政道路', 'MUNICIPAL', 'ZJJ SZS ZFJ TOWNSHIP'),
  category('WORKS', 'B02060000', '排水管网', 'MUNICIPAL', 'ZJJ SZS SLJ TOWNSHIP'),
  category('WORKS', 'B02070000', '河道整治', 'WATER', 'SLJ TOWNSHIP VILLAGE'),
  category('WORKS', 'B02080000', '农田水利', 'WATER', 'SLJ NYJ TOWNSHIP VILLAGE'),
  category('WORKS', 'B03010000', '绿化', 'LANDSCAPE', 'ZJJ SZS LYZX ZRJ JTJ GLZX TOWNSHIP VILLAGE'),
  category('WORKS', 'B07000000', '装修', 'DECORATION'),
  category('WORKS', 'B08000000', '房屋修缮', 'DECORATION BUILDING'),
  category('GOODS', 'A02010104', '台式计算机', 'IT'),
  category('GOODS', 'A02010103', '服务器', 'IT', 'COMMISSION DEPARTMENT INSTITUTION'),
  category('GOODS', 'A02091107', '视频监控设备', 'IT SAFETY'),
  category('GOODS', 'A02021000', '打印复印设备', 'OFFICE'),
  category('GOODS', 'A02061804', '空调机', 'OFFICE'),
  category('GOODS', 'A02030500', '公务用车', 'VEHICLE', 'COMMISSION DEPARTMENT TOWNSHIP'),
  category('GOODS', 'A02032000', '医疗设备', 'MEDICAL', 'WJJ RMYY ZYY'),
  category('GOODS', 'A02340000', '教学仪器', 'TEACHING', 'JTJ2 YZ'),
  category('GOODS', 'A02370000', '消防应急器材', 'SAFETY'),
  category('GOODS', 'A05010000', '办公家具', 'FURNITURE'),
  category('GOODS', 'A05040101', '复印纸', 'STATIONERY'),
  category('GOODS', 'A09030000', '砂石水泥', 'MATERIALS', 'ZJJ SZS JTJ GLZX SLJ TOWNSHIP VILLAGE'),
  category('GOODS', 'A12040000', '农资种苗', 'FARM', 'NYJ NJZ LYZX TOWNSHIP VILLAGE'),
  category('SERVICES', 'C02030000', '软件开发', 'SOFTWARE', 'COMMISSION PARTY_ORGAN DEPARTMENT INSTITUTION'),
  category('SERVICES', 'C16040000', '信息系统运维', 'SOFTWARE IT'),
  category('SERVICES', 'C07020000', '培训', 'TRAINING'),
  category('SERVICES', 'C13040000', '道路养护', 'ROADCARE', 'JTJ GLZX SZS TOWNSHIP'),
  category('SERVICES', 'C13050000', '环卫保洁', 'CLEANING', 'ZFJ ZJJ SZS TOWNSHIP VILLAGE'),
  category('SERVICES', 'C18040000', '车辆保险', 'INSURANCE'),
  category('SERVICES', 'C19040000', '检测', 'TESTING'),
  category('SERVICES', 'C20020000', '审计', 'AUDIT'),
  category('SERVICES', 'C20040000', '工程监理咨询', 'CONSULT'),
  category('SERVICES', 'C21040000', '物业管理', 'PROPERTY'),
  category('SERVICES', 'C22010000', '会议', 'HOTEL'),
  category('SERVICES', 'C22030000', '宣传制作', 'MEDIA'),
  category('SERVICES', 'C23090100', '印刷', 'PRINT'),
  category('SERVICES', 'C23110000', '车辆租赁', 'RENTAL'),
  category('SERVICES', 'C23120301', '车辆维修', 'REPAIR'),
  category('SERVICES', 'C23130000', '食堂配送', 'CATERING'),
];

export const isBought = ({ buyers }: Category, { root, kind }: Office): boolean =>
  buyers.length === 0 || buyers.includes(root) || buyers.includes(kind);

/** Water, power and gas have one seller each. */
export const UTILITIES = category('SERVICES', 'C99010000', '水电燃气', 'UTILITY');

/** Tender is due above this (yuan): works, goods, services (DOMAIN §8.3, R19). */
export const TENDER_LIMIT: Record<Kind, number> = { WORKS: 4_000_000, GOODS: 2_000_000, SERVICES: 1_000_000 };

const METHODS: Record<Method, { readonly ocds: Procurement['procurementMethod']; readonly label: string }> = {
  OPEN_TENDER: { ocds: 'open', label: '公开招标' },
  INVITED_TENDER: { ocds: 'selective', label: '邀请招标' },
  COMPETITIVE_NEGOTIATION: { ocds: 'limited', label: '竞争性谈判' },
  COMPETITIVE_CONSULTATION: { ocds: 'limited', label: '竞争性磋商' },
  INQUIRY: { ocds: 'limited', label: '询价' },
  SINGLE_SOURCE: { ocds: 'direct', label: '单一来源' },
  FRAMEWORK: { ocds: 'direct', label: '框架协议' },
  DIRECT: { ocds: 'direct', label: '直接采购' },
};

/** An award as it is asked for; what is left out is drawn as usual for the method. */
export type Award = {
  readonly office: Office;
  readonly day: Day;
  readonly category: Category;
  readonly yuan: number;
  readonly method: Method;
  readonly supplier: Supplier;
  readonly project?: string;
  readonly exemptionRef?: string;
  readonly frameworkRef?: string;
  readonly tenderRef?: string;
  readonly currency?: string;
  /** Bidding time in minutes; null = none is known. */
  readonly period?: number | null;
  /** The start of the bidding time is not recorded. */
  readonly startUnknown?: boolean;
  readonly tenderers?: number | null;
  readonly supplierUnknown?: boolean;
};

export type ProcurementDesk = {
  readonly random: Random;
  readonly world: World;
  readonly days: OfficeDays;
  /** A number that no other paper of the county has. */
  readonly nextNumber: () => number;
};

const DAY_MINUTES = 1_440;

/** Minutes of bidding time that the method usually gives: never less than fifteen whole days where any is recorded. */
const usualPeriod = (random: Random, method: Method): number | null => {
  const days = (least: number, most: number) => random.int(least, most) * DAY_MINUTES + random.int(60, 480);
  if (method === 'OPEN_TENDER' || method === 'INVITED_TENDER') return days(20, 32);
  return method === 'COMPETITIVE_CONSULTATION' && random.chance(0.5) ? days(16, 22) : null;
};

const usualTenderers = (random: Random, method: Method): number | null => {
  switch (method) {
    case 'OPEN_TENDER':
      return random.chance(0.03) ? null : random.int(3, 9);
    case 'INVITED_TENDER':
    case 'COMPETITIVE_CONSULTATION':
      return random.int(3, 5);
    case 'COMPETITIVE_NEGOTIATION':
    case 'INQUIRY':
      return 3;
    case 'SINGLE_SOURCE':
      return 1;
    case 'FRAMEWORK':
    case 'DIRECT':
      return null;
  }
};

const WORKS_VERBS = ['新建', '提升改造', '维修加固', '应急整治', '配套'];

const projectName = (random: Random, { office, day, category: { name, kind } }: Award): string => {
  const year = yearOfDay(day);
  if (kind === 'WORKS') return `${office.shortName}${name}${random.pick(WORKS_VERBS)}工程`;
  return kind === 'GOODS' ? `${office.shortName}${year}年${name}采购` : `${office.shortName}${year}年${name}服务项目`;
};

export const tenderNumber = ({ nextNumber }: ProcurementDesk, day: Day): string =>
  `ZB-${yearOfDay(day)}-${String(nextNumber()).padStart(5, '0')}`;

/** Puts an award on paper. */
export const write = (desk: ProcurementDesk, award: Award): ProcurementDraft => {
  const { random, world, days } = desk;
  const { office, day, category, method, supplier } = award;
  const period = award.period === undefined ? usualPeriod(random, method) : award.period;
  const wanted = award.tenderers === undefined ? usualTenderers(random, method) : award.tenderers;
  const tender = method === 'OPEN_TENDER' || method === 'INVITED_TENDER';
  const others = random.shuffled(world.suppliersOf(supplier.trade).filter(({ code }) => code !== supplier.code));
  const bidders = wanted === null ? [] : [supplier, ...others].slice(0, wanted);
  const closed = days.rollForward(day - random.int(6, 15));
  const ends = closed * DAY_MINUTES + 17 * 60;
  return {
    day,
    bidders,
    row: {
      externalId: '',
      unitCode: office.code,
      occurredOn: dateOf(day),
      project: award.project ?? projectName(random, award),
      item: category.name,
      category: category.code,
      kind: category.kind,
      method,
      amountMinor: fen(random, award.yuan),
      currency: award.currency ?? 'CNY',
      supplier: supplier.name,
      supplierCode: award.supplierUnknown === true ? null : supplier.code,
      tenderRef: award.tenderRef ?? (tender ? tenderNumber(desk, day) : null),
      exemptionRef: award.exemptionRef ?? null,
      frameworkRef: award.frameworkRef ?? null,
      ocid: '',
      buyer: office.shortName,
      buyerCode: office.code,
      procurementMethod: METHODS[method].ocds,
      procurementMethodDetails: METHODS[method].label,
      tenderStartedAt: period === null || award.startUnknown === true ? null : instantAt(0, ends - period),
      tenderEndedAt: period === null ? null : instantAt(0, ends),
      tenderers: wanted === null ? null : bidders.length,
      status: 'active',
    },
  };
};

export const exemption = ({ nextNumber }: ProcurementDesk, day: Day): string =>
  `清财采准〔${yearOfDay(day)}〕${nextNumber()}号`;
export const framework = ({ nextNumber }: ProcurementDesk, day: Day): string =>
  `KJ-${yearOfDay(day)}-${String(nextNumber()).padStart(5, '0')}`;
