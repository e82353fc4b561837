import { exportRejectedRows } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { listRejectedRows } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { useQuery } from '@tanstack/react-query';
import { download } from '../../http/download.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { ExportButton } from '../../ui/export-button.tsx';
import { useListState } from '../../ui/list-state.ts';
import { Empty, Loaded } from '../../ui/page-states.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Note, Panel } from '../../ui/panel.tsx';
import { rejectedQuery } from './queries.ts';
import type { Batch, RejectedRow } from './queries.ts';
import { useSourceWords } from './source-words.ts';

/** The rows that were not taken: where, what is wrong, what stood there, and how to send only these again. */
export const RejectedPanel = ({ batch }: { batch: Batch }) => {
  const { t } = useText();
  const format = useFormat();
  const state = useListState({ filters: ['reason'] });
  const result = useQuery(rejectedQuery(batch.id, state.query as QueryInput<typeof listRejectedRows>));
  const columns = useColumns(batch);
  const inCells = batch.format === 'CSV' || batch.format === 'XLSX';
  const { fieldOf } = useSourceWords();
  const blank = FIELDS[batch.kind].flatMap(({ name, secret }) => (secret === null ? [] : [fieldOf(batch.kind, name)]));
  return (
    <Panel
      title={t('sources:rejected.title')}
      note={t('sources:rejected.note', {
        count: batch.counts.rejected,
        formatted: format.number(batch.counts.rejected),
      })}
      {...(inCells
        ? {
            action: (
              <ExportButton
                label={t('sources:rejected.download')}
                asksReason
                onExport={(reason) => download(exportRejectedRows, { params: { id: batch.id }, query: { reason } })}
              />
            ),
          }
        : {})}
      flush
    >
      <div className="panel-body stack">
        <Note>
          {t(inCells ? 'sources:rejected.howTo' : 'sources:rejected.howToOcds')}
          {inCells &&
            blank.length > 0 &&
            t('sources:rejected.blank', { fields: blank.join(format.language === 'en' ? ', ' : '、') })}
        </Note>
        <Reasons batch={batch} chosen={state.filters['reason']} onChoose={(reason) => state.set({ reason })} />
      </div>
      <Loaded result={result}>
        {({ items, total, totalCapped }) =>
          items.length === 0 ? (
            <Empty title={t('sources:rejected.empty')} />
          ) : (
            <>
              <DataTable
                label={t('sources:rejected.title')}
                columns={columns}
                rows={items}
                rowKey={({ line }) => String(line)}
                busy={result.isPlaceholderData}
              />
              <Pager state={state} total={total} totalCapped={totalCapped} />
            </>
          )
        }
      </Loaded>
    </Panel>
  );
};

type ReasonsProps = {
  batch: Batch;
  chosen: string | undefined;
  onChoose: (reason: string | undefined) => void;
};

/** How many rows for each reason; one chosen narrows the list. */
const Reasons = ({ batch, chosen, onChoose }: ReasonsProps) => {
  const { t } = useText();
  const { fieldOf, ruledBy } = useSourceWords();
  return (
    <ul className="reasons" aria-label={t('sources:batch.reasons')}>
      {batch.reasons.map(({ reason, field, heading, rule, rows }) => (
        <li key={`${reason} ${field ?? ''}`}>
          <button
            type="button"
            className="link-button"
            aria-pressed={chosen === reason}
            onClick={() => onChoose(chosen === reason ? undefined : reason)}
          >
            {field === null ? '' : `${heading ?? fieldOf(batch.kind, field)} `}
            {t(`sources:reason.${reason}`)}
            {ruledBy(rule)}
          </button>{' '}
          <span className="dim">{t('sources:batch.reasonRows', { count: rows })}</span>
        </li>
      ))}
    </ul>
  );
};

const useColumns = (batch: Batch): readonly Column<RejectedRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const { fieldOf, ruledBy } = useSourceWords();
  return [
    {
      key: 'line',
      label: t(batch.format === 'CSV' || batch.format === 'XLSX' ? 'sources:rejected.line' : 'sources:rejected.entry'),
      width: '6em',
      numeric: true,
      phone: 'headline',
      cell: ({ line }) => format.number(line),
    },
    {
      key: 'fault',
      label: t('sources:rejected.fault'),
      className: 'wrap',
      cell: ({ faults }) => (
        <ul className="faults">
          {faults.map(({ reason, field, heading, rule }) => (
            <li key={`${reason} ${field ?? ''}`}>
              {field !== null && <b>{heading ?? fieldOf(batch.kind, field)} </b>}
              {t(`sources:reason.${reason}`)}
              {ruledBy(rule)}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'value',
      label: t('sources:rejected.value'),
      width: '18em',
      className: 'wrap muted',
      cell: ({ faults }) => (
        <ul className="faults">
          {faults.map(({ reason, field, value }) => (
            <li key={`${reason} ${field ?? ''}`} className="cut" title={value ?? undefined}>
              {value === null || value === '' ? t('sources:none') : value}
            </li>
          ))}
        </ul>
      ),
    },
  ];
};
