import { SHOWN_SCREENS } from '@qingfeng/domain/features/tenders/shown-screens.ts';
import { useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Tender } from './queries.ts';
import { figure, placeOf, type Screen, useScreenNames } from './tender-words.ts';

/** The strip runs from one and a half quartile distances below the lower quartile to as far above the upper one. */
const BEYOND = 1.5;
const WIDTH = 120;
const MARGIN = 4;

/** The market's middle half as a band, its median as a line, this tender as a dot; past the ends the dot stays at the end. */
const Strip = ({ screen, label }: { screen: Screen; label: string }) => {
  const { value, quartiles } = screen;
  if (value === null || quartiles === null) return null;
  const { q1, middle, q3 } = quartiles;
  const half = q3 - q1 || Math.abs(middle) || 1;
  const [low, high] = [q1 - BEYOND * half, q3 + BEYOND * half];
  const at = (one: number): number =>
    MARGIN + (WIDTH - 2 * MARGIN) * Math.min(1, Math.max(0, (one - low) / (high - low)));
  return (
    <svg className="strip" viewBox={`0 0 ${String(WIDTH)} 16`} width={WIDTH} height={16} role="img" aria-label={label}>
      <line className="axis" x1={MARGIN} x2={WIDTH - MARGIN} y1={8} y2={8} />
      <rect className="band" x={at(q1)} width={Math.max(1, at(q3) - at(q1))} y={3} height={10} />
      <line className="middle" x1={at(middle)} x2={at(middle)} y1={2} y2={14} />
      <circle className="here" cx={at(value)} cy={8} r={3.5} />
    </svg>
  );
};

/** Every screen beside the market's quartiles, and what it added to the score. */
export const ScreensPanel = ({ tender: { screens } }: { tender: Tender }) => {
  const { t } = useText();
  const screenOf = useScreenNames();
  const [all, setAll] = useState(false);
  const none = <span className="dim">{t('none')}</span>;
  const mark = (value: number | undefined) => (value === undefined ? none : figure(value));
  const more = screens.length > SHOWN_SCREENS.length;
  return (
    <Panel
      title={t('tenders:screens.title')}
      note={t('tenders:screens.note')}
      action={
        more && (
          <button type="button" className="link-button" onClick={() => setAll(!all)}>
            {all ? t('tenders:screens.fewer') : t('tenders:screens.all', { count: screens.length })}
          </button>
        )
      }
      flush
    >
      <DataTable
        label={t('tenders:screens.title')}
        rows={all ? screens : screens.slice(0, SHOWN_SCREENS.length)}
        rowKey={({ screen }) => screen}
        columns={[
          {
            key: 'screen',
            label: t('tenders:screens.screen'),
            phone: 'headline',
            cell: ({ screen }) => <span title={screenOf(screen)}>{screenOf(screen)}</span>,
          },
          {
            key: 'value',
            label: t('tenders:screens.value'),
            width: '6.4em',
            numeric: true,
            cell: ({ value }) =>
              value === null ? <span className="dim">{t('tenders:screens.missing')}</span> : <b>{figure(value)}</b>,
          },
          ...(['q1', 'middle', 'q3'] as const).map((name, at) => ({
            key: name,
            label: t(`tenders:screens.${(['low', 'middle', 'high'] as const)[at] ?? 'low'}`),
            width: '6em',
            numeric: true,
            cell: ({ quartiles }: Screen) => mark(quartiles?.[name]),
          })),
          {
            key: 'place',
            label: t('tenders:screens.place'),
            width: '13.4em',
            phone: 'named',
            cell: (screen) => {
              const place = placeOf(screen);
              if (place === null || place === 'missing') return none;
              const { value, quartiles } = screen;
              const label = t('tenders:screens.aria', {
                place: t(`tenders:screens.${place}`),
                value: figure(value ?? 0),
                q1: figure(quartiles?.q1 ?? 0),
                q3: figure(quartiles?.q3 ?? 0),
              });
              return (
                <span className="row">
                  <Strip screen={screen} label={label} />
                  <span className={place === 'within' ? 'dim' : ''}>{t(`tenders:screens.${place}`)}</span>
                </span>
              );
            },
          },
          {
            key: 'adds',
            label: t('tenders:screens.adds'),
            width: '8em',
            phone: 'named',
            cell: ({ adds }) =>
              adds === null || adds === 0
                ? none
                : t(adds > 0 ? 'tenders:screens.up' : 'tenders:screens.down', { value: figure(Math.abs(adds)) }),
          },
        ]}
      />
    </Panel>
  );
};
