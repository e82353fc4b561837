import type { TASK_GROUPS } from '@qingfeng/contracts/features/tasks/endpoints.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Link, useNavigate } from 'react-router';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { LevelBadge } from '../../ui/badges.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column, RowGroup } from '../../ui/data-table.tsx';
import { DeadlineChip, urgencyOf } from '../../ui/deadline.tsx';
import { useRowKeys } from '../../ui/row-keys.ts';
import type { Task, TaskGroups } from './queries.ts';

type Bite = (typeof TASK_GROUPS)[number];

/** When a task bites: the order in which it should be read. */
export const biteOf = ({ dueOn, workingDaysLeft }: Pick<Task, 'dueOn' | 'workingDaysLeft'>): Bite => {
  if (dueOn === null || workingDaysLeft === null) return 'undated';
  const urgency = urgencyOf({ dueOn, workingDaysLeft });
  return urgency === 'calm' ? 'later' : urgency;
};

const useColumns = (today: LocalDate, isDone: boolean): readonly Column<Task>[] => {
  const { t } = useText();
  const wording = useWording();
  const format = useFormat();
  // Two characters in Chinese are a word in English.
  const [levelWidth, kindWidth] = format.language === 'en' ? ['7.4em', '8em'] : ['5.6em', '5.2em'];
  return [
    {
      key: 'level',
      label: t('tasks:column.level'),
      width: levelWidth,
      cell: ({ level }) => (level === null ? null : <LevelBadge level={level} short />),
    },
    {
      key: 'kind',
      label: t('tasks:column.kind'),
      width: kindWidth,
      className: 'muted',
      cell: ({ thingKind }) => wording('things', `kind.${thingKind}`),
    },
    {
      key: 'title',
      label: t('tasks:column.title'),
      phone: 'headline',
      cell: ({ title, href }) => (
        <Link to={href} title={title}>
          {title}
        </Link>
      ),
    },
    {
      key: 'act',
      label: isDone ? t('tasks:column.actDone') : t('tasks:column.act'),
      width: '11em',
      cell: ({ act, onBehalfOf }) => (
        <>
          {wording('things', `act.${act}`)}
          {onBehalfOf !== null && (
            <span className="dim" title={t('tasks:onBehalf', { name: onBehalfOf })}>
              {' '}
              {t('tasks:onBehalf', { name: onBehalfOf })}
            </span>
          )}
        </>
      ),
    },
    { key: 'unit', label: t('tasks:column.unit'), width: '7.7em', className: 'muted', cell: ({ unit }) => unit },
    {
      key: 'dueOn',
      label: isDone ? t('tasks:column.closed') : t('tasks:column.due'),
      width: '13.9em',
      cell: ({ dueOn, workingDaysLeft, closedAt }) => {
        if (isDone) return closedAt === null ? null : format.moment(closedAt, today);
        if (dueOn === null || workingDaysLeft === null) return null;
        return <DeadlineChip deadline={{ dueOn, workingDaysLeft }} today={today} />;
      },
    },
  ];
};

type TaskTableProps = {
  label: string;
  tasks: readonly Task[];
  today: LocalDate;
  /** `10月10日 星期六 · 调休上班`, beside the group of today. */
  todayNote: string;
  /** How many there are of each group, where the rows stand in groups. */
  groups: TaskGroups | null;
  done: boolean;
  busy: boolean;
};

/** Tasks in the order in which they bite; each opens the thing at the step that is mine. */
export const TaskTable = ({ label, tasks, today, todayNote, groups, done, busy }: TaskTableProps) => {
  const { t } = useText();
  const navigate = useNavigate();
  const current = useRowKeys({ rows: tasks, rowKey: ({ id }) => id, onOpen: ({ href }) => void navigate(href) });
  const notes: Readonly<Record<Bite, string>> = {
    late: t('tasks:group.lateNote'),
    today: todayNote,
    soon: t('tasks:group.soonNote'),
    later: '',
    undated: '',
  };
  const groupOf =
    (counts: TaskGroups) =>
    (task: Task): RowGroup => {
      const bite = biteOf(task);
      return { key: bite, label: t(`tasks:group.${bite}`), note: notes[bite], count: counts[bite] };
    };
  return (
    <DataTable
      label={label}
      columns={useColumns(today, done)}
      rows={tasks}
      rowKey={({ id }) => id}
      current={current}
      busy={busy}
      {...(groups === null ? {} : { groupOf: groupOf(groups) })}
    />
  );
};
