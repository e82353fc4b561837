import type { Field } from '../columns.ts';
import type { GroupValue, RowValue, RuleOn } from '../language.ts';

type Fields = Field<'approval'>;

const STARTED: RowValue<Fields> = { workdayNo: { dayOf: 'startedAt' } };
const ENDED: RowValue<Fields> = { workdayNo: { either: [{ dayOf: 'finishedAt' }, { asOf: true }] } };
const PAUSED: GroupValue<Fields> = { sum: { either: [{ field: 'pausedDays' }, { constant: 0 }] } };
const PROMISED: GroupValue<Fields> = { greatest: { field: 'promisedDays' } };
/** Working days from the first start to the last end, less those in which the clock stood still. */
const TAKEN: GroupValue<Fields> = { minus: [{ minus: [{ max: ENDED }, { min: STARTED }] }, PAUSED] };

/**
 * R27 超时审批: a case took more working days than promised, or lay still more than 3 between two of its steps. Working
 * days run from the day of the first step's start (day 0) to the last step's end, by the calendar, less the days in which
 * the clock stood still; what still runs is measured to the day up to which the data are complete. Yellow from twice the
 * promise or 6 days of stillness, else blue. A case without promise is judged by stillness, and if that says nothing it is
 * not evaluable.
 */
export const R27: RuleOn<'approval'> = {
  code: 'R27',
  name: { zh: '超时审批', en: 'Approval overdue' },
  kind: 'approval',
  subject: [{ kind: 'CASE', field: 'caseRef' }],
  parameters: {
    still: {
      label: { zh: '环节间最长间隔', en: 'longest stillness between steps' },
      unit: 'WORKDAYS',
      value: 3,
      least: 1,
      most: 20,
    },
    twice: {
      label: { zh: '转黄倍数', en: 'times the promise for yellow' },
      unit: 'TIMES',
      value: 2,
      least: 1,
      most: 10,
    },
    veryStill: {
      label: { zh: '转黄间隔', en: 'stillness for yellow' },
      unit: 'WORKDAYS',
      value: 6,
      least: 1,
      most: 60,
    },
  },
  exceptions: [],
  finds: [
    {
      each: 'group',
      name: 'case',
      by: [{ field: 'caseRef' }],
      values: {
        taken: {
          of: TAKEN,
          label: { zh: '用时', en: 'time taken' },
          unit: 'WORKDAYS',
        },
        promised: {
          of: PROMISED,
          label: { zh: '承诺时限', en: 'promised' },
          unit: 'WORKDAYS',
        },
        times: {
          of: { ratio: [TAKEN, PROMISED] },
          label: { zh: '为承诺的倍数', en: 'times the promise' },
          unit: 'TIMES',
        },
        gap: {
          of: {
            widestGap: {
              from: ENDED,
              to: STARTED,
              order: 'stepNo',
            },
          },
          label: { zh: '环节间最长间隔', en: 'longest stillness between steps' },
          unit: 'WORKDAYS',
        },
        paused: {
          of: PAUSED,
          label: { zh: '停表', en: 'clock stopped' },
          unit: 'WORKDAYS',
        },
        running: {
          of: { count: { not: { present: { dayOf: 'finishedAt' } } } },
          label: { zh: '未办结环节', en: 'steps still running' },
          unit: 'COUNT',
        },
        case: { of: { first: { field: 'caseRef' } }, label: { zh: '办件编号', en: 'case' }, unit: 'TEXT' },
        item: { of: { first: { field: 'powerItemCode' } }, label: { zh: '事项编码', en: 'power item' }, unit: 'TEXT' },
        from: { of: { min: { dayOf: 'startedAt' } }, label: { zh: '受理日期', en: 'taken in on' }, unit: 'DAY' },
      },
      when: {
        any: [
          { compare: [{ value: 'taken' }, '>', { value: 'promised' }] },
          { compare: [{ value: 'gap' }, '>', { parameter: 'still' }] },
        ],
      },
      because: [
        { zh: '办件{case}于{from}受理', en: 'case {case} was taken in on {from}' },
        {
          when: { compare: [{ value: 'taken' }, '>', { value: 'promised' }] },
          zh: '用时{taken}，超过承诺的{promised}',
          en: 'it took {taken}, more than the promised {promised}',
        },
        {
          when: { compare: [{ value: 'paused' }, '>', { constant: 0 }] },
          zh: '停表{paused}已扣除',
          en: '{paused} of stopped clock are not counted',
        },
        {
          when: { compare: [{ value: 'gap' }, '>', { parameter: 'still' }] },
          zh: '两个环节之间最长间隔{gap}，超过{still}',
          en: 'it lay still for {gap} between two steps, more than {still}',
        },
        {
          when: { compare: [{ value: 'running' }, '>', { constant: 0 }] },
          zh: '尚有{running}个环节未办结，计至数据截止日',
          en: '{running} step(s) still run, counted to the day of the data',
        },
      ],
    },
  ],
  levels: [
    {
      colour: 'YELLOW',
      when: {
        any: [
          { compare: [{ value: 'times' }, '>=', { parameter: 'twice' }] },
          { compare: [{ value: 'gap' }, '>=', { parameter: 'veryStill' }] },
        ],
      },
    },
    { colour: 'BLUE' },
  ],
  hypothesis: { zh: '拖延审批，吃拿卡要', en: 'approval delayed to be paid for haste' },
  legalBasis: [
    {
      zh: '《中华人民共和国行政许可法》关于期限和限期办结的规定；事项公开的承诺时限',
      en: 'Administrative Licensing Law on time limits; the time promised in the public catalogue',
    },
  ],
  falsePositives: [
    {
      code: 'clock-stopped',
      words: { zh: '等待申请人补正（停表未录入）', en: 'waiting for the applicant, stop not entered' },
    },
    { code: 'holiday', words: { zh: '节假日安排有误', en: 'holiday table wrong' } },
  ],
};

