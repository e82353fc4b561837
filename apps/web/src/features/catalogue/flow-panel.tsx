import { useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { Empty } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Content } from './queries.ts';

type Steps = Content['steps'];
const SHAPES = ['chart', 'table'] as const;

/** How the power runs: lanes by post, key and weak steps marked; the table says the same. */
export const FlowPanel = ({ steps }: { steps: Steps }) => {
  const { t } = useText();
  const [shape, setShape] = useState<(typeof SHAPES)[number]>('chart');
  const days = steps.reduce((all, step) => all + (step.days ?? 0), 0);
  if (steps.length === 0)
    return (
      <Panel title={t('catalogue:flow.title')}>
        <Empty title={t('catalogue:flow.none')} />
      </Panel>
    );
  return (
    <Panel
      title={t('catalogue:flow.title')}
      note={t('catalogue:flow.note', { count: steps.length, days })}
      flush
      action={
        <Segmented
          label={t('catalogue:flow.title')}
          value={shape}
          options={SHAPES.map((value) => ({ value, label: t(`catalogue:flow.${value}`) }))}
          onChange={setShape}
        />
      }
    >
      {shape === 'chart' ? <Chart steps={steps} /> : <Table steps={steps} />}
      <p className="flow-legend">
        <span>
          <i className="flow-key" aria-hidden="true" /> {t('catalogue:flow.key')}
        </span>
        <span>
          <b className="flow-weak">{t('catalogue:flow.weakMark')}</b> {t('catalogue:flow.weak')}
        </span>
      </p>
    </Panel>
  );
};

/** Pixels: a step's box, and the place it stands in. */
const [BOX, HIGH, PLACE, LANE, NAMES] = [118, 44, 150, 84, 96];
/** Characters that fit into a box and beside a lane; the whole name is the title. */
const [MOST, MOST_POST] = [8, 7];

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const Chart = ({ steps }: { steps: Steps }) => {
  const { t } = useText();
  const postOf = ({ post }: Steps[number]): string => post ?? t('catalogue:flow.noPost');
  const lanes = [...new Set(steps.map(postOf))];
  const placeOf = (step: Steps[number], index: number) => ({
    x: NAMES + index * PLACE,
    y: lanes.indexOf(postOf(step)) * LANE + (LANE - HIGH) / 2,
  });
  const [width, height] = [NAMES + steps.length * PLACE, lanes.length * LANE];
  return (
    <div className="flow-chart" tabIndex={0} role="img" aria-label={steps.map(({ name }) => name).join(' → ')}>
      <svg width={width} height={height} viewBox={`0 0 ${String(width)} ${String(height)}`} aria-hidden="true">
        <defs>
          <marker id="flow-arrow" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">
            <path d="M0 0.5 8 4 0 7.5Z" />
          </marker>
        </defs>
        {lanes.map((post, index) => (
          <g key={post}>
            <title>{post}</title>
            <rect className="flow-lane" x="0" y={index * LANE} width={width} height={LANE} data-odd={index % 2 === 1} />
            <text className="flow-post" x="12" y={index * LANE + LANE / 2 + 4}>
              {cut(post, MOST_POST)}
            </text>
          </g>
        ))}
        {steps.map((step, index) => {
          const { x, y } = placeOf(step, index);
          const next = steps[index + 1];
          return (
            <g key={index}>
              <title>{step.name}</title>
              {next !== undefined && <path className="flow-line" d={lineTo({ x, y }, placeOf(next, index + 1))} />}
              <rect className="flow-box" x={x} y={y} width={BOX} height={HIGH} rx="4" />
              {step.key && <rect className="flow-key" x={x} y={y} width="5" height={HIGH} />}
              <text className="flow-name" x={x + BOX / 2} y={y + (step.days === null ? 27 : 19)}>
                {cut(step.name, MOST)}
              </text>
              {step.days !== null && (
                <text className="flow-days" x={x + BOX / 2} y={y + 36}>
                  {t('catalogue:flow.day', { days: step.days })}
                </text>
              )}
              {step.weak && (
                <g className="flow-weak">
                  <rect x={x + 8} y={y + HIGH - 9} width="20" height="17" rx="3" />
                  <text x={x + 18} y={y + HIGH + 4}>
                    {t('catalogue:flow.weakMark')}
                  </text>
                </g>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
};

type Point = { readonly x: number; readonly y: number };

/** From the right edge of one box to the left edge of the next, with a bend half way where the lane changes. */
const lineTo = (from: Point, to: Point): string => {
  const [start, end, bend] = [from.x + BOX, to.x - 1, (from.x + BOX + to.x) / 2];
  const [y, lower] = [from.y + HIGH / 2, to.y + HIGH / 2];
  return `M${String(start)} ${String(y)}H${String(bend)}V${String(lower)}H${String(end)}`;
};

const Table = ({ steps }: { steps: Steps }) => {
  const { t } = useText();
  return (
    <table className="flow-table">
      <thead>
        <tr>
          <th scope="col">{t('catalogue:flow.step')}</th>
          <th scope="col">{t('catalogue:flow.post')}</th>
          <th scope="col">{t('catalogue:flow.days')}</th>
          <th scope="col">{t('catalogue:flow.marks')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step, index) => (
          <tr key={index}>
            <td>
              {index + 1}. {step.name}
              {step.note !== null && <span className="caption"> {step.note}</span>}
            </td>
            <td>{step.post ?? <span className="dim">{t('catalogue:flow.noPost')}</span>}</td>
            <td>{step.days !== null && t('catalogue:flow.day', { days: step.days })}</td>
            <td>
              {[step.key && t('catalogue:field.steps.key'), step.weak && t('catalogue:field.steps.weak')]
                .filter(Boolean)
                .join('、')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
