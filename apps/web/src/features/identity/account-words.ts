import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import type { AccountRequest, AccountRow } from './account-queries.ts';

const PHASES = { PENDING: 'running', APPROVED: 'finished', REJECTED: 'finished', WITHDRAWN: 'finished' } as const;
export const phaseOf = (state: AccountRequest['state']): 'running' | 'finished' => PHASES[state];

/** How accounts, roles and requests are called. */
export const useAccountWords = () => {
  const { t } = useText();
  const format = useFormat();
  const grantOf = ({ role, unit }: { role: AccountRow['grants'][number]['role']; unit: string | null }): string =>
    unit === null ? t(`roles:${role}`) : t('accounts:narrowed', { role: t(`roles:${role}`), unit });
  return {
    grantOf,
    rolesOf: ({ grants }: Pick<AccountRow, 'grants'>): string =>
      grants.length === 0 ? t('accounts:noRoles') : grants.map(grantOf).join('、'),
    /** `授予角色：闻知竹 · 预警中心经办`. */
    requestOf: ({ kind, name, role, unit }: AccountRequest): string =>
      [
        t('accounts:requestTitle', { kind: t(`accounts:kind.${kind}`), name }),
        ...(role === null ? [] : [grantOf({ role, unit })]),
      ].join(' · '),
    byAt: (who: string | null, at: Instant | null, today: LocalDate): string =>
      at === null ? '' : [format.moment(at, today), ...(who === null ? [] : [who])].join(' · '),
  };
};
