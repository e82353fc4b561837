import { draftRuleVersion } from '@qingfeng/contracts/features/rules/versions.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import type { StepButton } from '../../ui/thing-page.tsx';
import type { DraftValues } from './parameter-fields.tsx';
import { ParameterFields, valuesOf } from './parameter-fields.tsx';
import type { Rule } from './queries.ts';
import { settledCases } from './settled-cases.ts';
import { useVersionSettled, versionQuery } from './version-queries.ts';

/** A new version may be drafted where the server says so; it then has a page of its own. */
export const useRuleSteps = ({ code, version, versions, openSteps }: Rule) => {
  const { t } = useText();
  const navigate = useNavigate();
  const settled = useVersionSettled();
  const [drafting, setDrafting] = useState(false);
  const newest = versions[0]?.parameters ?? [];
  const newestId = versions[0]?.id ?? '';
  const kept = useQuery({ ...versionQuery(newestId), enabled: drafting && newestId !== '' }).data;
  const button: StepButton = {
    step: 'draft',
    label: t('rules:step.draft'),
    primary: true,
    run: () => setDrafting(true),
  };
  const rewrite: StepButton = {
    step: 'rewrite',
    label: t('builder:open.version'),
    primary: false,
    run: () => void navigate(`/rules/${code}/draft`),
  };
  return {
    buttons: openSteps.includes('draft') ? [button, rewrite] : [],
    dialogs: (
      <StepDialog<DraftValues>
        open={drafting}
        title={t('rules:step.draft')}
        note={t('rules:about.draft')}
        submitLabel={t('rules:step.draft')}
        initialValues={{ parameters: valuesOf(newest) }}
        onSubmit={async ({ parameters = {}, settlements = {}, reason }, idempotencyKey) => {
          const cases = kept && settledCases(kept, parameters, settlements);
          const body = { version, parameters, cases, reason };
          const drafted = await call(draftRuleVersion, { params: { code }, body, idempotencyKey });
          settled(drafted);
          await navigate(`/rules/versions/${drafted.id}`);
        }}
        onClose={() => setDrafting(false)}
      >
        <ParameterFields parameters={newest} kept={kept} />
      </StepDialog>
    ),
  };
};
