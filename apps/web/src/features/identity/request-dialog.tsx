import { requestAccountChange } from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { ROLES } from '@qingfeng/domain/shared/roles.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import type { Account, AccountRequest, AccountWish } from './account-queries.ts';
import { ACCOUNT_KEYS, candidatesQuery, grantUnitsQuery } from './account-queries.ts';
import { useAccountWords } from './account-words.ts';

type Kind = AccountRequest['kind'];

type Values = {
  personId?: string;
  login?: string;
  name?: string;
  role?: Role;
  unitId?: string;
  /** `role unitId` of a grant that is held. */
  grant?: string;
};

type RequestDialogProps = {
  kind: Kind;
  /** The account concerned; none when it is to be created. */
  account: Account | null;
  onClose: () => void;
  onAsked: (request: AccountRequest) => void;
};

/** Asks for one change of one account. What may be asked, the server has said; what is refused, it says here. */
export const RequestDialog = ({ kind, account, onClose, onAsked }: RequestDialogProps) => {
  const { t } = useText();
  const client = useQueryClient();
  const ask = async (values: Values, idempotencyKey: string): Promise<void> => {
    const body = wishOf(kind, account, values);
    const request = await call(requestAccountChange, { body, idempotencyKey });
    await Promise.all(ACCOUNT_KEYS.map((queryKey) => client.invalidateQueries({ queryKey })));
    onAsked(request);
  };
  return (
    <StepDialog<Values>
      open
      title={t(`accounts:kind.${kind}`)}
      note={t(`accounts:note.${kind}`)}
      submitLabel={t('accounts:submit')}
      danger={kind === 'DISABLE'}
      onSubmit={ask}
      onClose={onClose}
    >
      {kind === 'CREATE' && <PersonFields />}
      {(kind === 'CREATE' || kind === 'GRANT') && <RoleFields />}
      {kind === 'REVOKE' && account !== null && <HeldField account={account} />}
    </StepDialog>
  );
};

const wishOf = (kind: Kind, account: Account | null, values: Values): AccountWish => {
  const { personId, login = '', name = '', role = 'CADRE', unitId, grant = '' } = values;
  if (kind === 'CREATE') return { kind, login, name, personId: personId ?? null, role, unitId: unitId ?? null };
  const accountId = account?.id ?? '';
  if (kind === 'GRANT') return { kind, accountId, role, unitId: unitId ?? null };
  if (kind === 'REVOKE') {
    const [held, heldFor] = grant.split(' ');
    return { kind, accountId, role: held as Role, unitId: heldFor ?? null };
  }
  return { kind, accountId };
};

/** A choice among many, found on the server by what is typed. */
const useSearched = () => {
  const [text, setText] = useState('');
  return { text, showSearch: { filterOption: false, onSearch: setText } };
};

const PersonFields = () => {
  const { t } = useText();
  const form = Form.useFormInstance<Values>();
  const { text, showSearch } = useSearched();
  const found = useQuery(candidatesQuery(text));
  const people = found.data?.items ?? [];
  const required = [{ required: true, message: t('accounts:required') }];
  return (
    <>
      <Form.Item name="personId" label={t('accounts:field.person')} extra={t('accounts:field.personHelp')}>
        <Select<string>
          allowClear
          showSearch={showSearch}
          options={people.map(({ personId, name, unit, post }) => ({
            value: personId,
            label: `${name} · ${unit}${post}`,
          }))}
          onChange={(id) => {
            const person = people.find(({ personId }) => personId === id);
            if (person !== undefined) form.setFieldValue('name', person.name);
          }}
        />
      </Form.Item>
      <Form.Item name="name" label={t('accounts:field.name')} rules={required}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="login"
        label={t('accounts:field.login')}
        extra={t('accounts:field.loginHelp')}
        rules={[...required, { pattern: /^[a-z][a-z0-9._-]{2,31}$/, message: t('accounts:field.loginHelp') }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
    </>
  );
};

const RoleFields = () => {
  const { t } = useText();
  const { text, showSearch } = useSearched();
  const units = useQuery(grantUnitsQuery(text));
  return (
    <>
      <Form.Item
        name="role"
        label={t('accounts:field.role')}
        rules={[{ required: true, message: t('accounts:required') }]}
      >
        <Select<Role>
          showSearch={{ optionFilterProp: 'label' }}
          options={ROLES.filter((role) => role !== 'PUBLIC').map((role) => ({
            value: role,
            label: t(`roles:${role}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="unitId" label={t('accounts:field.unit')} extra={t('accounts:field.unitHelp')}>
        <Select<string>
          allowClear
          showSearch={showSearch}
          options={(units.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </>
  );
};

const HeldField = ({ account }: { account: Account }) => {
  const { t } = useText();
  const { grantOf } = useAccountWords();
  return (
    <Form.Item
      name="grant"
      label={t('accounts:field.grant')}
      rules={[{ required: true, message: t('accounts:required') }]}
    >
      <Select<string>
        options={account.grants.map((grant) => ({
          value: [grant.role, ...(grant.unitId === null ? [] : [grant.unitId])].join(' '),
          label: grantOf(grant),
        }))}
      />
    </Form.Item>
  );
};
