import { respondToWarning } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Button, Checkbox, Form, Input } from 'antd';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { DayField } from '../../ui/day-field.tsx';
import { FileField, fileIdsOf } from './file-field.tsx';
import { useDraft } from './own-draft.ts';
import { OwnStep } from './own-step.tsx';
import type { ServedWarning, StoredFile } from './queries.ts';
import { WordsField, useRequired } from './step-form.tsx';

type MeasureValues = { text: string; owner: string; dueOn?: LocalDate | null; evidenceType: string };
type Values = { text: string; measures?: MeasureValues[]; files?: StoredFile[]; signed?: boolean };

type OwnResponseProps = { warning: ServedWarning; open: boolean; onClose: () => void };

/** The explanation, the measures or the report as a whole, signed; what was typed outlives a closed page. */
export const OwnResponse = ({ warning: { id, version, owes, object }, open, onClose }: OwnResponseProps) => {
  const { t } = useText();
  const draft = useDraft<Partial<Values>>(id, 'response', {});
  const owesMeasures = owes?.kind === 'MEASURES';
  return (
    <OwnStep<Values>
      id={id}
      open={open}
      title={t('warnings:own.respond')}
      note={owes === null ? undefined : `${t(`warnings:owes.${owes.kind}`)}。${t('warnings:own.draftNote')}`}
      wide
      initialValues={{
        ...(owesMeasures ? { measures: [{ text: '', owner: object.name, evidenceType: '' }] } : {}),
        ...draft.value,
      }}
      send={({ text, measures = [], files }, sending) =>
        call(respondToWarning, {
          ...sending,
          body: {
            version,
            text,
            fileIds: fileIdsOf(files),
            measures: measures.map(({ dueOn, ...measure }) => ({ ...measure, dueOn: dueOn ?? null })),
            signed: true,
          },
        })
      }
      onClose={onClose}
      onDone={draft.forget}
      onTyped={draft.save}
    >
      <WordsField name="text" label={t('warnings:own.respondText')} rows={6} max={20_000} />
      {owesMeasures && <MeasureFields />}
      <Form.Item
        name="files"
        label={t('warnings:own.evidence')}
        rules={
          owes?.kind === 'RECTIFY_REPORT'
            ? [{ required: true, type: 'array', min: 1, message: t('warnings:own.evidenceNeeded') }]
            : []
        }
      >
        <FileField warningId={id} multiple />
      </Form.Item>
      <SignedField />
    </OwnStep>
  );
};

const MeasureFields = () => {
  const { t } = useText();
  const required = useRequired();
  return (
    <Form.List name="measures">
      {(fields, { add, remove }) => (
        <div className="stack">
          {fields.map(({ key, name: nth }) => (
            <fieldset key={key} className="measure-fields">
              <legend className="row">
                {t('warnings:own.measureText')} {nth + 1}
                {fields.length > 1 && (
                  <button
                    type="button"
                    className="link-button"
                    aria-label={t('warnings:field.remove', { nth: nth + 1 })}
                    onClick={() => remove(nth)}
                  >
                    ✕
                  </button>
                )}
              </legend>
              <Form.Item name={[nth, 'text']} label={t('warnings:own.measureText')} rules={required}>
                <Input.TextArea rows={1} className="grows" maxLength={2_000} />
              </Form.Item>
              <Form.Item name={[nth, 'owner']} label={t('warnings:measures.owner')} rules={required}>
                <Input maxLength={50} />
              </Form.Item>
              <Form.Item name={[nth, 'dueOn']} label={t('warnings:measures.due')} rules={required}>
                <DayField />
              </Form.Item>
              <Form.Item
                name={[nth, 'evidenceType']}
                label={t('warnings:own.measureEvidence')}
                extra={t('warnings:own.measureEvidenceHelp')}
                rules={required}
              >
                <Input maxLength={100} />
              </Form.Item>
            </fieldset>
          ))}
          <Button onClick={() => add({ text: '', owner: '', evidenceType: '' })}>{t('warnings:own.addMeasure')}</Button>
        </div>
      )}
    </Form.List>
  );
};

/** The person's own signature, by this account. */
export const SignedField = () => {
  const { t } = useText();
  return (
    <Form.Item
      name="signed"
      valuePropName="checked"
      rules={[
        {
          validator: (_, signed) =>
            signed === true ? Promise.resolve() : Promise.reject(new Error(t('warnings:required'))),
        },
      ]}
    >
      <Checkbox>{t('warnings:own.signed')}</Checkbox>
    </Form.Item>
  );
};
