import type { ReactNode } from 'react';
import { StepDialog } from '../../ui/step-dialog.tsx';
import { useOwnSettled } from './queries.ts';
import type { OwnWarning } from './queries.ts';
import type { Sending } from './step-form.tsx';

type OwnStepProps<Values extends object> = {
  id: string;
  open: boolean;
  title: string;
  note?: ReactNode;
  wide?: boolean;
  initialValues?: Partial<Values>;
  send: (values: Values, sending: Sending) => Promise<OwnWarning>;
  onClose: () => void;
  onDone?: () => void;
  onTyped?: (values: Values) => void;
  children?: ReactNode;
};

/** A step of the person warned, in its dialog. */
export const OwnStep = <Values extends object>({ id, title, send, ...rest }: OwnStepProps<Values>) => {
  const settled = useOwnSettled();
  return (
    <StepDialog<Values>
      {...rest}
      title={title}
      submitLabel={title}
      onSubmit={async (values, idempotencyKey) => settled(await send(values, { params: { id }, idempotencyKey }))}
    />
  );
};
