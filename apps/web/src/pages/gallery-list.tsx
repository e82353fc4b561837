import { useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../text/format.ts';
import { LevelBadge, StateChip } from '../ui/badges.tsx';
import type { Colour } from '../ui/badges.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';

type Row = {
  id: string;
  colour: Colour;
  title: string;
  rule: string;
  unit: string;
  amountMinor: number | null;
  age: number;
  asOf: string;
  state: string;
  phase: 'waiting' | 'running' | 'finished';
  handler: string;
};

const row = (
  id: string,
  colour: Colour,
  title: string,
  rule: string,
  unit: string,
  yuan: number | null,
  age: number,
  asOf: string,
  state: string,
  handler: string,
): Row => ({
  ...{ id, colour, title, rule, unit, age, asOf, state, handler },
  amountMinor: yuan === null ? null : yuan * 100,
  phase: state === '待接收' ? 'waiting' : 'running',
});

const ROWS: readonly Row[] = [
  row(
    '0940',
    'RED',
    '死亡人员次月起仍领高龄津贴4个月',
    'R01 已故领补贴',
    '柳湾镇',
    3_200,
    1,
    '10月6日 过期',
    '待接收',
    '',
  ),
  row('0939', 'RED', '同一发票号两次入账', 'R11 重复发票', '县交通局', 18_640, 1, '10月9日', '待接收', ''),
  row('0938', 'YELLOW', '同一供应商12个月内中标6次', 'R20 频繁中标', '县卫健局', 2_715_300, 2, '10月9日', '待接收', ''),
  row('0936', 'YELLOW', '固定3家组合共同投标7次', 'R23 陪标', '白石镇', 9_130_000, 2, '10月9日', '初筛', '闻知竹'),
  row('0935', 'YELLOW', '固定3家组合共同投标5次', 'R23 陪标', '南浦镇', 5_204_000, 2, '10月9日', '初筛', '闻知竹'),
  row('0934', 'YELLOW', '合同变更达中标价的23.6%', 'R25 大额变更', '白石镇', 1_147_400, 3, '10月9日', '初筛', '闻知竹'),
  row(
    '0933',
    'BLUE',
    '节假日公务接待2笔，无值班记录',
    'R12 节假日消费',
    '县文旅局',
    3_860,
    3,
    '10月8日',
    '初筛',
    '石守拙',
  ),
  row('0931', 'RED', '3家投标人设备特征码相同', 'R21 围标串标', '白石镇', 4_862_000, 6, '10月9日', '核查中', '闻知竹'),
  row('0930', 'RED', '一次加油92升，油箱容积70升', 'R15 超油箱容量', '县水利局', 698, 6, '10月9日', '核查中', '石守拙'),
  row(
    '0926',
    'YELLOW',
    '村干部亲属受助占比为均值4.1倍',
    'R05 亲属集中',
    '松台乡',
    41_280,
    9,
    '10月6日 过期',
    '核查中',
    '闻知竹',
  ),
  row(
    '0922',
    'YELLOW',
    '单笔报销超50,000元，无集体决策记录',
    'R09 单笔超限',
    '县林业中心',
    86_500,
    11,
    '10月9日',
    '待复核',
    '苏若谷',
  ),
  row(
    '0919',
    'BLUE',
    '许可事项平均用时超承诺1.6倍',
    'R27 超时审批',
    '县住建局',
    null,
    12,
    '10月9日',
    '核查中',
    '石守拙',
  ),
  row(
    '0917',
    'YELLOW',
    '同一收款人7日内拆分报销',
    'R10 拆分报销',
    '县文旅局',
    97_300,
    15,
    '9月30日',
    '核查中',
    '闻知竹',
  ),
  row(
    '0911',
    'YELLOW',
    '12月支出计划占全年46%',
    'R13 三公异常',
    '县文旅局',
    212_000,
    17,
    '9月30日',
    '待复核',
    '苏若谷',
  ),
];

/** A list page with the sample alerts; its data never changes, its controls do work. */
export const Page = () => {
  const format = useFormat();
  const state = useListState({ filters: ['state', 'level', 'unit', 'from', 'to'], sort: 'age' });
  const [told, setTold] = useState('');
  const columns: readonly Column<Row>[] = [
    {
      key: 'level',
      label: '等级',
      width: '5em',
      cell: ({ colour }) => <LevelBadge level={{ colour, label: colour }} short />,
    },
    {
      key: 'title',
      label: '疑点',
      always: true,
      phone: 'headline',
      cell: ({ id, title }) => (
        <Link to="/gallery/thing" title={`YD-2026-${id}`}>
          {title}
        </Link>
      ),
    },
    { key: 'id', label: '编号', width: '4.2em', className: 'dim', cell: ({ id }) => id },
    { key: 'rule', label: '规则', width: '9.2em', className: 'muted', phone: 'off', cell: ({ rule }) => rule },
    { key: 'unit', label: '对象单位', width: '7.4em', cell: ({ unit }) => unit },
    {
      key: 'amount',
      label: '涉及金额（元）',
      width: '7.8em',
      numeric: true,
      sortable: true,
      cell: ({ amountMinor }) => (amountMinor === null ? <span className="dim">无</span> : format.amount(amountMinor)),
    },
    { key: 'age', label: '历时', width: '4.6em', numeric: true, sortable: true, cell: ({ age }) => `${age}日` },
    {
      key: 'asOf',
      label: '数据截至',
      width: '8.8em',
      cell: ({ asOf }) => (asOf.endsWith('过期') ? <b>{asOf}</b> : <span className="muted">{asOf}</span>),
    },
    {
      key: 'state',
      label: '状态',
      width: '5.8em',
      cell: (each) => <StateChip phase={each.phase}>{each.state}</StateChip>,
    },
    { key: 'handler', label: '经办', width: '5.2em', className: 'muted', cell: ({ handler }) => handler },
  ];
  const words = state.q.toLowerCase();
  const items = ROWS.filter(({ title, unit }) => words === '' || title.includes(words) || unit.includes(words));
  return (
    <ListPage
      id="gallery"
      title="疑点"
      note={told === '' ? '规则命中，仅纪检监察人员可见；核实并审定前不是预警' : told}
      state={state}
      result={{
        data: { items, total: 86, totalCapped: false },
        error: null,
        isPending: false,
        isFetching: false,
        refetch: () => undefined,
      }}
      columns={columns}
      searchHint="疑点、单位、首字母、编号"
      views={[
        { label: '全部在办', search: '', count: 86 },
        { label: '待接收', search: 'state=RECEIVED', count: 9 },
        { label: '红色', search: 'level=RED', count: 12 },
      ]}
      filters={[
        {
          kind: 'choice',
          name: 'state',
          label: '状态',
          options: [
            { value: 'RECEIVED', label: '待接收' },
            { value: 'SCREENING', label: '初筛' },
            { value: 'CHECKING', label: '核查中' },
          ],
        },
        {
          kind: 'choice',
          name: 'level',
          label: '等级',
          options: [
            { value: 'RED', label: '红' },
            { value: 'YELLOW', label: '黄' },
            { value: 'BLUE', label: '蓝' },
          ],
        },
        { kind: 'text', name: 'unit', label: '对象单位' },
        { kind: 'days', name: 'from', until: 'to', label: '产生时间' },
      ]}
      rowKey={({ id }) => id}
      rowName={({ title }) => title}
      rowHref={() => '/gallery/thing'}
      rowClass={({ phase }) => (phase === 'waiting' ? 'unread' : undefined)}
      batch={{
        actions: [
          { label: '分派', run: (rows) => setTold(`分派${rows.length}条`) },
          { label: '合并到…', run: (rows) => setTold(`合并${rows.length}条`) },
        ],
        sum: (rows) => `涉及金额合计${format.amount(rows.reduce((sum, each) => sum + (each.amountMinor ?? 0), 0))}元`,
      }}
      onExport={() => Promise.resolve()}
      footNote="标“过期”者数据早于3日，规则结论须按当日数据理解"
    />
  );
};
