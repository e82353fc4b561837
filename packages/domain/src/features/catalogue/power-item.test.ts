import { describe, expect, test } from 'vitest';
import type { PowerContent } from './power-item.ts';
import { INNER_READERS, missingIn, publicView } from './power-item.ts';

const STEP = { name: '现场勘验', post: '勘验岗', days: 3, note: '两人到场', weak: true, key: true };
const WHOLE: PowerContent = {
  name: '市政设施占用许可',
  category: '行政许可',
  summary: '占用市政设施须经批准。',
  basis: [{ title: '《市政设施管理办法（示例）》第十二条', text: '应当经主管部门批准。' }],
  steps: [STEP],
  promisedDays: 10,
  legalDays: 20,
  fee: '不收费',
  section: '市政建设股',
  phone: '0000-12388',
  riskPost: '勘验岗负责人',
  workRules: '双人勘验',
  institutions: ['现场勘验规程'],
  sourceUrl: 'http://example.invalid/1',
};

describe('what an item still lacks', () => {
  test.each<[Partial<PowerContent>, string[]]>([
    [{}, []],
    [{ basis: [] }, ['basis']],
    [{ basis: [{ title: '《行政许可法》', text: null }] }, ['clause']],
    [{ steps: [] }, ['steps']],
    [{ steps: [STEP, { ...STEP, post: null }] }, ['posts']],
    [{ steps: [{ ...STEP, key: false }] }, ['keySteps']],
    [{ promisedDays: null }, ['promisedDays']],
    // A penalty or an inspection is not asked for by anyone, so nothing is promised.
    [{ promisedDays: null, category: '行政处罚' }, []],
    [{ promisedDays: null, category: '行政检查' }, []],
    [{ promisedDays: 0 }, []],
    [{ section: null, riskPost: null, workRules: null }, ['section', 'riskPost', 'workRules']],
    // There may be none of these.
    [{ summary: null, legalDays: null, fee: null, phone: null, institutions: [], sourceUrl: null }, []],
  ])('%o', (change, missing) => {
    expect(missingIn({ ...WHOLE, ...change })).toEqual(missing);
  });
});

test('the public reads what concerns it, and no post, no weak or key step, no risk, no inner rule', () => {
  expect(publicView(WHOLE)).toEqual({
    name: '市政设施占用许可',
    category: '行政许可',
    summary: '占用市政设施须经批准。',
    basis: [{ title: '《市政设施管理办法（示例）》第十二条', text: '应当经主管部门批准。' }],
    steps: [{ name: '现场勘验', days: 3, note: '两人到场' }],
    promisedDays: 10,
    legalDays: 20,
    fee: '不收费',
    section: '市政建设股',
    phone: '0000-12388',
  });
});

test.each([
  'PUBLIC',
  'PARTNER',
  'SUPERVISOR',
  'ASSESSOR',
  'INFORMANT',
  'SYS_ADMIN',
  'SEC_ADMIN',
  'AUDIT_ADMIN',
] as const)('%s does not read the inner catalogue', (role) => expect(INNER_READERS).not.toContain(role));
