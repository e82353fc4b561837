import { declareRecusal } from '@qingfeng/contracts/features/organisation/recusals.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { cadresQuery } from './queries.ts';
import type { Recusal } from './recusal-queries.ts';
import { recusalOthersQuery, useRecusalSettled } from './recusal-queries.ts';

type Kind = Recusal['other']['kind'];
type Values = {
  personId?: string;
  kind: Kind;
  otherPersonId?: string;
  otherUnitId?: string;
  supplierCode?: string;
  supplierName?: string;
  relation: string;
};

type DeclareRecusalProps = {
  /** Of oneself, or applied for of a colleague. */
  whose: 'mine' | 'colleague';
  onClose: () => void;
  onDeclared: (recusal: Recusal) => void;
};

/** Declares that I stay away from someone's matters, or applies that a colleague does. */
export const DeclareRecusal = ({ whose, onClose, onDeclared }: DeclareRecusalProps) => {
  const { t } = useText();
  const settled = useRecusalSettled();
  const declare = async (values: Values, idempotencyKey: string): Promise<void> => {
    const after = await call(declareRecusal, {
      body: { personId: values.personId ?? null, other: otherOf(values), relation: values.relation },
      idempotencyKey,
    });
    settled(after);
    onDeclared(after);
  };
  return (
    <StepDialog<Values>
      open
      title={t(`recusals:declare.${whose}`)}
      note={t(`recusals:declare.${whose}Note`)}
      submitLabel={t(`recusals:declare.${whose}Submit`)}
      initialValues={{ kind: 'PERSON' }}
      onSubmit={declare}
      onClose={onClose}
    >
      {whose === 'colleague' && <ColleagueField />}
      <OtherFields />
      <Form.Item
        name="relation"
        label={t('recusals:column.relation')}
        extra={t('recusals:field.relationHelp')}
        rules={[{ required: true, whitespace: true, message: t('recusals:required') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
    </StepDialog>
  );
};

const otherOf = ({ kind, otherPersonId = '', otherUnitId = '', supplierCode = '', supplierName = '' }: Values) => {
  if (kind === 'PERSON') return { kind, id: otherPersonId };
  return kind === 'UNIT' ? { kind, id: otherUnitId } : { kind, code: supplierCode, name: supplierName };
};

const useSearched = () => {
  const [text, setText] = useState('');
  return { text, showSearch: { filterOption: false, onSearch: setText } };
};

const ColleagueField = () => {
  const { t } = useText();
  const { text, showSearch } = useSearched();
  const found = useQuery({ ...cadresQuery({ q: text, size: 20 }), placeholderData: keepPreviousData });
  return (
    <Form.Item
      name="personId"
      label={t('recusals:column.person')}
      rules={[{ required: true, message: t('recusals:required') }]}
    >
      <Select<string>
        showSearch={showSearch}
        options={(found.data?.items ?? []).map(({ id, name, unit, post }) => ({
          value: id,
          label: `${name} · ${unit} · ${post}`,
        }))}
      />
    </Form.Item>
  );
};

const OtherFields = () => {
  const { t } = useText();
  const { text, showSearch } = useSearched();
  const kind = Form.useWatch<Kind | undefined>('kind') ?? 'PERSON';
  const found = useQuery(recusalOthersQuery(text)).data;
  const required = [{ required: true, whitespace: true, message: t('recusals:required') }];
  const chosen = [{ required: true, message: t('recusals:required') }];
  return (
    <>
      <Form.Item name="kind" label={t('recusals:field.kind')} rules={chosen}>
        <Radio.Group
          options={(['PERSON', 'UNIT', 'SUPPLIER'] as const).map((value) => ({
            value,
            label: t(`recusals:towards.${value}`),
          }))}
        />
      </Form.Item>
      {kind === 'PERSON' && (
        <Form.Item
          name="otherPersonId"
          label={t('recusals:towards.PERSON')}
          extra={t('recusals:field.personHelp')}
          rules={chosen}
        >
          <Select<string>
            showSearch={showSearch}
            notFoundContent={t('recusals:field.nobody')}
            options={(found?.people ?? []).map(({ id, name, unit, post }) => ({
              value: id,
              label: `${name} · ${unit} · ${post}`,
            }))}
          />
        </Form.Item>
      )}
      {kind === 'UNIT' && (
        <Form.Item name="otherUnitId" label={t('recusals:towards.UNIT')} rules={chosen}>
          <Select<string>
            showSearch={showSearch}
            notFoundContent={t('recusals:field.noUnit')}
            options={(found?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      )}
      {kind === 'SUPPLIER' && (
        <>
          <Form.Item name="supplierName" label={t('recusals:field.supplierName')} rules={required}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="supplierCode"
            label={t('recusals:field.supplierCode')}
            extra={t('recusals:field.supplierCodeHelp')}
            rules={required}
          >
            <Input maxLength={50} autoComplete="off" />
          </Form.Item>
        </>
      )}
    </>
  );
};
