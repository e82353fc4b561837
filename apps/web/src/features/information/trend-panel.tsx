import { Suspense, lazy, useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Information } from './queries.ts';

const TrendChart = lazy(async () => ({ default: (await import('./trend-chart.tsx')).TrendChart }));

/** Records of the subject by month beside the median of its kind: drawn, and as a table. */
export const TrendPanel = ({ trend }: { trend: Information['trend'] }) => {
  const { t } = useText();
  const [shape, setShape] = useState<'chart' | 'table'>('chart');
  if (!trend.some(({ value }) => value > 0)) return null;
  const values = trend.map(({ value }) => value);
  return (
    <Panel
      title={t('information:trend.title')}
      note={t('information:trend.note')}
      action={
        <Segmented
          label={t('information:trend.title')}
          value={shape}
          options={(['chart', 'table'] as const).map((value) => ({ value, label: t(`information:trend.${value}`) }))}
          onChange={setShape}
        />
      }
      flush={shape === 'table'}
    >
      {shape === 'chart' ? (
        <Suspense fallback={<div className="chart" />}>
          <TrendChart
            trend={trend}
            label={t('information:trend.aria', {
              total: values.reduce((sum, value) => sum + value, 0),
              most: Math.max(...values),
            })}
          />
        </Suspense>
      ) : (
        <DataTable
          label={t('information:trend.title')}
          rows={trend}
          rowKey={({ month }) => month}
          columns={[
            { key: 'month', label: t('information:trend.month'), phone: 'headline', cell: ({ month }) => month },
            { key: 'value', label: t('information:trend.subject'), numeric: true, cell: ({ value }) => value },
            { key: 'peer', label: t('information:trend.peer'), numeric: true, cell: ({ peer }) => peer ?? t('none') },
          ]}
        />
      )}
    </Panel>
  );
};
