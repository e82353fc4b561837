import { describe, expect, it } from 'vitest';
import { ROLES } from '@qingfeng/domain/shared/roles.ts';
import { isLocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { readInputs } from './read-inputs.ts';

const { county, suppliers, items } = readInputs();
const units = new Map(county.units.map((unit) => [unit.code, unit]));
const people = new Map(county.people.map((person) => [person.code, person]));

/** Names that everybody knows, of the living and of history; the fictional county has none of them. */
const WELL_KNOWN = new Set(
  `孔丘 孟轲 庄周 屈原 宋玉 荀况 韩非 李斯 项羽 刘邦 韩信 张良 萧何 霍去病 卫青 司马迁 班固 张衡 蔡伦 曹操 刘备 孙权 诸葛亮
  关羽 张飞 赵云 周瑜 司马懿 嵇康 阮籍 王羲之 顾恺之 陶渊明 谢灵运 谢安 祖冲之 郦道元 魏征 房玄龄 杜如晦 李白 杜甫 王维 孟浩然
  高适 岑参 白居易 元稹 韩愈 柳宗元 刘禹锡 李商隐 杜牧 温庭筠 李煜 范仲淹 欧阳修 王安石 司马光 苏洵 苏轼 苏辙 黄庭坚 秦观 沈括
  岳飞 陆游 辛弃疾 朱熹 文天祥 李清照 关汉卿 郭守敬 施耐庵 罗贯中 王守仁 吴承恩 海瑞 戚继光 张居正 汤显祖 徐霞客 徐光启
  宋应星 顾炎武 黄宗羲 王夫之 蒲松龄 曹雪芹 纪昀 郑燮 袁枚 林则徐 魏源 曾国藩 左宗棠 李鸿章 康有为 梁启超 谭嗣同 严复 詹天佑
  孙中山 黄兴 宋教仁 蔡元培 鲁迅 胡适 陈独秀 李大钊 毛泽东 周恩来 刘少奇 朱德 任弼时 陈云 邓小平 彭德怀 叶剑英 贺龙 陈毅 聂荣臻
  徐向前 刘伯承 罗荣桓 林彪 江泽民 胡锦涛 习近平 李鹏 朱镕基 温家宝 李克强 李强 王岐山 赵乐际 李希 茅盾 巴金 老舍 曹禺 沈从文
  冰心 钱钟书 杨绛 季羡林 梁思成 林徽因 徐志摩 闻一多 朱自清 郁达夫 丰子恺 齐白石 徐悲鸿 张大千 梅兰芳 程砚秋 荀慧生 尚小云
  钱学森 钱三强 邓稼先 华罗庚 陈景润 袁隆平 屠呦呦 李四光 竺可桢 茅以升 雷锋 焦裕禄 孔繁森 杨善洲 王进喜 时传祥 金庸 古龙
  莫言 余华 贾平凹 王小波 史铁生 成龙 李小龙 姚明 刘翔 马云 马化腾 任正非 雷军 林俊杰 周杰伦 刘德华 房祖名 田连元 于谦 戴望舒
  穆青 安乐哲 柏杨 洪深 何其芳 夏衍 石守信 程颐 程颢 苏秦 闻人诠 骆宾王 韦应物 甘地 柳永 柳公权 蒲风 章太炎 秦牧 顾城 舒婷 海子`.split(
    /\s+/u,
  ),
);

describe('the fictional county', () => {
  it('is a whole: every code that something refers to exists, parents before children', () => {
    expect(units.size).toBe(county.units.length);
    expect(people.size).toBe(600);
    const seen = new Set<string>();
    for (const { code, parent } of county.units) {
      expect(parent === null || seen.has(parent), code).toBe(true);
      seen.add(code);
    }
    const sections = new Set(county.sections.map(({ unit, name }) => `${unit}|${name}`));
    const posts = new Map(county.posts.map((post) => [`${post.unit}|${post.name}`, post]));
    expect(sections.size).toBe(county.sections.length);
    expect(posts.size).toBe(county.posts.length);
    for (const { unit, section } of county.posts)
      expect(units.has(unit) && (section === null || sections.has(`${unit}|${section}`))).toBe(true);
    for (const person of county.people) {
      expect(posts.get(`${person.unit}|${person.post}`)?.section, person.code).toBe(person.section);
      expect(isLocalDate(person.since)).toBe(true);
    }
    for (const { group, units: covered } of county.coverage)
      expect(units.has(group) && covered.every((code) => units.has(code))).toBe(true);
    for (const { body } of county.authority) expect(units.has(body)).toBe(true);
    for (const recusal of county.recusals) {
      expect(people.has(recusal.person)).toBe(true);
      const { otherPerson, otherUnit } = recusal;
      expect((otherPerson === null) !== (otherUnit === null)).toBe(true);
      expect(otherPerson === null || (people.has(otherPerson) && otherPerson !== recusal.person)).toBe(true);
      expect(otherUnit === null || units.has(otherUnit)).toBe(true);
    }
  });

  it('has every kind of unit, each headed by one person, and sensitive posts', () => {
    const kinds = new Set(county.units.map(({ kind }) => kind));
    expect(kinds.size).toBe(14);
    for (const { code, kind } of county.units) {
      const heads = county.people.filter(({ unit, unitHead }) => unit === code && unitHead);
      expect(heads.length, code).toBe(kind === 'COUNTY' || kind === 'SUPERIOR' ? 0 : 1);
    }
    expect(county.posts.filter(({ sensitive }) => sensitive).length).toBeGreaterThan(80);
  });

  it('leaves no unit unwatched: each is covered by exactly one group, and each of its cadre levels has a body', () => {
    const covered = county.coverage.flatMap(({ units: codes }) => codes);
    expect(new Set(covered).size).toBe(covered.length);
    const watched = county.units.filter(({ kind }) =>
      ['PARTY_ORGAN', 'DEPARTMENT', 'INSTITUTION', 'TOWNSHIP', 'VILLAGE'].includes(kind),
    );
    for (const { code } of watched) expect(covered, code).toContain(code);
    const bodies = new Set(county.authority.map(({ cadreLevel, unitKind }) => `${cadreLevel}|${unitKind}`));
    expect(bodies.size).toBe(county.authority.length);
    for (const { level, unit } of county.people) expect(bodies).toContain(`${level}|${units.get(unit)?.kind ?? ''}`);
  });

  it('gives its people fictional names: none well known, few shared, phones of no network', () => {
    const names = county.people.map(({ name }) => name);
    expect([...names, ...county.accounts.map(({ name }) => name)].filter((name) => WELL_KNOWN.has(name))).toEqual([]);
    expect(names.length - new Set(names).size).toBe(2);
    for (const { name, phone } of county.people) {
      expect(name).toMatch(/^\p{Script=Han}{3,4}$/u);
      expect(phone).toMatch(/^120\d{8}$/u);
    }
  });

  it('has a demo account for every office role, and the three administrators are three people', () => {
    const held = new Set(county.accounts.flatMap(({ roles }) => roles));
    expect(ROLES.filter((role) => role !== 'PUBLIC' && !held.has(role))).toEqual([]);
    expect(held.has('PUBLIC')).toBe(false);
    expect(new Set(county.accounts.map(({ login }) => login)).size).toBe(county.accounts.length);
    for (const { person, name, login } of county.accounts) {
      expect(login).toMatch(/^[a-z]+$/u);
      if (person !== null) expect(people.get(person)?.name).toBe(name);
    }
    const holders = (['SYS_ADMIN', 'SEC_ADMIN', 'AUDIT_ADMIN'] as const).flatMap((role) =>
      county.accounts.filter(({ roles }) => roles.includes(role)),
    );
    expect(new Set(holders.map(({ person }) => person)).size).toBe(3);
    for (const { roles } of holders) expect(roles.length).toBe(1);
  });

  it('maps each of the 1,135 real power items to a department of the county', () => {
    expect(items.length).toBe(1_135);
    for (const { unitCode } of items) expect(['DEPARTMENT', 'PARTY_ORGAN']).toContain(units.get(unitCode)?.kind);
    expect(new Set(items.map(({ unitCode }) => unitCode)).size).toBe(34);
  });

  it('deals with suppliers whose codes are well formed and belong to no real district', () => {
    const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    expect(new Set(suppliers.map(({ code }) => code)).size).toBe(suppliers.length);
    expect(new Set(suppliers.map(({ name }) => name)).size).toBe(suppliers.length);
    for (const { code } of suppliers) {
      expect(code).toMatch(/^91990101[0-9A-Z]{10}$/u);
      const sum = WEIGHTS.reduce((total, weight, i) => total + weight * SIGNS.indexOf(code[i] ?? ''), 0);
      expect(SIGNS[(31 - (sum % 31)) % 31]).toBe(code.at(-1));
    }
  });
});
