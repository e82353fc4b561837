import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ruleBoardQuery } from '../features/rules/queries.ts';
import type { RuleBoard } from '../features/rules/queries.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import type { Column } from '../ui/data-table.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { Panel } from '../ui/panel.tsx';

type Month = RuleBoard['months'][number];
type Rule = RuleBoard['rules'][number];
type Load = NonNullable<RuleBoard['workload']>[number];

/** How often rules are right and who has how much to do, so that a bad rule or a pile is seen before it hurts. */
export const Page = () => {
  const { t } = useText();
  const result = useQuery(ruleBoardQuery);
  const numbers = useNumbers();
  const { months, rules, workload } = useColumns();
  return (
    <>
      <title>{`${t('rules:board.title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('rules:board.title')}</h1>
        <span className="muted">{t('rules:board.note')}</span>
        <span className="row wrap end">
          <Link to="/rules">{t('rules:title')}</Link>
        </span>
      </div>
      <Loaded result={result}>
        {(board) => (
          <div className="stack">
            {board.workload !== null && (
              <Panel title={t('rules:board.workload')} note={t('rules:board.workloadNote')} flush>
                {board.workload.length === 0 ? (
                  <Empty title={t('rules:board.workloadEmpty')} />
                ) : (
                  <DataTable
                    label={t('rules:board.workload')}
                    columns={workload}
                    rows={board.workload}
                    rowKey={({ handler }) => handler?.id ?? ''}
                  />
                )}
              </Panel>
            )}
            <Panel title={t('rules:board.rules')} note={t('rules:board.rulesNote')} flush>
              {board.rules.length === 0 ? (
                <Empty title={t('rules:board.rulesEmpty')} />
              ) : (
                <DataTable
                  label={t('rules:board.rules')}
                  columns={[...rules, ...numbers]}
                  rows={board.rules}
                  rowKey={({ code }) => code}
                />
              )}
            </Panel>
            <Panel title={t('rules:board.months')} note={t('rules:board.monthsNote')} flush>
              <DataTable
                label={t('rules:board.months')}
                columns={[...months, ...numbers]}
                rows={board.months.toReversed()}
                rowKey={({ month }) => month}
              />
            </Panel>
          </div>
        )}
      </Loaded>
    </>
  );
};

const useCount = () => {
  const format = useFormat();
  return (count: number): ReactNode => (count === 0 ? <span className="dim">0</span> : format.number(count));
};

/** Columns that months and rules share: what was judged, how, and how often it was right. */
const useNumbers = (): readonly Column<Month | Rule>[] => {
  const { t } = useText();
  const count = useCount();
  const verdict = (key: 'confirmed' | 'untrue' | 'lawful' | 'ruleFault'): Column<Month | Rule> => ({
    key,
    label: t(`rules:board.${key}`),
    width: '6em',
    numeric: true,
    cell: (row) => count(row[key]),
  });
  return [
    verdict('confirmed'),
    verdict('untrue'),
    verdict('lawful'),
    verdict('ruleFault'),
    {
      key: 'precision',
      label: t('rules:column.precision'),
      width: '6.4em',
      numeric: true,
      cell: ({ precisionPermille }) =>
        precisionPermille === null ? (
          <span className="dim">{t('rules:few')}</span>
        ) : (
          t('rules:percent', { percent: Math.round(precisionPermille / 10) })
        ),
    },
  ];
};

const useColumns = (): {
  readonly months: readonly Column<Month>[];
  readonly rules: readonly Column<Rule>[];
  readonly workload: readonly Column<Load>[];
} => {
  const { t } = useText();
  const count = useCount();
  const days = (value: number | null): ReactNode =>
    value === null ? <span className="dim">{t('none')}</span> : t('rules:board.days', { days: value });
  const received = { key: 'received', label: t('rules:board.received'), width: '6em', numeric: true } as const;
  const open = { key: 'open', label: t('rules:column.open'), width: '5em', numeric: true } as const;
  return {
    months: [
      { key: 'month', label: t('rules:board.month'), phone: 'headline', cell: ({ month }) => month },
      { ...received, cell: (row) => count(row.received) },
    ],
    rules: [
      {
        key: 'name',
        label: t('rules:column.name'),
        phone: 'headline',
        cell: ({ code, name }) => <Link to={`/rules/${code}`}>{`${code} ${name}`}</Link>,
      },
      { ...received, cell: (row) => count(row.received) },
      { ...open, cell: (row) => count(row.open) },
      {
        key: 'medianDays',
        label: t('rules:board.medianDays'),
        width: '10em',
        numeric: true,
        cell: ({ medianDays }) => days(medianDays),
      },
    ],
    workload: [
      {
        key: 'handler',
        label: t('rules:board.handler'),
        phone: 'headline',
        cell: ({ handler }) => handler?.name ?? <Link to="/alerts?tab=untaken">{t('rules:board.nobody')}</Link>,
      },
      { ...open, cell: (row) => count(row.open) },
      {
        key: 'overdue',
        label: t('rules:board.overdue'),
        width: '5em',
        numeric: true,
        cell: ({ overdue }) => count(overdue),
      },
      {
        key: 'oldest',
        label: t('rules:board.oldest'),
        width: '6em',
        numeric: true,
        cell: ({ oldestDays }) => days(oldestDays),
      },
      {
        key: 'judged',
        label: t('rules:board.judged'),
        width: '9em',
        numeric: true,
        cell: ({ judged }) => count(judged),
      },
    ],
  };
};
