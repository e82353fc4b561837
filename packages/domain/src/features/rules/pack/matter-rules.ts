import type { Related, RowCondition, RowValue, RuleOn } from '../language.ts';
import { absent, because, isOneOf, mine, none, present, setting, told, words } from './shorthand.ts';

/** Rules on what the platform itself has: matters that were reported, and the limits of warnings. */

const CONCERNED = { either: [{ field: 'personCode' }, { field: 'unitCode' }] } as const;
const UNVERIFIED: RowCondition<'sourceKey' | 'standing'> = {
  all: [absent('sourceKey'), { not: isOneOf('standing', 'VERIFIED') }],
};
const COUNTS: RowCondition<'sourceKey' | 'standing'> = {
  all: [isOneOf('standing', 'OPEN', 'VERIFIED'), { not: UNVERIFIED }],
};
/** What counts, came earlier within the days looked back, is about the same one, and has the same of what is named. */
const earlier = (same: 'sourceKey' | 'factKey'): Related => ({
  kind: 'reported_matter',
  on: [
    [CONCERNED, CONCERNED],
    [{ field: same }, { field: same }],
  ],
  where: {
    all: [
      COUNTS,
      {
        compare: [
          { daysBetween: [{ field: 'occurredOn' }, mine({ field: 'occurredOn' })] },
          '<=',
          { parameter: 'days' },
        ],
      },
      {
        any: [
          { compare: [{ field: 'occurredOn' }, '<', mine({ field: 'occurredOn' })] },
          {
            all: [
              { compare: [{ field: 'occurredOn' }, '=', mine({ field: 'occurredOn' })] },
              { compare: [{ field: 'externalId' }, '<', mine({ field: 'externalId' })] },
            ],
          },
        ],
      },
    ],
  },
});
/** A source counts once, with the first that it told; an anonymous one is nobody's second. */
const FIRST_OF_SOURCE: RowCondition<'sourceKey'> = { any: [absent('sourceKey'), none(earlier('sourceKey'))] };
/** A fact counts with whoever told it first, if at all: too few are counted rather than too many. */
const NEWS: RowCondition<'sourceKey'> = { all: [FIRST_OF_SOURCE, none(earlier('factKey'))] };

/**
 * R37 信访集中反映: three distinct matters from distinct sources about the same person or unit within 90 days. The first matter of each source
 * counts, and each fact once (FS-14). For triage only: it says how many, never what is true of it.
 */
export const R37: RuleOn<'reported_matter'> = {
  code: 'R37',
  name: words('信访集中反映', 'Reports gather on one person or unit'),
  kind: 'reported_matter',
  subject: [
    { kind: 'PERSON', field: 'personCode' },
    { kind: 'UNIT', field: 'unitCode' },
  ],
  parameters: {
    days: setting('DAYS', 90, [7, 366], '时间窗口', 'window'),
    factsBar: setting('COUNT', 3, [2, 50], '不同事项数', 'distinct matters'),
  },
  exceptions: [
    {
      code: 'out',
      words: words('尚未受理、不予采用或者已移送', 'not yet taken up, found to be nothing, or handed on'),
      when: isOneOf('standing', 'UNSEEN', 'UNFOUNDED', 'TRANSFERRED'),
    },
    { code: 'anonymous', words: words('匿名且未经核实', 'anonymous and not verified'), when: UNVERIFIED },
  ],
  finds: [
    {
      each: 'cluster',
      name: 'gathered',
      by: [CONCERNED],
      within: 'days',
      where: NEWS,
      values: { facts: told({ count: 'rows' }, 'COUNT', '不同事项数', 'distinct matters') },
      totals: {
        from: told({ min: { field: 'occurredOn' } }, 'DAY', '首次反映日期', 'first day'),
        to: told({ max: { field: 'occurredOn' } }, 'DAY', '最近反映日期', 'last day'),
        verified: told({ count: isOneOf('standing', 'VERIFIED') }, 'COUNT', '已核实属实', 'verified'),
      },
      when: { compare: [{ value: 'facts' }, '>=', { parameter: 'factsBar' }] },
      because: [
        words(
          '{from}至{to}有不同来源反映的{facts}件不同事项集中指向该对象，其中已核实属实{verified}件；同一来源和内容重复的只计一次',
          'from {from} to {to} distinct sources told {facts} distinct matters of it, {verified} of them verified; one source and one fact count once',
        ),
      ],
    },
  ],
  levels: [{ colour: 'BLUE' }],
  hypothesis: words('同一对象存在多方面问题', 'several things are wrong with one person or unit'),
  legalBasis: [
    words('《纪检监察机关处理检举控告工作规则》', 'Rules on handling reports and accusations'),
    words('廉情信息按数量和性质研判', 'Information is weighed by number and nature'),
  ],
  falsePositives: [
    because('one-writer', '同一人换用不同名义多次反映', 'one writer under several names'),
    because('campaign', '换届选举前集中投诉', 'a campaign before elections'),
  ],
};

