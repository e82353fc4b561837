import { stepMapping } from '@qingfeng/contracts/features/sources/mapping.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { MappingStep } from '@qingfeng/domain/features/sources/mapping-life.ts';
import { Form, Input } from 'antd';
import { call } from '../../../http/call.ts';
import { useText } from '../../../text/use-text.ts';
import { StepDialog } from '../../../ui/step-dialog.tsx';
import type { MappingVersion } from './mapping-queries.ts';
import { useMappingsSettled } from './mapping-queries.ts';
import { useMappingWords } from './mapping-words.ts';

type Props = {
  feedId: string;
  kind: Kind;
  version: MappingVersion;
  step: MappingStep;
  onClose: () => void;
  onDone?: () => void;
};

/** One step of a version; a no says why, and what is put forward says what it changes. */
export const MappingStepDialog = ({ feedId, kind, version, step, onClose, onDone }: Props) => {
  const { t } = useText();
  const { fieldsOf } = useMappingWords();
  const settled = useMappingsSettled(feedId);
  const enforces = step === 'submit' && version.changed.length === 0;
  const title = enforces ? t('mapping:enforce') : t(`mapping:step.${step}`);
  return (
    <StepDialog<{ reason?: string }>
      open
      title={title}
      note={t(enforces ? 'mapping:about.enforce' : `mapping:about.${step}`, {
        fields: fieldsOf(kind, version.changed),
      })}
      submitLabel={title}
      danger={step === 'refuse' || step === 'discard'}
      onSubmit={async ({ reason }, idempotencyKey) =>
        settled(
          await call(stepMapping, {
            params: { id: feedId, mappingId: version.id, step },
            body: { version: version.version, reason: reason ?? null },
            idempotencyKey,
          }),
        )
      }
      onClose={onClose}
      {...(onDone === undefined ? {} : { onDone })}
    >
      {step === 'refuse' && (
        <Form.Item
          name="reason"
          label={t('mapping:reason')}
          rules={[{ required: true, whitespace: true, message: t('mapping:required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      )}
    </StepDialog>
  );
};
