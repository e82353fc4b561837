import { ChangePassword } from '../features/identity/change-password.tsx';
import { EnrolTotp } from '../features/identity/enrol-totp.tsx';
import { MySessions } from '../features/identity/my-sessions.tsx';
import { DelegationPanel } from '../features/tasks/delegation-panel.tsx';
import { useMe } from '../http/me.ts';
import { useText } from '../text/use-text.ts';

export const Page = () => {
  const { t } = useText();
  const { mustChangePassword, mustEnrolTotp } = useMe();
  return (
    <div className="stack">
      <title>{`${t('identity:account.title')} · ${t('app.name')}`}</title>
      <h1>{t('identity:account.title')}</h1>
      {/* First the one thing without which nothing else is answered. */}
      {mustChangePassword ? (
        <ChangePassword must />
      ) : mustEnrolTotp ? (
        <EnrolTotp must />
      ) : (
        <>
          <div className="two-columns">
            <ChangePassword must={false} />
            <EnrolTotp must={false} />
          </div>
          <DelegationPanel />
          <MySessions />
        </>
      )}
    </div>
  );
};