/**
 * R28 审批顺序异常或越权: a case in which a step number below its highest is missing; or a step that its actor decided for
 * themselves (as agent, or under the applicant's name); or a step that is one of 5 or more that its actor finished in one
 * night (from 22:00 to 6:00). Cases that carry an emergency or migration authority are left out, and their steps are not
 * counted in a night.
 */
export const R28: RuleOn<'approval'> = {
  code: 'R28',
  name: { zh: '审批顺序异常或越权', en: 'Approval out of order or beyond authority' },
  kind: 'approval',
  subject: [{ kind: 'CASE', field: 'caseRef' }],
  parameters: {
    mass: { label: { zh: '一夜办理数', en: 'steps in one night' }, unit: 'COUNT', value: 5, least: 2, most: 100 },
    nightFrom: { label: { zh: '夜间起', en: 'night begins' }, unit: 'HOUR', value: 22, least: 18, most: 24 },
    nightUntil: { label: { zh: '夜间止', en: 'night ends' }, unit: 'HOUR', value: 6, least: 0, most: 8 },
  },
  exceptions: [],
  finds: [
    {
      each: 'group',
      name: 'case',
      by: [{ field: 'caseRef' }],
      values: {
        missing: { of: { missingSteps: 'stepNo' }, label: { zh: '缺少环节', en: 'steps missing' }, unit: 'COUNT' },
        own: {
          of: {
            count: {
              any: [
                { compare: [{ field: 'actorCode' }, '=', { field: 'agentCode' }] },
                { compare: [{ field: 'actor' }, '=', { field: 'applicant' }] },
              ],
            },
          },
          label: { zh: '自办环节', en: 'steps decided for oneself' },
          unit: 'COUNT',
        },
        night: {
          of: {
            max: {
              alike: {
                by: [{ field: 'actorCode' }, { dayOf: 'finishedAt', startingAt: 'nightUntil' }],
                where: {
                  all: [
                    { not: { present: { field: 'emergencyRef' } } },
                    {
                      any: [
                        { compare: [{ hourOf: 'finishedAt' }, '>=', { parameter: 'nightFrom' }] },
                        { compare: [{ hourOf: 'finishedAt' }, '<', { parameter: 'nightUntil' }] },
                      ],
                    },
                  ],
                },
              },
            },
          },
          label: { zh: '同一经办人同夜办理数', en: 'steps by one actor in one night' },
          unit: 'COUNT',
        },
        authorities: {
          of: { count: { present: { field: 'emergencyRef' } } },
          label: { zh: '载有应急或迁移授权的环节', en: 'steps under emergency or migration authority' },
          unit: 'COUNT',
        },
        steps: { of: { count: 'rows' }, label: { zh: '环节数', en: 'steps' }, unit: 'COUNT' },
        highest: {
          of: { greatest: { field: 'stepNo' } },
          label: { zh: '最大环节序号', en: 'highest step number' },
          unit: 'COUNT',
        },
        case: { of: { first: { field: 'caseRef' } }, label: { zh: '办件编号', en: 'case' }, unit: 'TEXT' },
        item: { of: { first: { field: 'powerItemCode' } }, label: { zh: '事项编码', en: 'power item' }, unit: 'TEXT' },
      },
      when: {
        all: [
          { compare: [{ value: 'authorities' }, '=', { constant: 0 }] },
          {
            any: [
              { compare: [{ value: 'missing' }, '>', { constant: 0 }] },
              { compare: [{ value: 'own' }, '>', { constant: 0 }] },
              { compare: [{ value: 'night' }, '>=', { parameter: 'mass' }] },
            ],
          },
        ],
      },
      because: [
        { zh: '办件{case}共{steps}个环节', en: 'case {case} has {steps} steps' },
        {
          when: { compare: [{ value: 'missing' }, '>', { constant: 0 }] },
          zh: '环节序号至{highest}，缺少{missing}个',
          en: 'numbered up to {highest}, {missing} missing',
        },
        {
          when: { compare: [{ value: 'own' }, '>', { constant: 0 }] },
          zh: '{own}个环节由申请人或代办人本人办理',
          en: '{own} step(s) were decided by the applicant or agent in person',
        },
        {
          when: { compare: [{ value: 'night' }, '>=', { parameter: 'mass' }] },
          zh: '经办人在同一夜（{nightFrom}至次日{nightUntil}）办理{night}个环节，达到{mass}个',
          en: 'its actor finished {night} steps in one night ({nightFrom} to {nightUntil}), at least {mass}',
        },
      ],
    },
  ],
  levels: [{ colour: 'RED' }],
  hypothesis: {
    zh: '越过环节、自批自办、突击审批',
    en: 'steps skipped, own matters decided, approvals rushed through',
  },
  legalBasis: [
    {
      zh: '《中华人民共和国行政许可法》关于审查程序的规定；《中华人民共和国公务员法》关于公务回避的规定',
      en: 'Administrative Licensing Law on examination; Civil Servants Law on recusal',
    },
  ],
  falsePositives: [
    { code: 'emergency', words: { zh: '应急授权', en: 'emergency authority' } },
    { code: 'migration', words: { zh: '系统批量迁移', en: 'batch migration' } },
    { code: 'short-procedure', words: { zh: '依规简化程序', en: 'lawful short procedure' } },
  ],
};
