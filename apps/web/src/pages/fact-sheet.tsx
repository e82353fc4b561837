import { answerFactSheet } from '@qingfeng/contracts/features/information/endpoints.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { factSheetQuery } from '../features/information/queries.ts';
import type { FactSheet } from '../features/information/queries.ts';
import { call } from '../http/call.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { StateChip } from '../ui/badges.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { Panel } from '../ui/panel.tsx';
import { StepDialog } from '../ui/step-dialog.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

/** One question to the unit, and its answer. */
export const Page = () => {
  const { id = '' } = useParams();
  return <Loaded result={useQuery(factSheetQuery(id))}>{(sheet) => <SheetPage sheet={sheet} />}</Loaded>;
};

const SheetPage = ({ sheet }: { sheet: FactSheet }) => {
  const { t } = useText();
  const [answering, setAnswering] = useState(false);
  const { number, unit, question, answer, state } = sheet;
  return (
    <ThingPage
      crumb={<Link to="/fact-sheets">{t('information:sheets.title')}</Link>}
      title={number}
      subtitle={unit}
      state={
        <StateChip phase={state === 'OPEN' ? 'running' : 'finished'}>{t(`information:sheets.${state}`)}</StateChip>
      }
      // Only who may answer reads it at all; what is answered stays.
      steps={
        state === 'OPEN'
          ? [
              {
                step: 'answer',
                label: t('information:sheets.answer'),
                primary: true,
                shortcut: 'a',
                run: () => setAnswering(true),
              },
            ]
          : []
      }
      timeline={<History sheet={sheet} />}
    >
      <Panel title={t('information:sheets.question')}>
        <p className="prose">{question}</p>
      </Panel>
      {answer !== null && (
        <Panel title={t('information:sheets.answer')}>
          <p className="prose">{answer}</p>
        </Panel>
      )}
      <AnswerDialog sheet={sheet} open={answering} onClose={() => setAnswering(false)} />
    </ThingPage>
  );
};

const AnswerDialog = ({ sheet, open, onClose }: { sheet: FactSheet; open: boolean; onClose: () => void }) => {
  const { t } = useText();
  const client = useQueryClient();
  const { id, version } = sheet;
  return (
    <StepDialog<{ answer: string }>
      open={open}
      wide
      title={t('information:sheets.answer')}
      note={t('information:sheets.answerNote')}
      submitLabel={t('information:sheets.answer')}
      onSubmit={async ({ answer }, idempotencyKey) => {
        const after = await call(answerFactSheet, { params: { id }, body: { version, answer }, idempotencyKey });
        client.setQueryData(factSheetQuery(id).queryKey, after);
        for (const key of ['fact-sheets', 'tasks', 'me']) void client.invalidateQueries({ queryKey: [key] });
      }}
      onClose={onClose}
    >
      <Form.Item
        name="answer"
        label={t('information:sheets.answer')}
        rules={[{ required: true, message: t('warnings:required') }]}
      >
        <Input.TextArea rows={8} maxLength={5000} showCount />
      </Form.Item>
    </StepDialog>
  );
};

const History = ({ sheet: { state, askedAt, answeredAt, dueOn } }: { sheet: FactSheet }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  return (
    <Timeline
      items={[
        ...(state === 'OPEN'
          ? [{ key: 'due', when: format.day(dueOn, today), what: t('information:sheets.waiting'), coming: true }]
          : []),
        ...(answeredAt === null
          ? []
          : [{ key: 'answered', when: format.moment(answeredAt, today), what: t('information:sheets.answered') }]),
        { key: 'asked', when: format.moment(askedAt, today), what: t('information:sheets.asked') },
      ]}
    />
  );
};
