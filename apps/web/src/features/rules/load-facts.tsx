import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { FactLine, Note } from '../../ui/panel.tsx';
import type { RuleVersion } from './version-queries.ts';

/** What approving or publishing brings upon those who handle alerts, before it is done. */
export const LoadFacts = ({ load }: { load: RuleVersion['load'] }) => {
  const { t } = useText();
  const format = useFormat();
  if (load === null) return <Note>{t('rules:load.none')}</Note>;
  const { perWeek, fresh, hoursPerWeek, precisionPermille, presentPerWeek, medianDays } = load;
  const percent = (permille: number): string => t('rules:percent', { percent: Math.round(permille / 10) });
  return (
    <Note>
      <FactLine
        facts={[
          {
            label: t('rules:backTest.perWeek'),
            value: t('rules:load.present', { number: perWeek.toFixed(1), present: presentPerWeek.toFixed(1) }),
          },
          { label: t('rules:backTest.fresh'), value: format.number(fresh) },
          {
            label: t('rules:backTest.hours'),
            value: hoursPerWeek === null ? t('rules:backTest.noPace') : format.number(Math.ceil(hoursPerWeek)),
          },
          {
            label: t('rules:load.noise'),
            value: precisionPermille === null ? t('rules:backTest.unknown') : percent(1000 - precisionPermille),
          },
          ...(medianDays === null
            ? []
            : [{ label: t('rules:board.medianDays'), value: t('rules:board.days', { days: medianDays }) }]),
        ]}
      />
    </Note>
  );
};
