import { downloadAuditExport, stepAuditExport } from '@qingfeng/contracts/features/audit/endpoints.ts';
import type { AuditExportStep } from '@qingfeng/domain/features/audit/audit-export.ts';
import { AUDIT_EXPORT_STEP_NAMES } from '@qingfeng/domain/features/audit/audit-export.ts';
import { useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import {
  auditExportQuery,
  phaseOfExport,
  useExportScope,
  useExportsSettled,
} from '../features/audit/export-queries.ts';
import type { AuditExport } from '../features/audit/export-queries.ts';
import { call } from '../http/call.ts';
import { download } from '../http/download.ts';
import { useToday } from '../http/me.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { wording } from '../text/wording.ts';
import { StateChip } from '../ui/badges.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { KeyValues, Note, Panel } from '../ui/panel.tsx';
import { StepDialog } from '../ui/step-dialog.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import type { StepButton } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

/** One export of the record: what of it is to leave and why; approved, who asked fetches it here. */
export const Page = () => {
  const { id = '' } = useParams();
  return <Loaded result={useQuery(auditExportQuery(id))}>{(asked) => <ExportPage asked={asked} />}</Loaded>;
};

/** The task of who fetched it is closed by the download itself, a moment after the address was opened. */
const AFTER_DOWNLOAD_MS = 2_000;

const ExportPage = ({ asked }: { asked: AuditExport }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const scopeOf = useExportScope();
  const settled = useExportsSettled();
  const [taking, setTaking] = useState<AuditExportStep | null>(null);
  const { id, state, filters, reason, note, expiresAt, downloads, openSteps, mayDownload } = asked;
  const fetchIt = async (): Promise<void> => {
    await download(downloadAuditExport, { params: { id } });
    setTimeout(() => void settled(), AFTER_DOWNLOAD_MS);
  };
  const steps: StepButton[] = [
    ...(mayDownload
      ? [{ step: 'download', label: t('audit:export.download'), primary: true, run: () => void fetchIt() }]
      : []),
    ...openSteps.flatMap(({ step: word, primary, why }): StepButton[] => {
      const step = AUDIT_EXPORT_STEP_NAMES.find((each) => each === word);
      if (step === undefined) return [];
      const told = why === null ? null : wording('refusals', why);
      const label = t(`audit:export.step.${step}`);
      return [{ step, label, primary, danger: step === 'refuse', why: told, run: () => setTaking(step) }];
    }),
  ];
  return (
    <ThingPage
      crumb={<Link to="/audit/exports">{t('audit:export.list')}</Link>}
      title={t('audit:export.title')}
      state={<StateChip phase={phaseOfExport(state)}>{t(`audit:export.state.${state}`)}</StateChip>}
      steps={steps}
      timeline={<History asked={asked} />}
    >
      <Note>{t(`audit:export.means.${state}`)}</Note>
      <Panel title={t('audit:export.facts')}>
        <KeyValues
          facts={[
            { label: t('audit:export.scope'), value: scopeOf(filters) },
            { label: t('audit:export.reason'), value: reason },
            ...(note === null ? [] : [{ label: t('audit:export.note'), value: note }]),
            ...(expiresAt === null
              ? []
              : [{ label: t('audit:export.expires'), value: format.moment(expiresAt, today) }]),
            ...(downloads === 0 ? [] : [{ label: t('audit:export.downloads'), value: format.number(downloads) }]),
          ]}
        />
      </Panel>
      {taking !== null && <StepExport asked={asked} step={taking} onClose={() => setTaking(null)} />}
    </ThingPage>
  );
};

type Values = { readonly note?: string };

const StepExport = ({
  asked: { id, version },
  step,
  onClose,
}: {
  asked: AuditExport;
  step: AuditExportStep;
  onClose: () => void;
}) => {
  const { t } = useText();
  const settled = useExportsSettled();
  return (
    <StepDialog<Values>
      open
      title={t(`audit:export.step.${step}`)}
      note={t(`audit:export.stepNote.${step}`)}
      submitLabel={t(`audit:export.step.${step}`)}
      danger={step === 'refuse'}
      onSubmit={async ({ note }, idempotencyKey) => {
        await call(stepAuditExport, { params: { id, step }, body: { version, note: note ?? null }, idempotencyKey });
        await settled();
      }}
      onClose={onClose}
    >
      {step === 'refuse' && (
        <Form.Item
          name="note"
          label={t('audit:export.note')}
          rules={[{ required: true, whitespace: true, message: t('accounts:required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      )}
    </StepDialog>
  );
};

const History = ({ asked }: { asked: AuditExport }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const { state, requestedBy, requestedAt, decidedBy, decidedAt } = asked;
  return (
    <Timeline
      items={[
        ...(state === 'REQUESTED'
          ? [{ key: 'waits', when: t('audit:export.waits'), what: t('audit:export.state.REQUESTED'), coming: true }]
          : []),
        ...(decidedAt === null
          ? []
          : [
              {
                key: 'decided',
                when: [format.moment(decidedAt, today), decidedBy].join(' · '),
                what: t(state === 'REFUSED' ? 'audit:export.state.REFUSED' : 'audit:export.state.APPROVED'),
              },
            ]),
        {
          key: 'asked',
          when: [format.moment(requestedAt, today), requestedBy].join(' · '),
          what: t('audit:export.ask'),
        },
      ]}
    />
  );
};
