import {
  publishCalendarYear,
  rejectCalendarYear,
  withdrawCalendarYear,
} from '@qingfeng/contracts/features/calendar/endpoints.ts';
import { YEAR_STEPS } from '@qingfeng/domain/features/calendar/year.ts';
import type { YearStep } from '@qingfeng/domain/features/calendar/year.ts';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useText } from '../../text/use-text.ts';
import { wording } from '../../text/wording.ts';
import { StepDialog } from '../../ui/step-dialog.tsx';
import type { StepButton } from '../../ui/thing-page.tsx';
import { useYearSettled } from './queries.ts';
import type { Year } from './queries.ts';

const stepOf = (word: string): YearStep | undefined =>
  (Object.keys(YEAR_STEPS) as YearStep[]).find((step) => step === word);

/** Buttons for what the server opens to this person, and the dialog of the one that was pressed. */
export const useYearSteps = (year: Year) => {
  const { t } = useText();
  const settled = useYearSettled();
  const [taking, setTaking] = useState<YearStep | null>(null);
  const { id, version, openSteps } = year;

  const take = (step: YearStep, reason: string, idempotencyKey: string): Promise<Year> => {
    const input = { params: { id }, body: { version }, idempotencyKey };
    if (step === 'publish') return call(publishCalendarYear, input);
    if (step === 'withdraw') return call(withdrawCalendarYear, input);
    return call(rejectCalendarYear, { ...input, body: { version, reason } });
  };

  return {
    buttons: openSteps.flatMap(({ step: word, primary, why }): StepButton[] => {
      const step = stepOf(word);
      if (step === undefined) return [];
      return [
        {
          step,
          label: t(`calendar:step.${step}`),
          primary,
          danger: step === 'reject',
          why: why === null ? null : wording('refusals', why),
          run: () => setTaking(step),
        },
      ];
    }),
    dialog: taking !== null && (
      <StepDialog<{ reason?: string }>
        open
        title={t(`calendar:step.${taking}`)}
        note={t(`calendar:about.${taking}`)}
        submitLabel={t(`calendar:step.${taking}`)}
        danger={taking === 'reject'}
        onSubmit={async ({ reason = '' }, key) => settled(await take(taking, reason, key))}
        onClose={() => setTaking(null)}
      >
        {taking === 'reject' && (
          <Form.Item
            name="reason"
            label={t('calendar:field.reason')}
            rules={[{ required: true, message: t('calendar:required') }]}
          >
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Form.Item>
        )}
      </StepDialog>
    ),
  };
};
