import type { Unit } from '@qingfeng/domain/features/rules/language.ts';
import { written } from '@qingfeng/domain/features/rules/words.ts';
import { Link } from 'react-router';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { StateChip } from '../../ui/badges.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { KeyValues, Panel } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import type { Rule } from './queries.ts';
import type { RuleVersion } from './version-queries.ts';

const PHASES = {
  DRAFT: 'waiting',
  BACKTEST: 'running',
  REVIEWED: 'running',
  PUBLISHED: 'running',
  PAUSED: 'waiting',
  RETIRED: 'finished',
} as const;

export const VersionState = ({ version: { state, frozen } }: { version: Pick<RuleVersion, 'state' | 'frozen'> }) => {
  const { t } = useText();
  return <StateChip phase={PHASES[state]}>{frozen ? t('rules:state.FROZEN') : t(`rules:version.${state}`)}</StateChip>;
};

/** A number of a parameter as people write it: 50,000元, 7天. */
const useSaid = () => {
  const { language } = useFormat();
  return (value: number, unit: string): string => written(value, unit as Unit, language === 'en' ? 'en' : 'zh');
};

/** What the parameters are set to, and what they may be set to. */
export const ParameterTable = ({
  parameters,
  note,
}: {
  parameters: Rule['versions'][number]['parameters'];
  note?: string;
}) => {
  const { t } = useText();
  const said = useSaid();
  if (parameters.length === 0) return null;
  return (
    <Panel title={t('rules:parameters.title')} note={note} flush>
      <DataTable
        label={t('rules:parameters.title')}
        rows={parameters}
        rowKey={({ key }) => key}
        columns={[
          { key: 'label', label: t('rules:parameters.name'), phone: 'headline', cell: ({ label }) => label },
          {
            key: 'value',
            label: t('rules:parameters.value'),
            width: '12em',
            cell: ({ value, unit }) => said(value, unit),
          },
          {
            key: 'range',
            label: t('rules:parameters.range'),
            width: '14em',
            className: 'muted',
            cell: ({ min, max, unit }) => t('rules:parameters.between', { min: said(min, unit), max: said(max, unit) }),
          },
        ]}
      />
    </Panel>
  );
};

/** What the version changes against the one in force. */
export const Differences = ({ version: { inForce, changed, rewritten } }: { version: RuleVersion }) => {
  const { t } = useText();
  const said = useSaid();
  if (inForce === null) return null;
  return (
    <Panel
      title={t('rules:compare.title')}
      note={<Link to={`/rules/versions/${inForce.id}`}>{t('rules:version', { number: inForce.number })}</Link>}
      flush={changed.length > 0}
    >
      {changed.length > 0 && (
        <DataTable
          label={t('rules:compare.title')}
          rows={changed}
          rowKey={({ key }) => key}
          columns={[
            { key: 'label', label: t('rules:parameters.name'), phone: 'headline', cell: ({ label }) => label },
            {
              key: 'from',
              label: t('rules:compare.from'),
              width: '12em',
              className: 'muted',
              cell: ({ from, unit }) => said(from, unit),
            },
            { key: 'to', label: t('rules:compare.to'), width: '12em', cell: ({ to, unit }) => <b>{said(to, unit)}</b> },
          ]}
        />
      )}
      {rewritten ? (
        <p className="caption">{t('rules:compare.rewritten')}</p>
      ) : (
        changed.length === 0 && <p className="caption">{t('rules:compare.none')}</p>
      )}
    </Panel>
  );
};

/** Who wrote it, who approved it, and how many more have to. */
export const Approvals = ({ version }: { version: RuleVersion }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const { author, approvers, approvalsNeeded, createdAt, publishedAt, reason, stateReason, alerts, authorless } = {
    ...version,
    authorless: version.author === null,
  };
  return (
    <Panel title={t('rules:approval.title')}>
      <KeyValues
        facts={[
          { label: t('rules:approval.author'), value: author ?? t('rules:versions.shipped') },
          { label: t('rules:approval.created'), value: format.moment(createdAt, today) },
          ...(authorless
            ? []
            : [
                {
                  label: t('rules:approval.approvers'),
                  value: `${approvers.join('、') || t('none')}（${t('rules:approval.of', { given: approvers.length, needed: approvalsNeeded })}）`,
                },
              ]),
          ...(publishedAt === null
            ? []
            : [{ label: t('rules:approval.published'), value: format.moment(publishedAt, today) }]),
          ...(reason === null ? [] : [{ label: t('rules:approval.reason'), value: reason }]),
          ...(stateReason === null ? [] : [{ label: t('rules:approval.stateReason'), value: stateReason }]),
          { label: t('rules:approval.alerts'), value: format.number(alerts) },
        ]}
      />
    </Panel>
  );
};

export const VersionTimeline = ({ version: { timeline, createdAt, id } }: { version: RuleVersion }) => {
  const { t } = useText();
  const wording = useWording();
  const format = useFormat();
  const today = useToday();
  const told = timeline.map(({ id: key, at, actor, type }) => ({
    key,
    when: `${format.moment(at, today)} · ${actor ?? t('rules:engine')}`,
    what: wording('rules', `event.${type}`),
  }));
  const shipped = { key: id, when: format.moment(createdAt, today), what: t('rules:versions.shipped') };
  return <Timeline items={told.length === 0 ? [shipped] : told} />;
};
