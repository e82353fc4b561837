import { COLUMN_NAME, FOLDER_NAME, PULL_SOURCES, TABLE_NAME } from '@qingfeng/domain/features/sources/pull.ts';
import type { FormRule as Rule } from 'antd';
import { Form, Input, InputNumber, Select } from 'antd';
import { useText } from '../../text/use-text.ts';

/** How the platform fetches the source itself, or that it is brought. What does not belong to the way chosen is not sent. */
export const PullFields = ({ secretStands }: { secretStands: boolean }) => {
  const { t } = useText();
  const form = Form.useFormInstance();
  const from = Form.useWatch<string | undefined>(['pull', 'from'], form);
  const required: Rule = { required: true, message: t('sources:reason.REQUIRED') };
  const named = (pattern: RegExp): Rule[] => [required, { pattern, message: t('sources:pull.name') }];
  return (
    <>
      <Form.Item name={['pull', 'from']} label={t('sources:pull.from')} extra={t('sources:pull.fromHelp')}>
        <Select
          allowClear
          placeholder={t('sources:pull.brought')}
          options={PULL_SOURCES.map((value) => ({ value, label: t(`sources:pull.${value}`) }))}
        />
      </Form.Item>
      {from !== undefined && (
        <Form.Item name={['pull', 'everyMinutes']} label={t('sources:pull.every')} rules={[required]}>
          <InputNumber min={5} max={44_640} precision={0} />
        </Form.Item>
      )}
      {from === 'FOLDER' && (
        <Form.Item name={['pull', 'folder']} label={t('sources:pull.folder')} rules={named(FOLDER_NAME)}>
          <Input maxLength={121} />
        </Form.Item>
      )}
      {from === 'HTTP' && (
        <>
          <Form.Item
            name={['pull', 'url']}
            label={t('sources:pull.url')}
            rules={[required, { type: 'url', message: t('sources:pull.badUrl') }]}
          >
            <Input maxLength={1_000} />
          </Form.Item>
          <Form.Item name={['pull', 'header']} label={t('sources:pull.header')}>
            <Input maxLength={60} placeholder="Authorization" />
          </Form.Item>
        </>
      )}
      {from === 'SQL' && (
        <>
          <Form.Item name={['pull', 'engine']} label={t('sources:pull.engine')} rules={[required]}>
            <Select
              options={[
                { value: 'POSTGRESQL', label: 'PostgreSQL' },
                { value: 'MYSQL', label: 'MySQL' },
              ]}
            />
          </Form.Item>
          <Form.Item name={['pull', 'host']} label={t('sources:pull.host')} rules={[required]}>
            <Input maxLength={253} />
          </Form.Item>
          <Form.Item name={['pull', 'port']} label={t('sources:pull.port')} rules={[required]}>
            <InputNumber min={1} max={65_535} precision={0} />
          </Form.Item>
          <Form.Item name={['pull', 'database']} label={t('sources:pull.database')} rules={[required]}>
            <Input maxLength={63} />
          </Form.Item>
          <Form.Item name={['pull', 'user']} label={t('sources:pull.user')} rules={[required]}>
            <Input maxLength={63} autoComplete="off" />
          </Form.Item>
          <Form.Item name={['pull', 'table']} label={t('sources:pull.table')} rules={named(TABLE_NAME)}>
            <Input maxLength={127} />
          </Form.Item>
          <Form.Item
            name={['pull', 'watermark']}
            label={t('sources:pull.watermark')}
            extra={t('sources:pull.watermarkHelp')}
            rules={named(COLUMN_NAME)}
          >
            <Input maxLength={63} />
          </Form.Item>
        </>
      )}
      {(from === 'HTTP' || from === 'SQL') && (
        <Form.Item
          name="pullSecret"
          label={t('sources:pull.secret')}
          extra={secretStands ? t('sources:pull.secretStands') : t('sources:pull.secretHelp')}
        >
          <Input.Password maxLength={500} autoComplete="new-password" />
        </Form.Item>
      )}
    </>
  );
};
