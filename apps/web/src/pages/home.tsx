import { TASK_TABS } from '@qingfeng/contracts/features/tasks/endpoints.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { useTodayWords } from '../features/identity/queries.ts';
import { NoticeLines } from '../features/notices/notice-lines.tsx';
import { noticesQuery } from '../features/notices/queries.ts';
import { DeadlineCalendar } from '../features/tasks/deadline-calendar.tsx';
import { calendarQuery, tasksQuery } from '../features/tasks/queries.ts';
import type { TaskCounts } from '../features/tasks/queries.ts';
import { TaskTable } from '../features/tasks/task-table.tsx';
import { useMe, useToday } from '../http/me.ts';
import { useText } from '../text/use-text.ts';
import { KeyCap } from '../ui/keys.tsx';
import { useListState } from '../ui/list-state.ts';
import type { ListState } from '../ui/list-state.ts';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { Pager } from '../ui/pager.tsx';
import { Panel } from '../ui/panel.tsx';

type Tab = (typeof TASK_TABS)[number];
const PAGE_SIZE = 50;
const NOTICES_SHOWN = 3;

/** 我的待办: what needs me, in the order in which it bites; the calendar of deadlines and the newest notices beside it. */
export const Page = () => {
  const { t } = useText();
  const today = useToday();
  const state = useListState({ filters: ['tab'], size: PAGE_SIZE });
  const tab = TASK_TABS.find((each) => each === state.filters['tab']) ?? 'open';
  const result = useQuery(tasksQuery({ tab, page: state.page, size: state.size }));
  const todayNote = useTodayWords(false);
  return (
    <div className="home">
      <title>{`${t('tasks:title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('tasks:title')}</h1>
        <span className="muted">{useSummary(today, result.data?.counts)}</span>
      </div>
      <section className="home-tasks">
        <TaskTabs tab={tab} counts={result.data?.counts} state={state} />
        <Loaded result={result}>
          {({ items, total, totalCapped, groups }) =>
            items.length === 0 ? (
              <div className="table-box">
                <NoTasks tab={tab} />
              </div>
            ) : (
              <>
                <TaskTable
                  label={t(`tasks:tab.${tab}`)}
                  tasks={items}
                  today={today}
                  todayNote={todayNote}
                  groups={tab === 'open' ? groups : null}
                  done={tab === 'done'}
                  busy={result.isPlaceholderData}
                />
                {(totalCapped || total > items.length) && (
                  <Pager state={state} total={total} totalCapped={totalCapped} />
                )}
              </>
            )
          }
        </Loaded>
      </section>
      <aside className="stack">
        <DeadlineCalendar today={today} />
        <NewNotices today={today} />
        <KeyHints />
      </aside>
    </div>
  );
};

const TaskTabs = ({ tab, counts, state }: { tab: Tab; counts: TaskCounts | undefined; state: ListState }) => {
  const { t } = useText();
  const notes: Partial<Record<Tab, string>> = { soon: t('tasks:tab.soonNote'), done: t('tasks:tab.doneNote') };
  return (
    <nav className="figures" aria-label={t('tasks:title')}>
      {TASK_TABS.map((each) => (
        <button
          key={each}
          type="button"
          aria-current={each === tab ? 'true' : undefined}
          onClick={() => state.set({ tab: each === 'open' ? undefined : each })}
        >
          {t(`tasks:tab.${each}`)}
          <b>{counts?.[each] ?? ''}</b>
          {notes[each] !== undefined && <small>{notes[each]}</small>}
        </button>
      ))}
    </nav>
  );
};

/** What is due today and what has slipped, in a sentence. */
const useSummary = (day: LocalDate, counts: TaskCounts | undefined): string => {
  const { t } = useText();
  const { data } = useQuery(calendarQuery(day));
  const today = data?.days.find((each) => each.day === day)?.due;
  const late = counts?.overdue;
  if (today === undefined || late === undefined) return '';
  if (today > 0) return late > 0 ? t('tasks:note.todayAndLate', { today, late }) : t('tasks:note.today', { today });
  return late > 0 ? t('tasks:note.late', { late }) : t('tasks:note.calm');
};

const NoTasks = ({ tab }: { tab: Tab }) => {
  const { t } = useText();
  if (tab === 'open')
    return (
      <>
        <Empty title={t('tasks:empty.open')} note={t('tasks:empty.openNote')} />
        <Duties />
      </>
    );
  if (tab === 'doing') return <Empty title={t('tasks:empty.doing')} note={t('tasks:empty.doingNote')} />;
  return <Empty title={t(`tasks:empty.${tab}`)} />;
};

/** Everyone inside is a cadre: said only to whom it is all. */
const EVERYDAY = 'CADRE';
/** What there is to read, in the order of the navigation, by the key under which the server offers it. */
const READABLE = [
  'alerts',
  'information',
  'warnings',
  'my-warnings',
  'fact-sheets',
  'catalogue',
  'organisation',
  'recusals',
  'sources',
  'calendar',
  'rules',
  'accounts',
  'notice-runs',
  'audit',
] as const;
const pathOf = (key: (typeof READABLE)[number]): string => (key === 'notice-runs' ? '/notices/runs' : `/${key}`);

/** Nothing waits: what the roles do here, in words, and what may be read meanwhile. */
const Duties = () => {
  const { t } = useText();
  const { roles, nav } = useMe();
  const particular = roles.filter((role) => role !== EVERYDAY);
  return (
    <section className="duties" aria-label={t('duties:title')}>
      <dl className="facts">
        {(particular.length === 0 ? roles : particular).map((role) => (
          <Fragment key={role}>
            <dt>{t(`roles:${role}`)}</dt>
            <dd>{t(`duties:${role}`)}</dd>
          </Fragment>
        ))}
        <dt>{t('duties:read')}</dt>
        <dd>
          {READABLE.filter((key) => nav.includes(key)).map((key) => (
            <Fragment key={key}>
              <Link to={pathOf(key)} className="in-text">
                {t(`nav:${key}`)}
              </Link>
              {' · '}
            </Fragment>
          ))}
          <a href="/" className="in-text">
            {t('duties:publicCatalogue')}
          </a>
        </dd>
      </dl>
    </section>
  );
};

const NewNotices = ({ today }: { today: LocalDate }) => {
  const { t } = useText();
  const result = useQuery(noticesQuery({ tab: 'unread', size: NOTICES_SHOWN }));
  return (
    <Panel title={t('tasks:notices.title')} action={<Link to="/notices">{t('tasks:notices.all')}</Link>} flush>
      <Loaded result={result}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="panel-body dim">{t('tasks:notices.none')}</p>
          ) : (
            <NoticeLines notices={items} today={today} />
          )
        }
      </Loaded>
    </Panel>
  );
};

const KeyHints = () => {
  const { t } = useText();
  return (
    <p className="key-hints no-print">
      <span>
        <KeyCap name="j" /> <KeyCap name="k" /> {t('keys.move')}
      </span>
      <span>
        <KeyCap name="Enter" /> {t('keys.open')}
      </span>
      <span>
        <KeyCap name="?" /> {t('keys.help')}
      </span>
    </p>
  );
};
