import { stepTriagePolicy } from '@qingfeng/contracts/features/information/policy.ts';
import { POLICY_STEP_NAMES } from '@qingfeng/domain/features/information/policy.ts';
import type { PolicyStep } from '@qingfeng/domain/features/information/policy.ts';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { PolicyInWords, PolicyState, PolicyVersions } from '../features/information/policy-panels.tsx';
import { policiesQuery, usePoliciesSettled } from '../features/information/policy-queries.ts';
import type { Policies, PolicyVersion } from '../features/information/policy-queries.ts';
import { ProposePolicy } from '../features/information/propose-policy.tsx';
import { call } from '../http/call.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { Note } from '../ui/panel.tsx';
import { StepDialog } from '../ui/step-dialog.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

/** How alerts are triaged, in words: what is in force, or one version beside what it changes. */
export const Page = () => {
  const { id } = useParams();
  return (
    <Loaded result={useQuery(policiesQuery)}>
      {(policies) => (id === undefined ? <InForce policies={policies} /> : <Version policies={policies} id={id} />)}
    </Loaded>
  );
};

const InForce = ({ policies }: { policies: Policies }) => {
  const { t } = useText();
  const [proposing, setProposing] = useState(false);
  const current = policies.versions.find(({ inForce }) => inForce);
  return (
    <>
      <title>{`${t('policy:title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('policy:title')}</h1>
        <span className="muted">{t('policy:note')}</span>
        <span className="row wrap end">
          <Link to="/rules">{t('rules:title')}</Link>
          {policies.mayPropose && (
            <Button type="primary" size="small" onClick={() => setProposing(true)}>
              {t('policy:propose')}
            </Button>
          )}
        </span>
      </div>
      <div className="stack">
        <Note>{current === undefined ? t('policy:ours') : t('policy:number', { number: current.number })}</Note>
        <PolicyInWords policies={policies} policy={policies.inForce} before={null} />
        <PolicyVersions versions={policies.versions} />
      </div>
      {proposing && <ProposePolicy policies={policies} onClose={() => setProposing(false)} />}
    </>
  );
};

const stepOf = (word: string): PolicyStep | undefined => POLICY_STEP_NAMES.find((step) => step === word);

const Version = ({ policies, id }: { policies: Policies; id: string }) => {
  const { t } = useText();
  const [taking, setTaking] = useState<PolicyStep | null>(null);
  const version = policies.versions.find((one) => one.id === id);
  if (version === undefined) return <Empty title={t('policy:none')} />;
  const older = policies.versions.find(({ number, state }) => number < version.number && state === 'PUBLISHED');
  return (
    <ThingPage
      crumb={<Link to="/rules/triage">{t('policy:title')}</Link>}
      title={t('policy:number', { number: version.number })}
      subtitle={version.reason}
      state={<PolicyState version={version} />}
      steps={version.openSteps.flatMap(({ step: word, primary, why }) => {
        const step = stepOf(word);
        if (step === undefined) return [];
        return [
          {
            step,
            label: t(`policy:step.${step}`),
            primary,
            danger: step === 'reject',
            why: why === null ? null : wording('refusals', why),
            run: () => setTaking(step),
          },
        ];
      })}
      timeline={<History version={version} />}
    >
      {version.decision !== null && <Note>{version.decision}</Note>}
      <PolicyInWords
        policies={policies}
        policy={version.policy}
        before={version.state === 'PROPOSED' ? policies.inForce : (older?.policy ?? null)}
      />
      {taking !== null && <Step version={version} step={taking} onClose={() => setTaking(null)} />}
    </ThingPage>
  );
};

const Step = ({ version, step, onClose }: { version: PolicyVersion; step: PolicyStep; onClose: () => void }) => {
  const { t } = useText();
  const settled = usePoliciesSettled();
  return (
    <StepDialog<{ reason?: string }>
      open
      title={t(`policy:step.${step}`)}
      note={t(`policy:about.${step}`)}
      submitLabel={t(`policy:step.${step}`)}
      danger={step === 'reject'}
      onSubmit={async ({ reason }, idempotencyKey) =>
        settled(
          await call(stepTriagePolicy, {
            params: { id: version.id, step },
            body: { version: version.version, reason: reason ?? null },
            idempotencyKey,
          }),
        )
      }
      onClose={onClose}
    >
      {step === 'reject' && (
        <Form.Item
          name="reason"
          label={t('policy:decision')}
          rules={[{ required: true, whitespace: true, message: t('policy:required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      )}
    </StepDialog>
  );
};

const History = ({ version }: { version: PolicyVersion }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const { state, proposedBy, proposedAt, decidedBy, decidedAt } = version;
  return (
    <Timeline
      items={[
        ...(decidedAt === null
          ? []
          : [
              {
                key: 'decided',
                when: [format.moment(decidedAt, today), ...(decidedBy === null ? [] : [decidedBy])].join(' · '),
                what: t(`policy:state.${state}`),
              },
            ]),
        {
          key: 'proposed',
          when: [format.moment(proposedAt, today), ...(proposedBy === null ? [] : [proposedBy])].join(' · '),
          what: t('policy:propose'),
        },
      ]}
    />
  );
};
