import type { listAuditExports } from '@qingfeng/contracts/features/audit/endpoints.ts';
import { exportAuditExports } from '@qingfeng/contracts/features/audit/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { AUDIT_EXPORT_STATES } from '@qingfeng/domain/features/audit/audit-export.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { auditExportsQuery, phaseOfExport, useExportScope } from '../features/audit/export-queries.ts';
import { download } from '../http/download.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import { ListPage } from '../ui/list-page.tsx';
import { useListState } from '../ui/list-state.ts';
import { Empty } from '../ui/page-states.tsx';

/** Exports of the record that were asked for, and what became of them. */
export const Page = () => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const scopeOf = useExportScope();
  const state = useListState({ filters: ['state'], sort: '-requestedAt' });
  const result = useQuery(auditExportsQuery(state.query as QueryInput<typeof listAuditExports>));
  return (
    <ListPage
      id="audit-exports"
      title={t('audit:export.list')}
      note={t('audit:export.listNote')}
      state={state}
      result={result}
      columns={[
        {
          key: 'scope',
          label: t('audit:export.scope'),
          always: true,
          phone: 'headline',
          cell: ({ id, filters }) => <Link to={`/audit/exports/${id}`}>{scopeOf(filters)}</Link>,
        },
        { key: 'reason', label: t('audit:export.reason'), width: '16em', phone: 'named', cell: ({ reason }) => reason },
        {
          key: 'state',
          label: t('audit:export.state'),
          width: '8em',
          cell: ({ state: at }) => <StateChip phase={phaseOfExport(at)}>{t(`audit:export.state.${at}`)}</StateChip>,
        },
        {
          key: 'requestedAt',
          label: t('audit:export.requested'),
          width: '14em',
          sortable: true,
          className: 'muted',
          cell: ({ requestedAt, requestedBy }) => [format.moment(requestedAt, today), requestedBy].join(' · '),
        },
      ]}
      filters={[
        {
          kind: 'choice',
          name: 'state',
          label: t('audit:export.state'),
          options: AUDIT_EXPORT_STATES.map((value) => ({ value, label: t(`audit:export.state.${value}`) })),
        },
      ]}
      rowKey={({ id }) => id}
      rowName={({ filters }) => scopeOf(filters)}
      rowHref={({ id }) => `/audit/exports/${id}`}
      rowClass={({ state: at }) => (phaseOfExport(at) === 'finished' ? 'dim' : undefined)}
      exportAsksReason
      onExport={(reason) => download(exportAuditExports, { query: { ...state.query, reason } })}
      empty={<Empty title={t('audit:export.none')} />}
    />
  );
};
