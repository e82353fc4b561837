import type { getBatch } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { Link } from 'react-router';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useReason } from './reason.ts';

type Batch = ResponseOf<typeof getBatch>;

/** What the rules made of a delivery: findings, and what they could not judge and why. */
export const JudgedPanel = ({ judged, kind }: { judged: NonNullable<Batch['judged']>; kind: Batch['kind'] }) => {
  const { t } = useText();
  const format = useFormat();
  const reasonOf = useReason();
  const telling = judged.filter(({ hits, notEvaluable }) => hits > 0 || notEvaluable.length > 0);
  return (
    <Panel
      title={t('sources:judged.title')}
      note={t('sources:judged.note', { rules: judged.length, clean: judged.length - telling.length })}
      flush
    >
      <DataTable
        label={t('sources:judged.title')}
        rows={telling}
        rowKey={({ code }) => code}
        columns={[
          { key: 'code', label: t('rules:column.code'), width: '5em', className: 'muted', cell: ({ code }) => code },
          {
            key: 'name',
            label: t('rules:column.name'),
            phone: 'headline',
            cell: ({ code, name }) => <Link to={`/rules/${code}`}>{name}</Link>,
          },
          {
            key: 'hits',
            label: t('sources:judged.hits'),
            width: '6em',
            numeric: true,
            cell: ({ code, hits }) =>
              hits === 0 ? '0' : <Link to={`/alerts?tab=all&rule=${code}`}>{format.number(hits)}</Link>,
          },
          {
            key: 'notEvaluable',
            label: t('rules:column.notEvaluable'),
            width: '22em',
            cell: ({ notEvaluable }) =>
              notEvaluable.map(({ reason, count }) => `${reasonOf(reason, kind)} ${format.number(count)}`).join('、'),
          },
        ]}
      />
    </Panel>
  );
};
