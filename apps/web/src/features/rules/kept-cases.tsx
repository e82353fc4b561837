import { useText } from '../../text/use-text.ts';
import { Panel } from '../../ui/panel.tsx';
import { CaseOutcome } from './builder/case-outcome.tsx';
import type { RuleVersion } from './version-queries.ts';

/** The cases of a version with what the rule says of each. */
export const KeptCases = ({ version: { cases } }: { version: RuleVersion }) => {
  const { t } = useText();
  if (cases.length === 0) return null;
  const passing = cases.filter(({ result }) => result.passes).length;
  return (
    <Panel title={t('builder:section.cases')} note={t('builder:cases.summary', { passing, total: cases.length })}>
      <ul className="rights">
        {cases.map((one) => (
          <li key={one.name}>
            {one.name} <CaseOutcome one={one} result={one.result} kind="" />
          </li>
        ))}
      </ul>
    </Panel>
  );
};
