import { confirmTotp, startTotp } from '@qingfeng/contracts/features/identity/endpoints.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, QRCode } from 'antd';
import { call } from '../../http/call.ts';
import { meQuery } from '../../http/me.ts';
import { useText } from '../../text/use-text.ts';
import { KeyValues, Note, Panel } from '../../ui/panel.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';

export const EnrolTotp = ({ must }: { must: boolean }) => {
  const { t } = useText();
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: ({ password }: { password: string }) => call(startTotp, { body: { password } }),
  });
  const confirm = useMutation({
    mutationFn: ({ code }: { code: string }) => call(confirmTotp, { body: { code } }),
    onSuccess: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  const error = start.error ?? confirm.error;
  return (
    <Panel title={t('identity:totp.title')}>
      <div className="stack narrow-form">
        {must && <Note>{t('identity:totp.must')}</Note>}
        {confirm.isSuccess && <Note>{t('identity:totp.done')}</Note>}
        {start.data === undefined && (
          <Form<{ password: string }>
            layout="vertical"
            requiredMark={false}
            onFinish={(values) => start.mutate(values)}
          >
            <Form.Item
              name="password"
              label={t('identity:password.current')}
              rules={[{ required: true, message: t('identity:password.needed') }]}
            >
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            <Button htmlType="submit" className="start" disabled={start.isPending}>
              {t('identity:totp.start')}
            </Button>
          </Form>
        )}
        {start.data !== undefined && !confirm.isSuccess && (
          <>
            <p className="muted">{t('identity:totp.note')}</p>
            {/* Who cannot see it types the secret below. */}
            <div aria-hidden="true">
              <QRCode type="svg" value={start.data.uri} size={168} />
            </div>
            <KeyValues facts={[{ label: t('identity:totp.secret'), value: <code>{start.data.secret}</code> }]} />
            <Form<{ code: string }>
              layout="vertical"
              requiredMark={false}
              onFinish={(values) => confirm.mutate(values)}
            >
              <Form.Item
                name="code"
                label={t('identity:totp.code')}
                rules={[{ required: true, pattern: /^\d{6}$/, message: t('identity:signIn.needTotp') }]}
              >
                <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
              </Form.Item>
              <Button htmlType="submit" type="primary" disabled={confirm.isPending}>
                {t('identity:totp.confirm')}
              </Button>
            </Form>
          </>
        )}
        {error !== null && <RefusalNotice error={error} />}
      </div>
    </Panel>
  );
};
