import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useText } from '../../text/use-text.ts';
import { Loaded } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';
import { preferencesQuery, useSetPreferences } from './queries.ts';

type Fields = { email: boolean; sms: boolean; from: string; to: string };

/** By which channels I hear besides the platform, and when not. */
export const PreferencesPanel = () => {
  const { t } = useText();
  const result = useQuery(preferencesQuery);
  const save = useSetPreferences();
  const submit = ({ email, sms, from, to }: Fields): void =>
    save.mutate({ email, sms, quiet: from === '' || to === '' ? null : { from, to } });
  return (
    <Panel title={t('notices:preferences')} note={t('notices:preferencesNote')}>
      <Loaded result={result}>
        {({ email, sms, hasEmail, quiet }) => (
          <Form<Fields>
            className="preferences"
            layout="inline"
            colon={false}
            initialValues={{ email, sms, from: quiet?.from ?? '', to: quiet?.to ?? '' }}
            onFinish={submit}
          >
            <Form.Item name="sms" valuePropName="checked">
              <Checkbox>{t('notices:sms')}</Checkbox>
            </Form.Item>
            <Form.Item name="email" valuePropName="checked">
              <Checkbox disabled={!hasEmail}>
                {hasEmail ? t('notices:email') : `${t('notices:email')}（${t('notices:noEmail')}）`}
              </Checkbox>
            </Form.Item>
            <fieldset className="row">
              <legend className="caption">{t('notices:quiet')}</legend>
              <Form.Item name="from" label={t('notices:quietFrom')}>
                <Input type="time" />
              </Form.Item>
              <Form.Item name="to" label={t('notices:quietTo')}>
                <Input type="time" />
              </Form.Item>
            </fieldset>
            <Button htmlType="submit" loading={save.isPending}>
              {t('notices:save')}
            </Button>
            {save.isSuccess && <span role="status">{t('notices:saved')}</span>}
          </Form>
        )}
      </Loaded>
      {save.isError && <RefusalNotice error={save.error} />}
    </Panel>
  );
};
