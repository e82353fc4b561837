import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useText } from '../../text/use-text.ts';
import type { Information } from './queries.ts';

register([LineChart, GridComponent, AriaComponent, SVGRenderer]);

/** Half a line of the names at the ends. */
const LABEL_SHIFT = 8;

type TrendChartProps = { trend: Information['trend']; label: string };

/** Two lines named at their ends; colours are the tokens', so that the wall and large type follow. */
export const TrendChart = ({ trend, label }: TrendChartProps) => {
  const { t } = useText();
  const ref = useRef<HTMLDivElement>(null);
  const [subject, peer] = [t('information:trend.subject'), t('information:trend.peer')];
  useEffect(() => {
    const box = ref.current;
    if (box === null) return undefined;
    const chart = init(box, null, { renderer: 'svg' });
    const token = (name: string): string => getComputedStyle(box).getPropertyValue(name).trim();
    // Two names at ends that meet would lie on one another: each keeps to its own side of the line.
    const last = trend.at(-1);
    const apart = last !== undefined && last.value >= (last.peer ?? 0) ? LABEL_SHIFT : -LABEL_SHIFT;
    const font = { fontFamily: token('--sans'), fontSize: 12 };
    const line = (name: string, data: (number | null)[], colour: string, width: number, shift: number) => ({
      type: 'line' as const,
      name,
      data,
      showSymbol: false,
      animation: false,
      lineStyle: { color: colour, width },
      itemStyle: { color: colour },
      endLabel: { show: true, formatter: `${name} {c}`, color: colour, offset: [0, shift], ...font },
    });
    chart.setOption({
      textStyle: font,
      grid: { left: 8, right: 76, top: 12, bottom: 4, containLabel: true },
      xAxis: {
        type: 'category',
        data: trend.map(({ month }) => month),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: token('--line-strong') } },
        axisLabel: { color: token('--ink-3'), ...font },
      },
      yAxis: {
        type: 'value',
        min: 0,
        minInterval: 1,
        splitLine: { lineStyle: { color: token('--chart-grid') } },
        axisLabel: { color: token('--ink-3'), ...font },
      },
      series: [
        line(
          peer,
          trend.map((month) => month.peer),
          token('--ink-3'),
          1.5,
          apart,
        ),
        line(
          subject,
          trend.map(({ value }) => value),
          token('--chart-1'),
          2,
          -apart,
        ),
      ],
    });
    const size = new ResizeObserver(() => chart.resize());
    size.observe(box);
    return () => {
      size.disconnect();
      chart.dispose();
    };
  }, [trend, subject, peer]);
  return <div ref={ref} className="chart" role="img" aria-label={label} />;
};
