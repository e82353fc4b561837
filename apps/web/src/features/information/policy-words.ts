import type { PolicyNumber } from '@qingfeng/domain/features/information/policy.ts';
import { useText } from '../../text/use-text.ts';
import type { Policies, Policy } from './policy-queries.ts';

export type PolicyPart = PolicyNumber | Exclude<keyof Policy, PolicyNumber>;

/** The parts of a policy as people speak of them, in the order of the page. */
export const POLICY_GROUPS = {
  matter: ['windowDays', 'mostRecords'],
  quiet: ['blueSilencedBy', 'yellowSilencedBy', 'repeats', 'repeatDays'],
  snooze: ['snoozeDays', 'snoozeNoticeDays'],
  score: [
    ...['redPoints', 'yellowPoints', 'bluePoints', 'weights', 'halfLifeDays', 'furtherRulePercent', 'furtherRulesMost'],
    ...['redFrom', 'redUntil', 'yellowFrom', 'yellowUntil'],
  ],
  quality: ['qualityDays', 'qualityLeast', 'poorFrom', 'poorUntil'],
  stages: ['stages'],
} as const as Readonly<Record<'matter' | 'quiet' | 'snooze' | 'score' | 'quality' | 'stages', readonly PolicyPart[]>>;
export const GROUP_NAMES = Object.keys(POLICY_GROUPS) as (keyof typeof POLICY_GROUPS)[];

/** What a part of a policy is set to, in words. */
export const usePolicyWords = ({ rules, units }: Pick<Policies, 'rules' | 'units'>) => {
  const { t } = useText();
  const ruleOf = (code: string): string => {
    const name = rules.find((rule) => rule.code === code)?.name;
    return name === undefined ? code : `${code} ${name}`;
  };
  const unitOf = (id: string): string => units.find((unit) => unit.id === id)?.name ?? id;
  const several = (parts: readonly string[]): string => (parts.length === 0 ? t('policy:none') : parts.join('、'));
  return (policy: Policy, part: PolicyPart): string => {
    switch (part) {
      case 'blueSilencedBy':
      case 'yellowSilencedBy': {
        const by = policy[part];
        return by === null ? t('policy:never') : t(`policy:colour.${by}`);
      }
      case 'repeats':
        return several(
          policy.repeats.map(({ ruleCode, times }) => t('policy:times.line', { rule: ruleOf(ruleCode), times })),
        );
      case 'weights':
        return several(
          policy.weights.map(({ ruleCode, percent }) => t('policy:percent.line', { rule: ruleOf(ruleCode), percent })),
        );
      case 'stages':
        return several(
          policy.stages.map(({ name, unitIds, ownStaff, workdays }) =>
            t('policy:stage.line', {
              name,
              days: workdays,
              units: ownStaff
                ? t('policy:stage.own')
                : unitIds.length === 0
                  ? t('policy:stage.any')
                  : unitIds.map(unitOf).join('、'),
            }),
          ),
        );
      default:
        return String(policy[part]);
    }
  };
};
