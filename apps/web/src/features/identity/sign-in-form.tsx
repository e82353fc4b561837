import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { signIn } from '../../http/access.ts';
import { isProblem } from '../../http/problem.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { SearchIcon } from '../../ui/icons.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';
import { demoAccountsQuery } from './queries.ts';

type Credentials = { login: string; password: string; totp?: string };

/** Login and password, then the one-time code where the account needs it; in the demo, one click. */
export const SignInForm = ({ onSignedIn }: { onSignedIn: () => void }) => {
  const { t } = useText();
  const [form] = Form.useForm<Credentials>();
  const [needsCode, setNeedsCode] = useState(false);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = async (credentials: Credentials): Promise<void> => {
    if (sending) return;
    setSending(true);
    setError(null);
    try {
      await signIn(credentials);
      onSignedIn();
    } catch (failure) {
      if (isProblem(failure, 'session.second-factor-needed') && !needsCode) setNeedsCode(true);
      else setError(failure);
    } finally {
      setSending(false);
    }
  };
  const startAgain = (): void => {
    form.resetFields();
    setNeedsCode(false);
    setError(null);
  };

  return (
    <div className="sign-in-columns">
      <Form<Credentials> form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
        <Form.Item
          name="login"
          label={t('identity:signIn.login')}
          hidden={needsCode}
          rules={[{ required: true, message: t('identity:signIn.needLogin') }]}
        >
          <Input autoComplete="username" autoFocus size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('identity:signIn.password')}
          hidden={needsCode}
          rules={[{ required: true, message: t('identity:signIn.needPassword') }]}
        >
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        {needsCode && (
          <Form.Item
            name="totp"
            label={t('identity:signIn.totp')}
            extra={t('identity:signIn.totpHelp')}
            rules={[{ required: true, pattern: /^\d{6}$/, message: t('identity:signIn.needTotp') }]}
          >
            <Input autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={6} size="large" />
          </Form.Item>
        )}
        {error !== null && <RefusalNotice error={error} />}
        <Button className="sign-in-submit" type="primary" htmlType="submit" size="large" block disabled={sending}>
          {sending ? t('dialog.sending') : t('identity:signIn.submit')}
        </Button>
        {needsCode && (
          <button type="button" className="link-button" onClick={startAgain}>
            {t('identity:signIn.back')}
          </button>
        )}
      </Form>
      <DemoAccounts onPick={(credentials) => void submit(credentials)} />
    </div>
  );
};

/** Only where the demo county is loaded; elsewhere the server says 404 and nothing is drawn. */
const DemoAccounts = ({ onPick }: { onPick: (credentials: Credentials) => void }) => {
  const { t } = useText();
  const wording = useWording();
  const [text, setText] = useState('');
  const { data } = useQuery({ ...demoAccountsQuery, retry: false });
  if (data === undefined) return null;
  const accounts = data.items
    .map(({ roles, ...account }) => ({ ...account, duty: roles.map((role) => wording('roles', role)).join('、') }))
    .filter(({ name, duty, unit }) => [name, duty, unit ?? ''].some((part) => part.includes(text.trim())));
  return (
    <section className="panel demo-accounts" aria-label={t('identity:signIn.demo')}>
      <header>
        <h2>{t('identity:signIn.demo')}</h2>
        <label className="search-box end">
          <SearchIcon />
          <input
            type="search"
            aria-label={t('identity:signIn.demoFind')}
            placeholder={t('identity:signIn.demoFind')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
      </header>
      <p className="caption">{t('identity:signIn.demoNote')}</p>
      <ul className="panel-list">
        {accounts.map(({ login, name, unit, duty }) => (
          <li key={login}>
            <button type="button" className="plain-button" onClick={() => onPick({ login, password: data.password })}>
              <b>{name}</b>
              <span className="muted">{duty}</span>
              <span className="caption">{unit}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
