import type { ReactNode } from 'react';
import { useText } from '../../text/use-text.ts';
import { StateChip } from '../../ui/badges.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FileLinks } from './file-links.tsx';
import type { Warning } from './queries.ts';
import { useWarningWords } from './warning-words.ts';

type Measure = Warning['measures'][number];
type MeasuresPanelProps = {
  warningId: string;
  measures: readonly Measure[];
  /** What the viewer may do about an open measure. */
  act?: (measure: Measure) => ReactNode;
};

/** Measures with owner, day and evidence. */
export const MeasuresPanel = ({ warningId, measures, act }: MeasuresPanelProps) => {
  const { t } = useText();
  const { day } = useWarningWords();
  if (measures.length === 0) return null;
  return (
    <Panel title={t('warnings:measures.title')} note={t('warnings:measures.note')} flush>
      <DataTable
        label={t('warnings:measures.title')}
        rows={measures}
        rowKey={({ id }) => id}
        columns={[
          { key: 'text', label: t('warnings:measures.what'), phone: 'headline', cell: ({ text }) => text },
          { key: 'owner', label: t('warnings:measures.owner'), width: '5.8em', cell: ({ owner }) => owner },
          {
            key: 'due',
            label: t('warnings:measures.due'),
            width: '6.8em',
            cell: ({ dueOn }) => (dueOn === null ? t('none') : day(dueOn)),
          },
          {
            key: 'evidence',
            label: t('warnings:measures.evidence'),
            width: '11em',
            cell: ({ evidence, evidenceType }) =>
              evidence.length > 0 ? (
                <FileLinks warningId={warningId} files={evidence} />
              ) : (
                <span className="dim">{t('warnings:measures.awaited', { type: evidenceType })}</span>
              ),
          },
          {
            key: 'state',
            label: t('warnings:measures.state'),
            width: '10.4em',
            cell: (measure) =>
              measure.doneOn === null ? (
                (act?.(measure) ?? <StateChip phase="waiting">{t('warnings:measures.open')}</StateChip>)
              ) : (
                <StateChip phase="finished">{t('warnings:measures.done', { date: day(measure.doneOn) })}</StateChip>
              ),
          },
        ]}
      />
    </Panel>
  );
};
