import { findSubjects } from '@qingfeng/contracts/features/information/endpoints.ts';
import { proposeWarning } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Form, Radio, Select } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { ContentFields, contentOf } from '../features/warnings/content-fields.tsx';
import type { ContentValues } from '../features/warnings/content-fields.tsx';
import { proposalQuery, useSettled } from '../features/warnings/queries.ts';
import type { ProposalForm } from '../features/warnings/queries.ts';
import { useRequired } from '../features/warnings/step-form.tsx';
import { useWarningWords } from '../features/warnings/warning-words.ts';
import { call } from '../http/call.ts';
import { useIdempotencyKey } from '../http/key.ts';
import { useText } from '../text/use-text.ts';
import { Loaded } from '../ui/page-states.tsx';
import { Note, Panel } from '../ui/panel.tsx';
import { RefusalNotice } from '../ui/refusal-notice.tsx';

/** A warning proposed from adopted information: it becomes a draft, nothing more. */
export const Page = () => {
  const { id = '' } = useParams();
  return <Loaded result={useQuery(proposalQuery(id))}>{(form) => <Proposal form={form} />}</Loaded>;
};

type Values = ContentValues & { schemeVersionId: string; object: string };
type Kind = 'PERSON' | 'UNIT';

const Proposal = ({ form: { information, object, facts, questions, schemes } }: { form: ProposalForm }) => {
  const { t } = useText();
  const navigate = useNavigate();
  const settled = useSettled();
  const keyOf = useIdempotencyKey();
  const required = useRequired();
  const [form] = Form.useForm<Values>();
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const chosen = Form.useWatch('schemeVersionId', form);
  const levels = schemes.find(({ versionId }) => versionId === chosen)?.levels ?? [];

  const submit = async ({ schemeVersionId, object: chosenObject, ...content }: Values): Promise<void> => {
    if (sending) return;
    setSending(true);
    setError(null);
    const [kind, id = ''] = chosenObject.split(' ');
    const body = {
      informationId: information.id,
      schemeVersionId,
      object: { kind: kind as Kind, id },
      ...contentOf(content),
    };
    try {
      const draft = await call(proposeWarning, { body, idempotencyKey: keyOf(body) });
      await settled(draft.id, draft);
      void navigate(`/warnings/${draft.id}`);
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };

  return (
    <div className="proposal-page">
      <title>{`${t('warnings:propose.title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('warnings:propose.title')}</h1>
        <Link className="muted" to={`/information/${information.id}`}>
          {t('warnings:propose.from', { number: information.number, title: information.title })}
        </Link>
      </div>
      <Panel title={t('warnings:propose.title')} note={t('warnings:propose.note')}>
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark="optional"
          scrollToFirstError
          initialValues={{
            schemeVersionId: schemes[0]?.versionId,
            object: object === null ? undefined : `${object.kind} ${object.id}`,
            facts: [...facts],
            questions: [...questions],
          }}
          onFinish={(values) => void submit(values)}
        >
          <Form.Item
            name="object"
            label={t('warnings:field.object')}
            extra={t('warnings:field.objectHelp')}
            rules={required}
          >
            <SubjectSelect first={object} />
          </Form.Item>
          <Form.Item name="schemeVersionId" label={t('warnings:field.scheme')} rules={required}>
            <Radio.Group
              options={schemes.map(({ versionId, name }) => ({ value: versionId, label: name }))}
              onChange={() => form.setFieldsValue({ levelCode: '', circumstance: '', mode: '' })}
            />
          </Form.Item>
          <ContentFields levels={levels} />
          <Owed levels={levels} />
          {error !== null && <RefusalNotice error={error} />}
          <div className="dialog-foot">
            <Button onClick={() => void navigate(-1)}>{t('dialog.cancel')}</Button>
            <Button type="primary" htmlType="submit" disabled={sending}>
              {sending ? t('dialog.sending') : t('warnings:propose.submit')}
            </Button>
          </div>
        </Form>
      </Panel>
    </div>
  );
};

/** What the chosen level makes the person do, before anyone decides on it. */
const Owed = ({ levels }: { levels: ProposalForm['schemes'][number]['levels'] }) => {
  const { t } = useText();
  const { period } = useWarningWords();
  const code: unknown = Form.useWatch('levelCode', Form.useFormInstance());
  const level = levels.find((one) => one.code === code);
  if (level === undefined) return null;
  const { response } = level;
  if (response === null) return <Note>{t('warnings:propose.owesNothing')}</Note>;
  const owes = [t(`warnings:owes.${response.kind}`), ...(response.period === null ? [] : [period(response.period)])];
  return <Note>{t('warnings:propose.owes', { owes: owes.join('，') })}</Note>;
};

type SubjectSelectProps = {
  /** The one that the information names. */
  first: ProposalForm['object'];
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
};

/** A person or unit in the viewer's scope, found by name, initials or code. */
const SubjectSelect = ({ first, ...rest }: SubjectSelectProps) => {
  const [q, setQ] = useState('');
  const found = useQuery({
    queryKey: ['subjects', q],
    queryFn: ({ signal }) => call(findSubjects, { query: { q }, signal }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const known = first === null ? [] : [{ ...first, unitId: '' }];
  const items = [...known, ...(found.data?.items ?? []).filter(({ id }) => id !== first?.id)];
  return (
    <Select<string>
      {...rest}
      showSearch={{ filterOption: false, onSearch: setQ }}
      options={items.map(({ kind, id, name, unit, post }) => ({
        value: `${kind} ${id}`,
        label: [name, ...(unit === name ? [] : [unit]), post].filter((part) => part !== null).join(' · '),
      }))}
    />
  );
};
