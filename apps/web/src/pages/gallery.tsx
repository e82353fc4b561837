import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'react-router';
import { NoAnswerError, ProblemError } from '../http/problem.ts';
import { Count, InkBadge, LevelBadge, LevelMark, RiskGrade, StateChip, Tag } from '../ui/badges.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DayField } from '../ui/day-field.tsx';
import { DayByDay, DeadlineChip } from '../ui/deadline.tsx';
import type { LedgerDay } from '../ui/deadline.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { LongJob } from '../ui/long-job.tsx';
import { Empty, Failed, Loading } from '../ui/page-states.tsx';
import { FactLine, KeyValues, Note, Panel } from '../ui/panel.tsx';
import { RefusalNotice } from '../ui/refusal-notice.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { StepDialog } from '../ui/step-dialog.tsx';
import { Timeline } from '../ui/timeline.tsx';

/** The fictional day of all samples: a make-up working Saturday. */
export const TODAY = '2026-10-10' as LocalDate;
const day = (text: string) => `2026-${text}` as LocalDate;

const problem = (status: number, code: string, details = {}) =>
  new ProblemError({ type: '', title: code, status, code, details, requestId: '0199a1f2' });

export const LEDGER: readonly LedgerDay[] = [
  { day: day('09-29'), kind: 'base', count: 0, note: '签收' },
  { day: day('09-30'), kind: 'work', count: 1 },
  ...[1, 2, 3, 4, 5, 6, 7].map((date): LedgerDay => ({
    day: day(`10-0${date}`),
    kind: 'off',
    count: 0,
    note: '国庆节',
  })),
  { day: day('10-08'), kind: 'work', count: 2 },
  { day: day('10-09'), kind: 'work', count: 3 },
  { day: day('10-10'), kind: 'makeup', count: 4 },
  { day: day('10-11'), kind: 'off', count: 0 },
  { day: day('10-12'), kind: 'work', count: 5 },
  { day: day('10-13'), kind: 'work', count: 6 },
  { day: day('10-14'), kind: 'due', count: 7 },
];

/** Every part once, beside the pages that are made of them. For whoever builds pages: what is not here is added here first. */
export const Page = () => (
  <div className="stack">
    <title>部件总表 · 清风</title>
    <div className="page-head">
      <h1>部件总表</h1>
      <span className="muted">tokens.css 定值，parts.css 定形；页面不得自定颜色</span>
      <span className="row end">
        <Link to="/gallery/list">列表页</Link>
        <Link to="/gallery/thing">事项页</Link>
      </span>
    </div>
    <div className="two-columns">
      <Badges />
      <Deadlines />
      <Buttons />
      <Fields />
      <States />
      <Refusals />
      <History />
      <Work />
    </div>
  </div>
);

const Line = ({ children }: { children: ReactNode }) => <div className="row wrap gallery-line">{children}</div>;

const Badges = () => (
  <Panel title="等级、风险、笔色、状态">
    <Line>
      <LevelBadge level={{ colour: 'RED', label: '红' }} />
      <LevelBadge level={{ colour: 'YELLOW', label: '黄 · 二级 质询' }} />
      <LevelBadge level={{ colour: 'BLUE', label: '蓝' }} />
      <LevelMark colour="RED">6</LevelMark>
      <LevelMark colour="YELLOW">21</LevelMark>
      <LevelMark colour="BLUE">26</LevelMark>
    </Line>
    <Line>
      <RiskGrade grade="high" />
      <RiskGrade grade="medium" />
      <RiskGrade grade="low" />
      <span className="caption">与预警等级绝不共用颜色</span>
    </Line>
    <Line>
      <InkBadge ink="self" />
      <InkBadge ink="peer" />
      <InkBadge ink="leader" />
      <InkBadge ink="collective" />
      <InkBadge ink="organisation" />
    </Line>
    <Line>
      <StateChip phase="waiting">待接收</StateChip>
      <StateChip phase="running">核查中</StateChip>
      <StateChip phase="finished">已解除</StateChip>
      <Tag>关键</Tag>
      <Count value={3} />
      <Count value={120} />
    </Line>
  </Panel>
);

const Deadlines = () => (
  <Panel title="期限：轻重用墨，不用色">
    <Line>
      <DeadlineChip deadline={{ dueOn: day('10-22'), workingDaysLeft: 9 }} today={TODAY} />
      <DeadlineChip deadline={{ dueOn: day('10-14'), workingDaysLeft: 3 }} today={TODAY} />
      <DeadlineChip deadline={{ dueOn: TODAY, workingDaysLeft: 0 }} today={TODAY} />
      <DeadlineChip deadline={{ dueOn: day('10-08'), workingDaysLeft: -2 }} today={TODAY} />
    </Line>
    <Line>
      <DeadlineChip deadline={{ dueOn: day('10-22'), workingDaysLeft: 9, stopped: true }} today={TODAY} />
      <DeadlineChip
        deadline={{ dueOn: '2027-01-04' as LocalDate, workingDaysLeft: 60, estimated: true }}
        today={TODAY}
      />
    </Line>
    <DayByDay days={LEDGER.slice(-4)} />
  </Panel>
);