const DUE = { field: 'occurredOn' } as const;
const LATE: RowValue<'occurredOn'> = { minus: [{ workdayNo: { asOf: true } }, { workdayNo: DUE }] };

/**
 * R39 逾期未整改: the object's answer or rectification is overdue. It proposes only; what follows is decided by who is competent under the
 * scheme (FS-15). Once an escalation is proposed on the warning itself there is nothing left to propose.
 */
export const R39: RuleOn<'warning_limit'> = {
  code: 'R39',
  name: words('逾期未整改', 'Answer or rectification overdue'),
  kind: 'warning_limit',
  subject: [
    { kind: 'PERSON', field: 'personCode' },
    { kind: 'UNIT', field: 'unitCode' },
  ],
  parameters: { lateBar: setting('WORKDAYS', 1, [1, 60], '逾期工作日', 'working days late') },
  exceptions: [
    { code: 'not-served', words: words('尚未完成送达', 'not served'), when: absent('servedOn') },
    { code: 'suspended', words: words('经批准暂停计时', 'suspended with approval'), when: isOneOf('state', 'PAUSED') },
    { code: 'extension', words: words('延期申请待批', 'an extension is asked for'), when: present('extensionAskedOn') },
    {
      code: 'proposed',
      words: words('已按方案提出转级', 'escalation is proposed already'),
      when: present('proposedOn'),
    },
  ],
  finds: [
    {
      each: 'group',
      name: 'limit',
      by: [{ field: 'externalId' }, DUE],
      where: {
        all: [isOneOf('state', 'RUNNING', 'PAUSED'), { compare: [LATE, '>=', { parameter: 'lateBar' }] }],
      },
      values: {
        warning: told({ first: { field: 'warningRef' } }, 'TEXT', '预警编号', 'warning'),
        clock: told({ first: { field: 'clock' } }, 'CODE', '期限', 'limit'),
        due: told({ max: DUE }, 'DAY', '到期日', 'due'),
        served: told({ first: { field: 'servedOn' } }, 'DAY', '送达日期', 'served'),
        late: told({ max: LATE }, 'WORKDAYS', '逾期', 'late'),
        towards: told({ first: { field: 'towards' } }, 'TEXT', '方案所列转级', 'what the scheme has next'),
      },
      when: { compare: [{ value: 'late' }, '>=', { parameter: 'lateBar' }] },
      because: [
        words(
          '预警{warning}于{served}送达，{clock}期限{due}届满，已逾期{late}',
          'warning {warning} was served on {served}; its limit ({clock}) ended on {due}, {late} ago',
        ),
        {
          when: { present: { value: 'towards' } },
          ...words(
            '可按方案建议转为“{towards}”，由有权机关决定',
            'the scheme lets “{towards}” be proposed, for the competent body to decide',
          ),
        },
      ],
    },
  ],
  levels: [{ colour: 'YELLOW' }],
  hypothesis: words('敷衍应付、拒不整改', 'putting things right is put off or refused'),
  legalBasis: [words('廉情预警方案的反馈和整改期限', 'Limits for answer and rectification of the warning scheme')],
  falsePositives: [
    because('not-served', '送达实际未完成', 'service was not complete'),
    because('suspension', '暂停计时未登记', 'an approved suspension was not entered'),
    because('extension', '延期申请在途', 'an extension is on its way'),
  ],
};
