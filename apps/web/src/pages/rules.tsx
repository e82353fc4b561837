import { BOARD_READERS } from '@qingfeng/contracts/features/rules/board.ts';
import { evaluateRules, exportRules } from '@qingfeng/contracts/features/rules/endpoints.ts';
import type { listRules } from '@qingfeng/contracts/features/rules/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { rulesQuery } from '../features/rules/queries.ts';
import type { RuleRow } from '../features/rules/queries.ts';
import { call } from '../http/call.ts';
import { download } from '../http/download.ts';
import { useMe, useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { LevelBadge, StateChip } from '../ui/badges.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

/** The rule library: what each rule finds, how often it is right, what it could not judge. */
export const Page = () => {
  const { t } = useText();
  const { roles } = useMe();
  const state = useListState({ sort: 'code', size: 50 });
  const [running, setRunning] = useState(false);
  return (
    <>
      <ListPage
        id="rules"
        title={t('rules:title')}
        note={t('rules:note')}
        actions={
          <>
            {BOARD_READERS.some((role) => roles.includes(role)) && (
              <Link to="/rules/board">{t('rules:board.title')}</Link>
            )}
            <Link to="/rules/triage">{t('policy:link')}</Link>
            {roles.includes('RULE_ADMIN') && <Link to="/rules/new">{t('builder:open.new')}</Link>}
            {roles.includes('RULE_ADMIN') && (
              <Button size="small" onClick={() => setRunning(true)}>
                {t('rules:evaluate.run')}
              </Button>
            )}
          </>
        }
        state={state}
        result={useQuery(rulesQuery(state.query as QueryInput<typeof listRules>))}
        columns={useColumns()}
        searchHint={t('rules:search')}
        rowKey={({ code }) => code}
        rowName={({ name }) => name}
        rowHref={({ code }) => `/rules/${code}`}
        onExport={() => download(exportRules, { query: state.query })}
        empty={<Empty title={t('rules:empty')} />}
      />
      <ConfirmDialog
        open={running}
        title={t('rules:evaluate.run')}
        submitLabel={t('rules:evaluate.run')}
        onConfirm={(idempotencyKey) => call(evaluateRules, { idempotencyKey })}
        onClose={() => setRunning(false)}
      >
        {t('rules:evaluate.note')}
      </ConfirmDialog>
    </>
  );
};

const useColumns = (): readonly Column<RuleRow>[] => {
  const { t } = useText();
  const format = useFormat();
  // Two characters in Chinese are a word in English.
  const english = format.language === 'en';
  const today = useToday();
  return [
    {
      key: 'code',
      label: t('rules:column.code'),
      width: '5em',
      sortable: true,
      className: 'muted',
      cell: ({ code }) => code,
    },
    {
      key: 'name',
      label: t('rules:column.name'),
      always: true,
      phone: 'headline',
      cell: ({ code, name, purpose }) => (
        <Link to={`/rules/${code}`} title={purpose}>
          {name}
        </Link>
      ),
    },
    {
      key: 'colours',
      label: t('rules:column.colours'),
      width: english ? '12.4em' : '10em',
      cell: ({ colours }) => (
        <span className="row">
          {colours.map((colour) => (
            <LevelBadge key={colour} level={{ colour, label: t(`level.${colour}`) }} short />
          ))}
        </span>
      ),
    },
    {
      key: 'alerts',
      label: t('rules:column.alerts'),
      width: '6em',
      numeric: true,
      sortable: true,
      cell: ({ code, alerts }) => <Link to={`/alerts?tab=all&rule=${code}`}>{format.number(alerts)}</Link>,
    },
    {
      key: 'open',
      label: t('rules:column.open'),
      width: '5em',
      numeric: true,
      cell: ({ open }) => format.number(open),
    },
    {
      key: 'decided',
      label: t('rules:column.decided'),
      width: '5em',
      numeric: true,
      phone: 'off',
      cell: ({ decided }) => format.number(decided),
    },
    {
      key: 'precisionPermille',
      label: t('rules:column.precision'),
      width: '6.4em',
      numeric: true,
      sortable: true,
      cell: ({ precisionPermille }) =>
        precisionPermille === null ? (
          <span className="dim">{t('rules:few')}</span>
        ) : (
          t('rules:percent', { percent: Math.round(precisionPermille / 10) })
        ),
    },
    {
      key: 'notEvaluable',
      label: t('rules:column.notEvaluable'),
      width: english ? '7.8em' : '6.4em',
      numeric: true,
      cell: ({ notEvaluable }) => format.number(notEvaluable.reduce((sum, { count }) => sum + count, 0)),
    },
    {
      key: 'evaluatedAt',
      label: t('rules:column.evaluated'),
      width: '9em',
      className: 'muted',
      phone: 'off',
      cell: ({ evaluatedAt }) => (evaluatedAt === null ? t('none') : format.moment(evaluatedAt, today)),
    },
    {
      key: 'version',
      label: t('rules:column.version'),
      width: '5.4em',
      className: 'muted',
      phone: 'off',
      cell: ({ publishedVersion }) =>
        publishedVersion === null ? t('none') : t('rules:version', { number: publishedVersion }),
    },
    {
      key: 'state',
      label: t('rules:column.state'),
      width: english ? '6em' : '5em',
      cell: ({ state }) => (
        <StateChip phase={state === 'ACTIVE' ? 'running' : 'waiting'}>{t(`rules:state.${state}`)}</StateChip>
      ),
    },
  ];
};
