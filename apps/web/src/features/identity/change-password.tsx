import { changeMyPassword } from '@qingfeng/contracts/features/identity/endpoints.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { call } from '../../http/call.ts';
import { meQuery } from '../../http/me.ts';
import { useText } from '../../text/use-text.ts';
import { Note, Panel } from '../../ui/panel.tsx';
import { RefusalNotice } from '../../ui/refusal-notice.tsx';

type Values = { current: string; next: string; again: string };

export const ChangePassword = ({ must }: { must: boolean }) => {
  const { t } = useText();
  const [form] = Form.useForm<Values>();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: ({ current, next }: Values) => call(changeMyPassword, { body: { current, next } }),
    onSuccess: async () => {
      form.resetFields();
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const required = [{ required: true, message: t('identity:password.needed') }];
  return (
    <Panel title={t('identity:password.title')}>
      <Form<Values>
        form={form}
        className="narrow-form"
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => change.mutate(values)}
      >
        {must && <Note>{t('identity:password.must')}</Note>}
        <Form.Item name="current" label={t('identity:password.current')} rules={required}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label={t('identity:password.next')} extra={t('identity:password.help')} rules={required}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('identity:password.again')}
          dependencies={['next']}
          rules={[
            ...required,
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                value === getFieldValue('next')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('identity:password.differs'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {change.error !== null && <RefusalNotice error={change.error} />}
        {change.isSuccess && <Note>{t('identity:password.done')}</Note>}
        <Button htmlType="submit" type="primary" disabled={change.isPending}>
          {t('identity:password.submit')}
        </Button>
      </Form>
    </Panel>
  );
};