const Buttons = () => {
  const [density, setDensity] = useState<'a' | 'b' | 'c'>('b');
  return (
    <Panel title="按钮">
      <Line>
        <Button type="primary">
          认定成立 <kbd>A</kbd>
        </Button>
        <Button type="primary" disabled>
          停用
        </Button>
        <Button>发核查单</Button>
        <Button danger>撤销预警</Button>
      </Line>
      <Line>
        <Button size="small">导出 .xlsx</Button>
        <button type="button" className="link-button">
          清除
        </button>
        <Segmented
          label="行高"
          value={density}
          options={[
            { value: 'a', label: '紧凑' },
            { value: 'b', label: '标准' },
            { value: 'c', label: '宽松' },
          ]}
          onChange={setDensity}
        />
        <button type="button" className="chip">
          规则
        </button>
        <button type="button" className="chip set">
          状态：在办
        </button>
      </Line>
      <Dialogs />
    </Panel>
  );
};

/** The first try is lost on the way, the second is refused, the third is taken. */
const useUnluckyAct = () => {
  const [tries, setTries] = useState(0);
  return () => {
    setTries(tries + 1);
    if (tries % 3 === 0) return Promise.reject(new NoAnswerError('sample'));
    if (tries % 3 === 1) return Promise.reject(problem(409, 'thing.changed'));
    return Promise.resolve();
  };
};

const Dialogs = () => {
  const [open, setOpen] = useState<'step' | 'confirm' | null>(null);
  const act = useUnluckyAct();
  const close = () => setOpen(null);
  return (
    <Line>
      <Button onClick={() => setOpen('step')}>登记约谈…</Button>
      <Button danger onClick={() => setOpen('confirm')}>
        撤销…
      </Button>
      <StepDialog
        open={open === 'step'}
        title="登记约谈"
        note="登记后通知对象及其单位主要负责人。"
        onSubmit={act}
        onClose={close}
      >
        <Form.Item name="who" label="约谈人" rules={[{ required: true }]}>
          <Select
            options={[
              { value: '石守拙', label: '石守拙' },
              { value: '苏若谷', label: '苏若谷' },
            ]}
          />
        </Form.Item>
        <Form.Item name="what" label="约谈情况" rules={[{ required: true, min: 10 }]}>
          <Input.TextArea rows={4} />
        </Form.Item>
      </StepDialog>
      <ConfirmDialog open={open === 'confirm'} title="撤销预警" danger onConfirm={act} onClose={close}>
        撤销后不能恢复，已送达的文书收回并注明。
      </ConfirmDialog>
    </Line>
  );
};

const Fields = () => {
  const [files, setFiles] = useState<readonly File[]>([]);
  return (
    <Panel title="表单">
      <Form layout="vertical">
        <Form.Item label="责任人" help="姓名或拼音首字母">
          <Input placeholder="姓名或拼音首字母" />
        </Form.Item>
        <Form.Item label="整改期限" validateStatus="error" help="✕ 晚于总期限10月29日。请改早，或先申请延期。">
          <Input defaultValue="2026年11月20日" />
        </Form.Item>
        <Form.Item label="办结日" name="day">
          <DayField />
        </Form.Item>
        <Form.Item label="文号" help="停用，说明原因">
          <Input disabled value="用印时自动编号" />
        </Form.Item>
      </Form>
      <FileDrop
        accept={['.pdf', '.docx', '.jpg']}
        maxBytes={20 * 1024 * 1024}
        multiple
        value={files}
        onChange={setFiles}
      />
    </Panel>
  );
};

const States = () => (
  <Panel title="空、等" flush>
    <Empty
      title="没有待接收的疑点"
      note="最近一次规则运行：今天02:10，命中0。"
      action={<Button size="small">看全部在办</Button>}
    />
    <Loading lines={3} />
    <Failed error={problem(403, 'access.denied')} />
    <Failed error={new NoAnswerError('sample')} onRetry={() => undefined} />
  </Panel>
);

const Refusals = () => (
  <Panel title="错、拒">
    <div className="stack">
      <RefusalNotice error={problem(409, 'thing.changed')} action={<Button size="small">比对后再存</Button>} />
      <RefusalNotice
        error={problem(403, 'access.denied', { missing: ['回访登记表1份', '第4项整改佐证'] })}
        action={<Link to="/gallery">去登记回访</Link>}
      />
      <RefusalNotice error={problem(500, 'internal')} />
      <Note>按计划，本周五前完成回访。</Note>
    </div>
  </Panel>
);

const History = () => (
  <Panel title="经过" note="虚圈未到，实点最近，空圈已过" action={<Link to="/gallery">全部</Link>}>
    <Timeline
      items={[
        { key: '4', when: '10月14日 24:00', what: '反馈期限', coming: true },
        { key: '3', when: '10月9日 17:36 · 程如砥', what: '提交答复第1、2项' },
        { key: '2', when: '9月29日 10:30 · 程如砥', what: '签收，起算日' },
        { key: '1', when: '9月28日 · 石守拙', what: '编号、用印，冻结文书' },
      ]}
    />
  </Panel>
);

const Work = () => (
  <Panel title="长任务与事实">
    <div className="stack">
      <LongJob
        title="导入补贴发放表"
        job={{ state: 'running', percent: 61, accepted: 12_840, rejected: 17 }}
        onCancel={() => undefined}
      />
      <KeyValues
        facts={[
          { label: '承办', value: '第二纪检监察室' },
          { label: '来源', value: '疑点YD-2026-0847' },
        ]}
      />
      <FactLine
        facts={[
          { label: '情形', value: 'A-L2-01 违规决策致失误' },
          { label: '证据', value: '5件' },
          { label: '审定', value: '书记、委员会议 9月28日' },
        ]}
      />
    </div>
  </Panel>
);
