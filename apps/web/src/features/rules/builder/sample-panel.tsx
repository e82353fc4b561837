import { SAMPLE_MONTHS, sampleRule } from '@qingfeng/contracts/features/rules/samples.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { RuleCase } from '@qingfeng/domain/features/rules/cases.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../../http/call.ts';
import { useToday } from '../../../http/me.ts';
import { useFormat } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { LevelBadge } from '../../../ui/badges.tsx';
import { KeyValues, Panel } from '../../../ui/panel.tsx';
import { RefusalNotice } from '../../../ui/refusal-notice.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { useReason } from '../reason.ts';

type Sample = ResponseOf<typeof sampleRule>;
type Months = (typeof SAMPLE_MONTHS)[number];

/** Long enough that nothing is tried in the middle of a word. */
const PAUSE_MS = 800;

const usePaused = (text: string | null): string | null => {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return text === null ? null : paused;
};

/** What the draft would have found, tried again whenever it is whole and was changed. */
export const SamplePanel = ({
  rule,
  onTake,
}: {
  /** Null while something is still to be filled in. */
  rule: Rule | null;
  onTake: (taken: RuleCase) => void;
}) => {
  const { t } = useText();
  const [months, setMonths] = useState<Months>(24);
  const text = usePaused(rule === null ? null : JSON.stringify(rule));
  const { data, error, isFetching } = useQuery({
    queryKey: ['rule-sample', text, months],
    queryFn: ({ signal }) =>
      call(sampleRule, { body: { definition: JSON.parse(text ?? 'null') as Rule, months }, signal }),
    enabled: text !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <Panel
      title={t('builder:section.sample')}
      action={
        <Segmented
          label={t('builder:sample.months')}
          value={String(months)}
          options={SAMPLE_MONTHS.map((value) => ({ value: String(value), label: t(`builder:sample.month.${value}`) }))}
          onChange={(value) => setMonths(Number(value) as Months)}
        />
      }
    >
      <div className="stack" aria-live="polite">
        {text === null ? (
          <p className="muted">{t('builder:sample.incomplete')}</p>
        ) : error !== null ? (
          <RefusalNotice error={error} />
        ) : data === undefined ? (
          <p className="muted">{t('builder:sample.running')}</p>
        ) : (
          <SampleView sample={data} months={months} stale={isFetching} kind={rule?.kind ?? 'expense'} onTake={onTake} />
        )}
        <p className="caption">{t('builder:sample.note')}</p>
      </div>
    </Panel>
  );
};

type ViewProps = { sample: Sample; months: Months; stale: boolean; kind: string; onTake: (taken: RuleCase) => void };

const DAYS_A_MONTH = 30.4;

const SampleView = ({ sample, months, stale, kind, onTake }: ViewProps) => {
  const { t } = useText();
  const format = useFormat();
  const reasonOf = useReason();
  const { fired, bounded, notEvaluable, months: byMonth, examples } = sample;
  const most = Math.max(1, ...byMonth.map(({ count }) => count));
  const perWeek = (fired * 7) / (byMonth.length * DAYS_A_MONTH);
  return (
    <div className={`stack ${stale ? 'sample-stale' : ''}`}>
      <p className="sample-count" role="status">
        {t(bounded ? 'builder:sample.atLeast' : 'builder:sample.fired', { months, number: fired })}
      </p>
      <p className="caption">{t('builder:sample.perWeek', { number: perWeek.toFixed(1) })}</p>
      <ol className="sample-bars" aria-label={t('builder:sample.byMonth')}>
        {byMonth.map(({ month, count }) => (
          <li key={month} title={`${month} ${String(count)}`}>
            <i style={{ height: `${String(Math.round((100 * count) / most))}%` }} />
            <span className="sr-only">{`${month} ${String(count)}`}</span>
          </li>
        ))}
      </ol>
      <p className="row caption">
        <span>{byMonth[0]?.month}</span>
        <span className="end">{byMonth.at(-1)?.month}</span>
      </p>
      {bounded && <p className="caption">{t('builder:sample.bounded')}</p>}
      {notEvaluable.length > 0 && (
        <p className="caption">
          {t('builder:sample.notEvaluable', {
            number: format.number(notEvaluable.reduce((sum, { count }) => sum + count, 0)),
            reasons: notEvaluable
              .slice(0, 4)
              .map(({ reason, count }) => `${reasonOf(reason, kind)} ${format.number(count)}`)
              .join('、'),
          })}
        </p>
      )}
      {examples.length > 0 && <Examples examples={examples} onTake={onTake} />}
    </div>
  );
};

const Examples = ({ examples, onTake }: { examples: Sample['examples']; onTake: ViewProps['onTake'] }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const said = (words: { zh: string; en: string }): string => (format.language === 'en' ? words.en : words.zh);
  return (
    <>
      <h3>{t('builder:sample.examples')}</h3>
      {examples.map(({ from, to, colour, matter, values, records }, nth) => (
        <details key={`${from} ${String(nth)}`} className="sample-example">
          <summary>
            <LevelBadge level={{ colour, label: t(`level.${colour}`) }} short />{' '}
            {from === to ? format.day(to, today) : `${format.day(from, today)}—${format.day(to, today)}`}{' '}
            {matter?.label ?? ''}
          </summary>
          {matter !== null && <p>{said(matter.sentence)}</p>}
          <KeyValues
            facts={values.map(({ label, text }) => ({
              label: said(label),
              value: text === null ? <span className="dim">{t('builder:sample.hidden')}</span> : said(text),
            }))}
          />
          <Button
            size="small"
            onClick={() =>
              onTake({
                name: t('builder:cases.fromSample', { day: format.day(to) }),
                expect: 'HIT',
                asOf: to,
                records,
              })
            }
          >
            {t('builder:sample.take')}
          </Button>
        </details>
      ))}
      <p className="caption">{t('builder:sample.masked')}</p>
    </>
  );
};
