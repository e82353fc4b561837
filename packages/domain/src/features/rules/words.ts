import type { Scalar } from './facts.ts';
import type { Unit, Words } from './language.ts';

export type Language = keyof Words;

/** Codes that values of rules carry, as people call them. */
const CODES: Readonly<Record<string, Words>> = {
  RECEPTION: { zh: '餐饮接待', en: 'reception' },
  TRAVEL: { zh: '差旅', en: 'travel' },
  OFFICE: { zh: '办公', en: 'office supplies' },
  MEETING: { zh: '会议', en: 'meeting' },
  TRAINING: { zh: '培训', en: 'training' },
  REPAIR: { zh: '维修', en: 'repair' },
  PRINTING: { zh: '印刷', en: 'printing' },
  LABOUR: { zh: '劳务', en: 'labour' },
  FUEL: { zh: '燃油', en: 'fuel' },
  PROJECT: { zh: '项目', en: 'project' },
  EQUIPMENT: { zh: '设备', en: 'equipment' },
  RENT: { zh: '租赁', en: 'rent' },
  WELFARE: { zh: '福利', en: 'welfare' },
  OTHER: { zh: '其他', en: 'other' },
  LOW_INCOME: { zh: '最低生活保障', en: 'minimum living allowance' },
  EXTREME_POVERTY: { zh: '特困供养', en: 'support in extreme poverty' },
  TEMPORARY_RELIEF: { zh: '临时救助', en: 'temporary relief' },
  DISABILITY: { zh: '残疾人补贴', en: 'disability subsidy' },
  ELDERLY: { zh: '高龄津贴', en: 'old-age allowance' },
  ORPHAN: { zh: '孤儿基本生活费', en: 'orphan allowance' },
  HOUSING: { zh: '危房改造', en: 'dilapidated housing' },
  FARMING: { zh: '农业补贴', en: 'farming subsidy' },
  FUNERAL: { zh: '丧葬补助', en: 'funeral money' },
  GOODS: { zh: '货物', en: 'goods' },
  WORKS: { zh: '工程', en: 'works' },
  SERVICES: { zh: '服务', en: 'services' },
  OPEN_TENDER: { zh: '公开招标', en: 'open tender' },
  INVITED_TENDER: { zh: '邀请招标', en: 'invited tender' },
  COMPETITIVE_NEGOTIATION: { zh: '竞争性谈判', en: 'competitive negotiation' },
  COMPETITIVE_CONSULTATION: { zh: '竞争性磋商', en: 'competitive consultation' },
  INQUIRY: { zh: '询价', en: 'inquiry' },
  SINGLE_SOURCE: { zh: '单一来源', en: 'single source' },
  FRAMEWORK: { zh: '框架协议', en: 'framework agreement' },
  DIRECT: { zh: '直接采购', en: 'direct purchase' },
  open: { zh: '公开', en: 'open procedure' },
  selective: { zh: '邀请', en: 'selective procedure' },
  limited: { zh: '有限竞争', en: 'limited procedure' },
  direct: { zh: '直接', en: 'direct procedure' },
  DECISION: { zh: '重大决策', en: 'major decision' },
  PERSONNEL: { zh: '重要干部任免', en: 'appointment' },
  FUNDS: { zh: '大额资金使用', en: 'large payment' },
  RESPONSE: { zh: '反馈', en: 'answer' },
  RECTIFICATION: { zh: '整改', en: 'rectification' },
  OVERALL: { zh: '总', en: 'overall' },
};

const NOT_STATED: Words = { zh: '（未载明）', en: '(not stated)' };

/** Digits in groups of three, at most `places` decimals, none that say nothing. Written out, so that it reads the same for ever. */
const grouped = (value: number, places: number): string => {
  const [whole = '', part = ''] = Math.abs(value).toFixed(places).split('.');
  const decimals = part.replace(/0+$/, '');
  return `${value < 0 ? '−' : ''}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}${decimals === '' ? '' : `.${decimals}`}`;
};

/** Whole yuan, or yuan and both digits of jiao and fen. */
const yuan = (fen: number): string => {
  const whole = `${fen < 0 && fen > -100 ? '−' : ''}${grouped(Math.trunc(fen / 100), 0)}`;
  const rest = Math.abs(fen % 100);
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(2, '0')}`;
};

const day = (value: string, language: Language): string => {
  const [year = '', month = '', date = ''] = value.split('-');
  return language === 'zh' ? `${year}年${Number(month)}月${Number(date)}日` : value;
};

/** A value as a sentence says it. Money is in fen and said in yuan. */
export const written = (value: Scalar | null, unit: Unit, language: Language): string => {
  if (value === null) return NOT_STATED[language];
  const zh = language === 'zh';
  const number = Number(value);
  switch (unit) {
    case 'FEN':
      return zh ? `${yuan(number)}元` : `CNY ${yuan(number)}`;
    case 'DAYS':
      return zh ? `${grouped(number, 0)}天` : `${grouped(number, 0)} days`;
    case 'WORKDAYS':
      return zh ? `${grouped(number, 0)}个工作日` : `${grouped(number, 0)} working days`;
    case 'RATIO':
      return `${grouped(number * 100, 1)}%`;
    case 'TIMES':
      return zh ? `${grouped(number, 1)}倍` : `${grouped(number, 1)} times`;
    case 'HOUR':
      return zh ? `${number}时` : `${number}:00`;
    case 'COUNT':
      return grouped(number, 0);
    case 'MONTH': {
      const [year, month] = [Math.floor(number / 12), (number % 12) + 1];
      return zh ? `${year}年${month}月` : `${year}-${String(month).padStart(2, '0')}`;
    }
    case 'LITRES':
      return zh ? `${grouped(number / 100, 2)}升` : `${grouped(number / 100, 2)} litres`;
    case 'DAY':
      return day(String(value), language);
    case 'CODE':
      return CODES[String(value)]?.[language] ?? String(value);
    case 'TEXT':
      return String(value);
  }
};
