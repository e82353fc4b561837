import { SignInForm } from '../features/identity/sign-in-form.tsx';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { setPreference } from '../ui/preferences.ts';
import { Segmented } from '../ui/segmented.tsx';

export const SignInPage = ({ onSignedIn }: { onSignedIn: () => void }) => {
  const { t } = useText();
  const { language } = useFormat();
  return (
    <main className="sign-in">
      <title>{`${t('identity:signIn.title')} · ${t('app.name')}`}</title>
      <header>
        <span className="brand">
          <i aria-hidden="true">清</i>
          {t('app.name')}
        </span>
        <Segmented
          label={t('app.language')}
          value={language}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(chosen) => setPreference({ language: chosen })}
        />
      </header>
      <h1>{t('identity:signIn.subtitle')}</h1>
      <SignInForm onSignedIn={onSignedIn} />
      <footer>
        <a href="/">{t('identity:signIn.public')}</a>
      </footer>
    </main>
  );
};
