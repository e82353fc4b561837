import { draftSuccessor } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import { useNavigate } from 'react-router';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { ContentFields, contentOf } from './content-fields.tsx';
import type { ContentValues } from './content-fields.tsx';
import { useSettled } from './queries.ts';
import type { StepProps } from './step-form.tsx';

/** The higher warning that is to follow: begun from what the old one says, and shown as a draft of its own. */
export const DraftSuccessorStep = ({
  warning: { id, version, caseNumber, successorForm },
  open,
  onClose,
}: StepProps) => {
  const { t } = useText();
  const navigate = useNavigate();
  const settled = useSettled();
  if (successorForm === null) return null;
  const { levels, levelCode, circumstance, mode, facts, questions } = successorForm;
  return (
    <StepDialog<ContentValues>
      open={open}
      onClose={onClose}
      title={t('warnings:step.draftSuccessor')}
      submitLabel={t('warnings:propose.submit')}
      note={t('warnings:about.draftSuccessor', { number: caseNumber })}
      wide
      initialValues={{
        ...(levelCode === null ? {} : { levelCode }),
        ...(circumstance === null ? {} : { circumstance }),
        ...(mode === null ? {} : { mode }),
        facts: [...facts],
        questions: [...questions],
      }}
      onSubmit={async (values, idempotencyKey) => {
        const draft = await call(draftSuccessor, {
          params: { id },
          body: { version, ...contentOf(values) },
          idempotencyKey,
        });
        await settled(draft.id, draft);
        void navigate(`/warnings/${draft.id}`);
      }}
    >
      <ContentFields levels={levels} />
    </StepDialog>
  );
};
