import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { FactLine } from '../../ui/panel.tsx';
import type { BackTestResult } from './back-test-queries.ts';
import { useFindingColumns } from './finding-columns.tsx';
import { useReason } from './reason.ts';
import './back-test.css';

type Props = { result: BackTestResult };

/** What a version would have found: how right, how many, at whose door, and cases to look at. */
export const BackTestResultView = ({ result, kind }: Props & { kind: string }) => (
  <>
    <Quality result={result} kind={kind} />
    <Matrix result={result} />
    <Months result={result} />
    <Units result={result} />
    <Examples result={result} />
  </>
);

const usePercent = () => {
  const { t } = useText();
  return (permille: number | null): string =>
    permille === null ? t('rules:backTest.unknown') : t('rules:percent', { percent: (permille / 10).toFixed(1) });
};

const Quality = ({
  result: { matrix, precisionPermille, recallPermille, hits, load, notEvaluable },
  kind,
}: Props & { kind: string }) => {
  const { t } = useText();
  const format = useFormat();
  const reasonOf = useReason();
  const percent = usePercent();
  const { FOUND_CONFIRMED: right, FOUND_FALSE: wrong, MISSED_CONFIRMED: missed } = matrix;
  const pace = load.hoursPerWeek === null ? t('rules:backTest.noPace') : format.number(Math.ceil(load.hoursPerWeek));
  return (
    <>
      <FactLine
        facts={[
          {
            label: t('rules:backTest.precision'),
            value: `${percent(precisionPermille)}（${format.number(right)}/${format.number(right + wrong)}）`,
          },
          {
            label: t('rules:backTest.recall'),
            value: `${percent(recallPermille)}（${format.number(right)}/${format.number(right + missed)}）`,
          },
          { label: t('rules:backTest.hits'), value: format.number(hits) },
          { label: t('rules:backTest.fresh'), value: format.number(load.fresh) },
          { label: t('rules:backTest.perWeek'), value: load.perWeek.toFixed(1) },
          { label: t('rules:backTest.hours'), value: pace },
        ]}
      />
      {notEvaluable.length > 0 && (
        <p className="caption">
          {t('rules:backTest.notEvaluable')}
          {notEvaluable.map(({ reason, count }) => `${reasonOf(reason, kind)} ${format.number(count)}`).join('、')}
        </p>
      )}
    </>
  );
};

const Matrix = ({ result: { matrix, unverified } }: Props) => {
  const { t } = useText();
  const format = useFormat();
  const cell = (name: keyof typeof matrix) => (
    <td className={`cell ${name.toLowerCase()}`}>
      <b>{format.number(matrix[name])}</b>
      <span>{t(`rules:cell.${name}`)}</span>
    </td>
  );
  return (
    <table className="confusion">
      <caption className="caption">{t('rules:backTest.matrix', { unverified: format.number(unverified) })}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('rules:backTest.confirmed')}</th>
          <th scope="col">{t('rules:backTest.false')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('rules:backTest.found')}</th>
          {cell('FOUND_CONFIRMED')}
          {cell('FOUND_FALSE')}
        </tr>
        <tr>
          <th scope="row">{t('rules:backTest.notFound')}</th>
          {cell('MISSED_CONFIRMED')}
          {cell('MISSED_FALSE')}
        </tr>
      </tbody>
    </table>
  );
};

/** Hits per month, the verdicts stacked; the figures stand beside the bars. */
const Months = ({ result: { months } }: Props) => {
  const { t } = useText();
  const format = useFormat();
  const total = (month: BackTestResult['months'][number]) => month.confirmed + month.false + month.unverified;
  const most = Math.max(1, ...months.map(total));
  if (months.length === 0) return null;
  return (
    <DataTable
      label={t('rules:backTest.months')}
      rows={months}
      rowKey={({ month }) => month}
      columns={[
        { key: 'month', label: t('rules:backTest.month'), width: '7em', phone: 'headline', cell: ({ month }) => month },
        {
          key: 'bar',
          label: t('rules:backTest.months'),
          phone: 'off',
          cell: (month) => (
            <span className="month-bar" aria-hidden>
              {(['confirmed', 'false', 'unverified'] as const).map((name) => (
                <i key={name} className={name} style={{ width: `${String((100 * month[name]) / most)}%` }} />
              ))}
            </span>
          ),
        },
        ...(['confirmed', 'false', 'unverified'] as const).map((name) => ({
          key: name,
          label: t(`rules:backTest.${name}`),
          width: '6em',
          numeric: true,
          cell: (month: BackTestResult['months'][number]) => format.number(month[name]),
        })),
      ]}
    />
  );
};

const UNITS_SHOWN = 20;

const Units = ({ result: { units } }: Props) => {
  const { t } = useText();
  const format = useFormat();
  if (units.length === 0) return null;
  return (
    <DataTable
      label={t('rules:backTest.units')}
      rows={units.slice(0, UNITS_SHOWN)}
      rowKey={({ unit }) => unit ?? ''}
      columns={[
        {
          key: 'unit',
          label: t('rules:backTest.unit'),
          phone: 'headline',
          cell: ({ unit }) => unit ?? t('rules:backTest.others'),
        },
        ...(['hits', 'confirmed', 'false', 'missed'] as const).map((name) => ({
          key: name,
          label: t(`rules:backTest.${name}`),
          width: '6em',
          numeric: true,
          cell: (unit: BackTestResult['units'][number]) => format.number(unit[name]),
        })),
      ]}
    />
  );
};

const Examples = ({ result: { examples, hidden } }: Props) => {
  const { t } = useText();
  const findingColumns = useFindingColumns();
  if (examples.length === 0) return hidden === 0 ? null : <p className="caption">{t('rules:backTest.masked')}</p>;
  return (
    <DataTable
      label={t('rules:backTest.examples')}
      rows={examples}
      rowKey={({ cell, informationId, label, from, to }) => [cell, informationId, label, from, to].join(' ')}
      columns={[
        {
          key: 'cell',
          label: t('rules:backTest.outcome'),
          width: '7em',
          cell: ({ cell }) => t(`rules:cell.${cell}`),
        },
        ...findingColumns,
      ]}
    />
  );
};
