import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useState } from 'react';
import { Link } from 'react-router';
import { StateChip } from '../ui/badges.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { LedgerLine } from '../ui/deadline.tsx';
import { FactLine, Panel } from '../ui/panel.tsx';
import { PaperPane } from '../ui/paper-pane.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';
import { LEDGER, TODAY } from './gallery.tsx';

const STAGES = [
  ['拟预警', '9月22日'],
  ['待审定', '9月23日'],
  ['已决定', '9月28日'],
  ['待送达', '9月28日'],
  ['待反馈', '9月29日起'],
  ['审核中'],
  ['整改中'],
  ['回访中'],
  ['待解除'],
  ['已解除'],
  ['已归档'],
].map(([label = '', note]) => ({ key: label, label, note }));

const MEASURES = [
  { what: '停止未经研究的零星工程', who: '程如砥', due: '9月30日', evidence: '审批单等2件', done: true },
  { what: '修订零星工程议事规则并廉洁性评估', who: '骆明渠', due: '10月28日', evidence: '待附', done: false },
];

/** A thing's page with the sample warning. */
export const Page = () => {
  const [told, setTold] = useState('');
  const step = (label: string) => ({ step: label, label, run: () => setTold(label) });
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/gallery/list">预警</Link> / 一事一档 YJ-2026-0041 · 方案“建议质询告知”第2版
        </>
      }
      level={{ colour: 'YELLOW', label: '黄 · 二级 质询' }}
      title="清廉预质〔2026〕7号"
      subtitle={`程如砥 · 县住建局市政建设股股长${told}`}
      state={<StateChip phase="running">待反馈</StateChip>}
      steps={[
        step('登记约谈'),
        { ...step('提醒对象'), primary: true, shortcut: 'r' },
        step('通报'),
        step('转级…'),
        { ...step('解除预警'), why: '还缺回访登记表' },
        { ...step('撤销预警'), danger: true },
      ]}
      life={{ stages: STAGES, current: '待反馈' }}
      ledger={
        <LedgerLine deadline={{ dueOn: '2026-10-14' as LocalDate, workingDaysLeft: 3 }} today={TODAY} days={LEDGER}>
          自送达次日起第7个工作日，因国庆调休（10月1日至7日休息，10月10日上班），至<b>2026年10月14日</b>24:00。
        </LedgerLine>
      }
      aside={
        <PaperPane
          title="廉情预警质询书"
          pages="第1页，共2页"
          links={
            <>
              <a href="#preview">预览</a>
              <a href="#docx">.docx</a>
              <a href="#print">打印</a>
              <a href="#receipt">送达回证</a>
            </>
          }
        >
          <div className="gallery-paper" />
        </PaperPane>
      }
      timeline={
        <Timeline
          items={[
            { key: '7', when: '10月14日 24:00', what: '反馈期限', coming: true },
            { key: '6', when: '10月10日 09:00 · 系统', what: '剩3个工作日，发出提醒（短信不含内容）' },
            { key: '5', when: '10月9日 17:36 · 程如砥', what: '提交答复第1、2项' },
            { key: '4', when: '9月30日 · 预警中心', what: '通报组织部、住建局党组' },
            { key: '3', when: '9月29日 10:30 · 程如砥', what: '签收，起算日' },
            { key: '2', when: '9月28日 · 石守拙', what: '编号、用印，冻结文书' },
            { key: '1', when: '9月28日 · 委员会议', what: '审定为二级质询' },
          ]}
        />
      }
    >
      <FactLine
        facts={[
          { label: '情形', value: 'A-L2-01 违规决策致失误' },
          { label: '证据', value: <Link to="/gallery">5件</Link> },
          { label: '来源', value: <Link to="/gallery/list">疑点YD-2026-0847</Link> },
          { label: '审定', value: '书记、委员会议 9月28日' },
        ]}
      />
      <Panel title="整改措施" note="每项须有责任人、期限、佐证" flush>
        <DataTable
          label="整改措施"
          rows={MEASURES}
          rowKey={({ what }) => what}
          columns={[
            { key: 'what', label: '措施', phone: 'headline', cell: ({ what }) => what },
            { key: 'who', label: '责任人', width: '5.8em', cell: ({ who }) => who },
            { key: 'due', label: '期限', width: '6.8em', cell: ({ due }) => due },
            { key: 'evidence', label: '佐证', width: '8em', cell: ({ evidence }) => evidence },
            {
              key: 'state',
              label: '状态',
              width: '6em',
              cell: ({ done }) => (
                <StateChip phase={done ? 'finished' : 'waiting'}>{done ? '已完成' : '待受理'}</StateChip>
              ),
            },
          ]}
        />
      </Panel>
    </ThingPage>
  );
};
