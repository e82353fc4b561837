import { cancelBackTest, requestBackTest } from '@qingfeng/contracts/features/rules/back-tests.ts';
import { addMonths } from '@qingfeng/domain/shared/local-date.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useEffect, useState } from 'react';
import { call } from '../../http/call.ts';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { DayField } from '../../ui/day-field.tsx';
import { Loaded } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StepDialog } from '../../ui/step-dialog.tsx';
import type { BackTest } from './back-test-queries.ts';
import { backTestQuery, isUnderWay } from './back-test-queries.ts';
import { BackTestResultView } from './back-test-result.tsx';
import type { RuleVersion } from './version-queries.ts';
import { versionQuery } from './version-queries.ts';

/** The latest back-test of a version and, where the viewer may, another one. */
export const BackTestPanel = ({ version: { id, backTests, mayBackTest, recordKind } }: { version: RuleVersion }) => {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const [latest] = backTests;
  return (
    <Panel
      title={t('rules:backTest.title')}
      action={
        mayBackTest && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t(latest === undefined ? 'rules:backTest.run' : 'rules:backTest.again')}
          </Button>
        )
      }
    >
      {latest === undefined ? (
        <p className="caption">{t('rules:backTest.none')}</p>
      ) : (
        <Latest testId={latest.id} kind={recordKind} />
      )}
      <AskForTest versionId={id} open={asking} onClose={() => setAsking(false)} />
    </Panel>
  );
};

const Latest = ({ testId, kind }: { testId: string; kind: string }) => {
  const client = useQueryClient();
  const result = useQuery(backTestQuery(testId));
  const { data } = result;
  const over = data !== undefined && !isUnderWay(data);
  // A finished test opens the next step of its version.
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: versionQuery(data.versionId).queryKey });
  }, [client, over, data?.versionId]);
  return <Loaded result={result}>{(test) => <TestView test={test} kind={kind} />}</Loaded>;
};

const TestView = ({ test, kind }: { test: BackTest; kind: string }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const client = useQueryClient();
  const { id, state, percent, from, to, seconds, current, mayCancel, result } = test;
  return (
    <div className="stack">
      <p className="caption">
        {t('rules:backTest.period', { from: format.day(from, today), to: format.day(to, today) })}
        {seconds !== null && state === 'DONE' && t('rules:backTest.took', { seconds: seconds.toFixed(1) })}
        {!current && t('rules:backTest.outdated')}
      </p>
      {isUnderWay(test) ? (
        <div className="row">
          <progress className="progress" max={100} value={percent} aria-label={t('rules:backTest.title')} />
          <span className="muted" role="status">
            {t(`rules:backTest.${state}`)} {percent}%
          </span>
          {mayCancel && (
            <Button
              size="small"
              onClick={() => {
                void call(cancelBackTest, { params: { id } }).then((after) =>
                  client.setQueryData(backTestQuery(id).queryKey, after),
                );
              }}
            >
              {t('job.cancel')}
            </Button>
          )}
        </div>
      ) : result === null ? (
        <p className="muted">{t(`rules:backTest.${state}`)}</p>
      ) : (
        <BackTestResultView result={result} kind={kind} />
      )}
    </div>
  );
};

type Values = { from: LocalDate; to: LocalDate };

const AskForTest = ({ versionId, open, onClose }: { versionId: string; open: boolean; onClose: () => void }) => {
  const { t } = useText();
  const today = useToday();
  const client = useQueryClient();
  const required = [{ required: true, message: t('warnings:required') }];
  return (
    <StepDialog<Values>
      open={open}
      title={t('rules:backTest.run')}
      note={t('rules:backTest.note')}
      submitLabel={t('rules:backTest.run')}
      initialValues={{ from: addMonths(today, -24), to: today }}
      onSubmit={async (body, idempotencyKey) => {
        await call(requestBackTest, { params: { id: versionId }, body, idempotencyKey });
        await client.invalidateQueries({ queryKey: versionQuery(versionId).queryKey });
      }}
      onClose={onClose}
    >
      <Form.Item name="from" label={t('rules:backTest.from')} rules={required}>
        <DayField />
      </Form.Item>
      <Form.Item name="to" label={t('rules:backTest.to')} rules={required}>
        <DayField />
      </Form.Item>
    </StepDialog>
  );
};
