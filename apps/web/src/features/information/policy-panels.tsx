import { Link } from 'react-router';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { StateChip } from '../../ui/badges.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { GROUP_NAMES, POLICY_GROUPS, usePolicyWords } from './policy-words.ts';
import type { Policies, Policy, PolicyVersion } from './policy-queries.ts';

/** A policy in sentences; beside each that differs from `before`, what it was. */
export const PolicyInWords = ({
  policies,
  policy,
  before,
}: {
  policies: Policies;
  policy: Policy;
  before: Policy | null;
}) => {
  const { t } = useText();
  const said = usePolicyWords(policies);
  return GROUP_NAMES.map((group) => (
    <Panel
      key={group}
      title={t(`policy:group.${group}`)}
      note={group === 'snooze' ? undefined : t(`policy:groupNote.${group}`)}
    >
      <ul className="plain-list">
        {POLICY_GROUPS[group].map((part) => {
          const [now, was] = [said(policy, part), before === null ? null : said(before, part)];
          return (
            <li key={part}>
              {was === null || was === now ? (
                t(`policy:say.${part}`, { value: now })
              ) : (
                <>
                  <mark>{t(`policy:say.${part}`, { value: now })}</mark>{' '}
                  <span className="dim">{t('policy:was', { value: was })}</span>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  ));
};

export const PolicyState = ({ version }: { version: PolicyVersion }) => {
  const { t } = useText();
  const { state, inForce } = version;
  const phase = state === 'PROPOSED' ? 'waiting' : inForce ? 'running' : 'finished';
  const word = state === 'PUBLISHED' ? t(inForce ? 'policy:inForce' : 'policy:superseded') : t(`policy:state.${state}`);
  return <StateChip phase={phase}>{word}</StateChip>;
};

export const PolicyVersions = ({ versions }: { versions: Policies['versions'] }) => {
  const { t } = useText();
  const columns = useColumns();
  return (
    <Panel title={t('policy:versions')} note={t('policy:versionsNote')} flush>
      {versions.length === 0 ? (
        <Empty title={t('policy:ours')} />
      ) : (
        <DataTable label={t('policy:versions')} columns={columns} rows={versions} rowKey={({ id }) => id} />
      )}
    </Panel>
  );
};

const useColumns = (): readonly Column<PolicyVersion>[] => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const act = (name: string | null, at: PolicyVersion['decidedAt']): string =>
    at === null ? '' : [format.moment(at, today), name].filter((part) => part !== null).join(' ');
  return [
    {
      key: 'number',
      label: t('policy:column.number'),
      width: '7em',
      always: true,
      phone: 'headline',
      cell: ({ id, number }) => <Link to={`/rules/triage/${id}`}>{t('policy:number', { number })}</Link>,
    },
    {
      key: 'state',
      label: t('policy:column.state'),
      width: '7em',
      cell: (version) => <PolicyState version={version} />,
    },
    { key: 'reason', label: t('policy:column.reason'), cell: ({ reason }) => reason },
    {
      key: 'by',
      label: t('policy:column.by'),
      width: '13em',
      className: 'muted',
      cell: ({ proposedBy, proposedAt }) => act(proposedBy, proposedAt),
    },
    {
      key: 'decided',
      label: t('policy:column.decided'),
      width: '13em',
      className: 'muted',
      phone: 'off',
      cell: ({ decidedBy, decidedAt }) => act(decidedBy, decidedAt),
    },
  ];
};
