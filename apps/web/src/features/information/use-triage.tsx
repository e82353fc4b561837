import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import type { StepButton } from '../../ui/thing-page.tsx';
import type { Information } from './queries.ts';
import { TRIAGE, isTriageStep } from './triage-steps.tsx';

const PRIMARY_KEY = 'a';

/** Buttons for the steps that the server lists, with verifying alone and a remark beside them; and the dialogs opened so far. */
export const useTriage = (information: Information) => {
  const { t } = useText();
  const navigate = useNavigate();
  const [current, setCurrent] = useState<string | null>(null);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const { id, openSteps, state } = information;
  const open = (step: string): void => {
    setCurrent(step);
    setOpened((before) => (before.includes(step) ? before : [...before, step]));
  };
  // To verify without asking anyone is the same step of the life; only screening has somewhere to go by it.
  const listed = openSteps.flatMap((each) =>
    each.step === 'ask' && state === 'SCREENING' ? [each, { ...each, step: 'verify', primary: false }] : [each],
  );
  const offered = [...listed, { step: 'note', open: true, primary: false, why: null }];
  return {
    buttons: offered.flatMap(({ step, primary, why }): StepButton[] =>
      isTriageStep(step) || step === 'propose'
        ? [
            {
              step,
              label: t(`information:step.${step}`),
              primary,
              danger: step === 'transfer',
              why: why === null ? null : wording('refusals', why),
              ...(primary ? { shortcut: PRIMARY_KEY } : {}),
              // A proposal is a page of its own.
              run: () => (step === 'propose' ? void navigate(`/warning-proposals/${id}`) : open(step)),
            },
          ]
        : [],
    ),
    dialogs: opened.map((step) => {
      if (!isTriageStep(step)) return null;
      const Dialog = TRIAGE[step];
      return <Dialog key={step} information={information} open={current === step} onClose={() => setCurrent(null)} />;
    }),
  };
};
