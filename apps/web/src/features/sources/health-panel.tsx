import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { FactLine, Panel } from '../../ui/panel.tsx';
import type { Feed } from './queries.ts';
import { useSourceWords } from './source-words.ts';

/** When the next delivery is due, how old the data is, and how the last thirty days went. */
export const HealthPanel = ({ feed }: { feed: Feed }) => {
  const { t } = useText();
  const format = useFormat();
  const { today } = useSourceWords();
  const { dueOn, daysLate, everyDays, dataUntil, healthOver30Days } = feed;
  const { records, rejectedPerThousand } = healthOver30Days;
  const facts = { days: everyDays, due: dueOn === null ? '' : format.day(dueOn, today), late: daysLate };
  const closed = feed.status === 'PAUSED' ? 'health.paused' : 'health.unapproved';
  const sentence = dueOn === null ? closed : daysLate > 0 ? 'health.late' : 'health.sentence';
  return (
    <Panel title={t('sources:health.title')}>
      <div className="stack">
        <p className="prose">{t(`sources:${sentence}`, facts)}</p>
        <FactLine
          facts={[
            {
              label: t('sources:health.until'),
              value: dataUntil === null ? t('sources:none') : format.day(dataUntil, today),
            },
            { label: t('sources:health.records'), value: format.number(records) },
            {
              label: t('sources:health.rejected'),
              value:
                rejectedPerThousand === null
                  ? t('sources:none')
                  : t('sources:health.rejectedValue', { value: rejectedPerThousand }),
            },
          ]}
        />
        <DeliveryChart days={healthOver30Days.days} />
      </div>
    </Panel>
  );
};

const BAR = 16;
const HEIGHT = 64;

/** Thirty bars: what was taken in brand, what was returned on top in ink; the same as a table below. */
const DeliveryChart = ({ days }: { days: Feed['healthOver30Days']['days'] }) => {
  const { t } = useText();
  const format = useFormat();
  const { today } = useSourceWords();
  const sum = (of: (day: (typeof days)[number]) => number): number => days.reduce((all, day) => all + of(day), 0);
  const most = Math.max(1, ...days.map(({ taken, rejected }) => taken + rejected));
  const sentence = t('sources:health.chartSentence', {
    deliveries: format.number(sum(({ deliveries }) => deliveries)),
    taken: format.number(sum(({ taken }) => taken)),
    rejected: format.number(sum(({ rejected }) => rejected)),
  });
  const heightOf = (rows: number): number => (rows === 0 ? 0 : Math.max(1, Math.round((rows / most) * HEIGHT)));
  return (
    <figure className="delivery-chart">
      <svg
        viewBox={`0 0 ${days.length * BAR} ${HEIGHT + 1}`}
        role="img"
        aria-label={sentence}
        preserveAspectRatio="none"
      >
        <line x1="0" x2={days.length * BAR} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="axis" />
        {days.map(({ day, taken, rejected }, index) => {
          const [low, high] = [heightOf(taken), heightOf(rejected)];
          return (
            <g key={day}>
              <rect className="taken" x={index * BAR + 2} y={HEIGHT - low} width={BAR - 4} height={low} />
              <rect className="returned" x={index * BAR + 2} y={HEIGHT - low - high} width={BAR - 4} height={high} />
            </g>
          );
        })}
      </svg>
      <figcaption className="caption">{sentence}</figcaption>
      <details>
        <summary>{t('sources:health.table')}</summary>
        <table className="table">
          <thead>
            <tr>
              <th>{t('sources:health.day')}</th>
              <th className="num">{t('sources:health.deliveries')}</th>
              <th className="num">{t('sources:health.taken')}</th>
              <th className="num">{t('sources:health.rejectedRows')}</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ deliveries }) => deliveries > 0)
              .map(({ day, deliveries, taken, rejected }) => (
                <tr key={day}>
                  <td>{format.day(day, today)}</td>
                  <td className="num">{format.number(deliveries)}</td>
                  <td className="num">{format.number(taken)}</td>
                  <td className="num">{format.number(rejected)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
};
