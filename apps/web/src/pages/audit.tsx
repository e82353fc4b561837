import { requestAuditExport } from '@qingfeng/contracts/features/audit/endpoints.ts';
import type { listEvents } from '@qingfeng/contracts/features/audit/endpoints.ts';
import type { BodyInput, QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useEventWord } from '../features/audit/event-word.ts';
import { useExportScope } from '../features/audit/export-queries.ts';
import { eventsQuery } from '../features/audit/queries.ts';
import type { AuditEvent } from '../features/audit/queries.ts';
import { call } from '../http/call.ts';
import { useMe } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { useWording } from '../text/wording.ts';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { FilterChip } from '../ui/filter-chip.tsx';
import type { Filter } from '../ui/filter-chip.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { StepDialog } from '../ui/step-dialog.tsx';

const PAGE_SIZE = 50;
/** Kinds one looks for most; any event's word can stand in the address. */
const KINDS = ['account', 'account-request', 'session', 'warning', 'information'] as const;

/** The record, for the audit administrator: latest first, walked backwards by id since it grows while one reads. */
export const Page = () => {
  const { t } = useText();
  const state = useListState({ filters: ['actor', 'type', 'from', 'to', 'thingId', 'before'] });
  const { before, ...filters } = state.filters;
  const query = { ...filters, size: PAGE_SIZE, ...(before !== undefined && { before }) } as QueryInput<
    typeof listEvents
  >;
  const result = useQuery(eventsQuery(query));
  const { type, ...rest } = filters;
  const asked = { ...rest, ...(type !== undefined && { type: type.split(',') }) } as BodyInput<
    typeof requestAuditExport
  >['filters'];
  const scopeOf = useExportScope();
  const navigate = useNavigate();
  const [exporting, setExporting] = useState(false);
  const columns = useColumns();
  // Another condition starts again at the latest.
  const narrowing = {
    ...state,
    set: (change: Parameters<typeof state.set>[0]) => state.set({ ...change, before: undefined }),
  };
  const chips: readonly Filter[] = [
    { kind: 'text', name: 'actor', label: t('audit:filter.actor') },
    {
      kind: 'choice',
      name: 'type',
      label: t('audit:filter.type'),
      options: KINDS.map((kind) => ({ value: `${kind}.`, label: t(`audit:kind.${kind}`) })),
    },
    { kind: 'days', name: 'from', until: 'to', label: t('audit:filter.days') },
    { kind: 'text', name: 'thingId', label: t('audit:filter.thing') },
  ];
  return (
    <div className="list-page">
      <title>{`${t('audit:title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('audit:title')}</h1>
        <span className="muted">{t('audit:note')}</span>
        <span className="row end">
          <Link to="/audit/exports">{t('audit:export.list')}</Link>
          <Button size="small" onClick={() => setExporting(true)}>
            {t('audit:export.ask')}
          </Button>
        </span>
      </div>
      <div className="filters">
        {chips.map((filter) => (
          <FilterChip key={filter.name} filter={filter} state={narrowing} />
        ))}
      </div>
      <Loaded result={result}>
        {({ items, next }) =>
          items.length === 0 ? (
            <div className="panel">
              <Empty title={t('audit:empty')} />
            </div>
          ) : (
            <>
              <DataTable
                label={t('audit:title')}
                columns={columns}
                rows={items}
                rowKey={({ id }) => id}
                busy={result.isPlaceholderData}
              />
              <div className="pager">
                <span>{t('audit:shown', { count: items.length })}</span>
                <span className="pager-pages">
                  <button
                    type="button"
                    disabled={before === undefined}
                    onClick={() => state.set({ before: undefined })}
                  >
                    {t('audit:latest')}
                  </button>
                  <button
                    type="button"
                    disabled={next === null}
                    onClick={() => state.set({ before: next ?? undefined })}
                  >
                    {t('audit:earlier')}
                  </button>
                </span>
              </div>
            </>
          )
        }
      </Loaded>
      <StepDialog<{ reason: string }>
        open={exporting}
        title={t('audit:export.title')}
        note={
          <>
            {t('audit:export.askNote')}
            <br />
            {t('audit:export.scope')} {scopeOf(asked)}
          </>
        }
        submitLabel={t('audit:export.ask')}
        onSubmit={async ({ reason }, idempotencyKey) => {
          const { id } = await call(requestAuditExport, { body: { reason, filters: asked }, idempotencyKey });
          void navigate(`/audit/exports/${id}`);
        }}
        onClose={() => setExporting(false)}
      >
        <Form.Item
          name="reason"
          label={t('audit:export.reason')}
          extra={t('audit:export.reasonHelp')}
          rules={[{ required: true, whitespace: true, message: t('accounts:required') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      </StepDialog>
    </div>
  );
};

const useColumns = (): readonly Column<AuditEvent>[] => {
  const { t } = useText();
  const wording = useWording();
  const eventWord = useEventWord();
  const format = useFormat();
  const today = useMe().today as LocalDate;
  return [
    {
      key: 'at',
      label: t('audit:column.at'),
      width: '10em',
      cell: ({ at }) => <time title={at}>{format.moment(at, today)}</time>,
    },
    {
      key: 'actor',
      label: t('audit:column.actor'),
      width: '14em',
      phone: 'headline',
      cell: ({ actor, system, onBehalfOf }) => (
        <>
          {actor === null ? t(system ? 'audit:system' : 'audit:visitor') : actor.name}
          {actor !== null && <span className="dim"> {actor.login}</span>}
          {onBehalfOf !== null && <span className="dim"> {t('audit:onBehalf', { name: onBehalfOf })}</span>}
        </>
      ),
    },
    {
      key: 'event',
      label: t('audit:column.event'),
      width: '20em',
      cell: ({ type }) => (
        <>
          {eventWord(type)} <span className="dim">{type}</span>
        </>
      ),
    },
    {
      key: 'thing',
      label: t('audit:column.thing'),
      width: '12em',
      phone: 'off',
      className: 'muted',
      cell: ({ thingKind, thingId }) => (
        <span title={thingId}>
          {wording('things', `kind.${thingKind}`)} {thingId.slice(-8)}
        </span>
      ),
    },
    {
      key: 'body',
      label: t('audit:column.body'),
      phone: 'off',
      className: 'muted',
      cell: ({ body, reason }) => [bodyOf(body), reason ?? ''].filter((part) => part !== '').join('，'),
    },
  ];
};

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{4}([\da-f]{8})/g;

/** Codes and numbers of an event in one line; what is empty is left out, ids are cut to their end. */
const bodyOf = (body: AuditEvent['body']): string =>
  Object.entries(body)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('，')
    .replaceAll(UUID, '$1');
