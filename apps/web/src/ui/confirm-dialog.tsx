import type { ReactNode } from 'react';
import { StepDialog } from './step-dialog.tsx';

type ConfirmDialogProps = {
  open: boolean;
  title: ReactNode;
  /** What will happen and what cannot be taken back. */
  children: ReactNode;
  submitLabel?: string;
  danger?: boolean;
  onConfirm: (idempotencyKey: string) => Promise<unknown>;
  onClose: () => void;
  onDone?: () => void;
};

/** A step without a form: it only asks once more. */
export const ConfirmDialog = ({ children, onConfirm, ...rest }: ConfirmDialogProps) => (
  <StepDialog {...rest} note={children} onSubmit={(_, idempotencyKey) => onConfirm(idempotencyKey)} />
);
