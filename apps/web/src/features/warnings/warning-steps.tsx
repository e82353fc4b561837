import type { ComponentType } from 'react';
import { useState } from 'react';
import { useWording } from '../../text/wording.ts';
import type { StepButton } from '../../ui/thing-page.tsx';
import {
  ApproveStep,
  AskMoreStep,
  ProposeEscalationStep,
  RaiseStep,
  ReassignStep,
  RejectStep,
  RescindStep,
  ReviseStep,
  SubmitStep,
  TransferStep,
  WithdrawStep,
} from './decision-steps.tsx';
import {
  AcceptStep,
  ArchiveStep,
  FailVisitStep,
  GrantExtensionStep,
  LiftStep,
  PassVisitStep,
  RefuseExtensionStep,
  RefuseLiftStep,
  ResumeStep,
  ReturnStep,
  ReviewStep,
  SuspendStep,
} from './handling-steps.tsx';
import type { Warning } from './queries.ts';
import { FileStep, InterviewStep, IssueStep, RemindStep, ServeStep } from './service-steps.tsx';
import type { StepProps } from './step-form.tsx';
import { DraftSuccessorStep } from './successor-step.tsx';
import { openPoints } from './warning-words.ts';

/** The dialog of each step of those who handle and decide. What is not here is the object's own, or the engine's. */
const DIALOGS: Readonly<Record<string, ComponentType<StepProps>>> = {
  revise: ReviseStep,
  reassign: ReassignStep,
  submit: SubmitStep,
  withdraw: WithdrawStep,
  approve: ApproveStep,
  raise: RaiseStep,
  askMore: AskMoreStep,
  reject: RejectStep,
  issue: IssueStep,
  rescind: RescindStep,
  serve: ServeStep,
  interview: InterviewStep,
  file: FileStep,
  review: ReviewStep,
  accept: AcceptStep,
  return: ReturnStep,
  grantExtension: GrantExtensionStep,
  refuseExtension: RefuseExtensionStep,
  suspend: SuspendStep,
  resume: ResumeStep,
  passVisit: PassVisitStep,
  failVisit: FailVisitStep,
  lift: LiftStep,
  refuseLift: RefuseLiftStep,
  archive: ArchiveStep,
  proposeEscalation: ProposeEscalationStep,
  draftSuccessor: DraftSuccessorStep,
  transfer: TransferStep,
  remind: RemindStep,
};

const DANGEROUS: readonly string[] = ['withdraw', 'reject', 'rescind', 'transfer'];
/** The primary step's key. */
const PRIMARY_KEY = 'a';

/** Buttons for the steps that the server lists, and the dialogs that were opened so far. */
export const useWarningSteps = (warning: Warning) => {
  const wording = useWording();
  const [current, setCurrent] = useState<string | null>(null);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const open = (step: string): void => {
    setCurrent(step);
    setOpened((before) => (before.includes(step) ? before : [...before, step]));
  };
  const offered = warning.openSteps.filter(({ step }) => DIALOGS[step] !== undefined);
  return {
    buttons: offered.map(({ step, primary, why }): StepButton => ({
      step,
      label: wording('warnings', `step.${step}`),
      primary,
      danger: DANGEROUS.includes(step),
      why: why === null ? null : wording('refusals', why, openPoints(warning)),
      ...(primary ? { shortcut: PRIMARY_KEY } : {}),
      run: () => open(step),
    })),
    dialogs: opened.map((step) => {
      const Dialog = DIALOGS[step];
      return Dialog === undefined ? null : (
        <Dialog key={step} warning={warning} open={current === step} onClose={() => setCurrent(null)} />
      );
    }),
  };
};
