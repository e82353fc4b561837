import { registerInformation } from '@qingfeng/contracts/features/information/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { subjectsQuery, useInformationSettled } from './queries.ts';

type Values = { title: string; text: string; subject: string; reporter?: string };

/** Registers what came in another way than by a rule. */
export const Register = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const { t } = useText();
  const navigate = useNavigate();
  const settled = useInformationSettled();
  const [q, setQ] = useState('');
  const subjects = useQuery(subjectsQuery(q)).data?.items ?? [];
  const required = [{ required: true, message: t('warnings:required') }];
  return (
    <StepDialog<Values>
      open={open}
      title={t('information:register.title')}
      note={t('information:register.note')}
      submitLabel={t('information:register.title')}
      onClose={onClose}
      onSubmit={async ({ subject, reporter = '', ...words }, idempotencyKey) => {
        const [kind, subjectId = ''] = subject.split(' ');
        const body = {
          ...words,
          subjectKind: kind === 'PERSON' ? ('PERSON' as const) : ('UNIT' as const),
          subjectId,
          reporter: reporter.trim() === '' ? null : reporter,
        };
        const registered = await call(registerInformation, { body, idempotencyKey });
        settled(registered);
        void navigate(`/information/${registered.id}`);
      }}
    >
      <Form.Item name="title" label={t('information:register.name')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="subject" label={t('information:register.subject')} rules={required}>
        <Select
          showSearch={{ filterOption: false, onSearch: setQ }}
          options={subjects.map(({ kind, id, name, unit }) => ({
            value: `${kind} ${id}`,
            label: name === unit ? name : `${name} · ${unit}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="text" label={t('information:register.text')} rules={required}>
        <Input.TextArea rows={6} maxLength={5_000} showCount />
      </Form.Item>
      <Form.Item
        name="reporter"
        label={t('information:register.reporter')}
        extra={t('information:register.reporterNote')}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
    </StepDialog>
  );
};
