import {
  getShadowRun,
  SHADOW_DAYS,
  startShadowRun,
  stopShadowRun,
} from '@qingfeng/contracts/features/rules/shadow-runs.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { addMonths } from '@qingfeng/domain/shared/local-date.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, InputNumber } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Loaded } from '../../ui/page-states.tsx';
import { FactLine, Panel } from '../../ui/panel.tsx';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { useFindingColumns } from './finding-columns.tsx';
import type { RuleVersion } from './version-queries.ts';
import { versionQuery } from './version-queries.ts';

type ShadowRun = ResponseOf<typeof getShadowRun>;

/** The first sweep begins at once and takes seconds; after that there is one a night. */
const ASK_EVERY_MS = 1_500;
const shadowQuery = (id: string) =>
  queryOptions({
    queryKey: ['shadow-runs', id],
    queryFn: ({ signal }) => call(getShadowRun, { params: { id }, signal }),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && data.sweeps.length === 0 && data.endedAt === null ? ASK_EVERY_MS : false,
  });

/** The version beside the one in force: what it would find and raises nothing for. */
export const ShadowPanel = ({ version: { id, shadow, mayShadow } }: { version: RuleVersion }) => {
  const { t } = useText();
  const [starting, setStarting] = useState(false);
  if (shadow === null && !mayShadow) return null;
  return (
    <Panel
      title={t('rules:shadow.title')}
      action={
        mayShadow && (
          <Button size="small" onClick={() => setStarting(true)}>
            {t(shadow === null ? 'rules:shadow.start' : 'rules:shadow.again')}
          </Button>
        )
      }
    >
      {shadow === null ? <p className="caption">{t('rules:shadow.none')}</p> : <Latest runId={shadow.id} />}
      <Start versionId={id} open={starting} onClose={() => setStarting(false)} />
    </Panel>
  );
};

const Latest = ({ runId }: { runId: string }) => (
  <Loaded result={useQuery(shadowQuery(runId))}>{(run) => <RunView run={run} />}</Loaded>
);

const RunView = ({ run }: { run: ShadowRun }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const client = useQueryClient();
  const { id, versionId, since, until, startedBy, endReason, mayStop, live, sweeps } = run;
  const [latest] = sweeps;
  const stop = async (): Promise<void> => {
    client.setQueryData(shadowQuery(id).queryKey, await call(stopShadowRun, { params: { id } }));
    await client.invalidateQueries({ queryKey: versionQuery(versionId).queryKey });
  };
  return (
    <div className="stack">
      <div className="row wrap">
        <span className="caption">
          {t('rules:shadow.period', { since: format.day(since, today), until: format.day(until, today) })}
          {startedBy !== null && ` · ${startedBy}`}
          {` · ${endReason === null ? t('rules:shadow.running') : t(`rules:shadow.${endReason}`)}`}
        </span>
        {mayStop && (
          <Button size="small" className="end" onClick={() => void stop()}>
            {t('rules:shadow.stop')}
          </Button>
        )}
      </div>
      {!live && <p className="caption">{t('rules:shadow.alone')}</p>}
      {latest === undefined ? (
        <p className="muted" role="status">
          {t('rules:shadow.waiting')}
        </p>
      ) : (
        <>
          <FactLine
            facts={(['both', 'onlyShadow', 'onlyLive'] as const).map((name) => ({
              label: t(`rules:shadow.${name}`),
              value: format.number(latest[name]),
            }))}
          />
          <Sweeps sweeps={sweeps} />
          <Differing run={run} />
        </>
      )}
    </div>
  );
};

const Sweeps = ({ sweeps }: { sweeps: ShadowRun['sweeps'] }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  return (
    <DataTable
      label={t('rules:shadow.days')}
      rows={sweeps}
      rowKey={({ on }) => on}
      columns={[
        { key: 'on', label: t('rules:days.on'), phone: 'headline', cell: ({ on }) => format.day(on, today) },
        ...(['both', 'onlyShadow', 'onlyLive', 'fresh'] as const).map((name) => ({
          key: name,
          label: t(`rules:shadow.${name}`),
          width: '9.4em',
          numeric: true,
          cell: (sweep: ShadowRun['sweeps'][number]) => format.number(sweep[name]),
        })),
        {
          key: 'ms',
          label: t('rules:shadow.cost'),
          width: '10em',
          numeric: true,
          phone: 'off',
          cell: ({ shadowMs, liveMs }) => t('rules:shadow.ms', { shadow: shadowMs, live: liveMs }),
        },
      ]}
    />
  );
};

const Differing = ({ run: { examples, hidden } }: { run: ShadowRun }) => {
  const { t } = useText();
  const findingColumns = useFindingColumns();
  if (examples.length === 0) return hidden === 0 ? null : <p className="caption">{t('rules:backTest.masked')}</p>;
  return (
    <DataTable
      label={t('rules:shadow.examples')}
      rows={examples}
      rowKey={({ side, label, from, to, sentence }) => [side, label, from, to, sentence.zh].join(' ')}
      columns={[
        {
          key: 'side',
          label: t('rules:shadow.side'),
          width: '7em',
          cell: ({ side }) => t(`rules:shadow.side.${side}`),
        },
        ...findingColumns,
      ]}
    />
  );
};

type Values = { days: number; since: LocalDate };
const USUAL_DAYS = 14;

const Start = ({ versionId, open, onClose }: { versionId: string; open: boolean; onClose: () => void }) => {
  const { t } = useText();
  const today = useToday();
  const client = useQueryClient();
  const required = [{ required: true, message: t('warnings:required') }];
  return (
    <StepDialog<Values>
      open={open}
      title={t('rules:shadow.start')}
      note={t('rules:shadow.note')}
      submitLabel={t('rules:shadow.start')}
      initialValues={{ days: USUAL_DAYS, since: addMonths(today, -3) }}
      onSubmit={async (body, idempotencyKey) => {
        await call(startShadowRun, { params: { id: versionId }, body, idempotencyKey });
        await client.invalidateQueries({ queryKey: versionQuery(versionId).queryKey });
      }}
      onClose={onClose}
    >
      <Form.Item name="days" label={t('rules:shadow.length')} rules={required}>
        <InputNumber min={SHADOW_DAYS.least} max={SHADOW_DAYS.most} />
      </Form.Item>
      <Form.Item name="since" label={t('rules:shadow.since')} extra={t('rules:shadow.sinceHelp')} rules={required}>
        <DayField />
      </Form.Item>
    </StepDialog>
  );
};
