import { Link } from 'react-router';
import { useFormat } from '../../../text/format.ts';
import { useText } from '../../../text/use-text.ts';
import { StateChip } from '../../../ui/badges.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Empty } from '../../../ui/page-states.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useSourceWords } from '../source-words.ts';
import type { MappingVersion } from './mapping-queries.ts';

const PHASES = {
  DRAFT: 'waiting',
  PROPOSED: 'waiting',
  IN_FORCE: 'running',
  SUPERSEDED: 'finished',
  REFUSED: 'finished',
  DISCARDED: 'finished',
} as const satisfies Record<MappingVersion['state'], string>;

export const MappingState = ({ state }: Pick<MappingVersion, 'state'>) => {
  const { t } = useText();
  return <StateChip phase={PHASES[state]}>{t(`mapping:state.${state}`)}</StateChip>;
};

/** Every version, newest first, with who did what to it and how many deliveries were read with it. */
export const VersionsPanel = ({ feedId, versions }: { feedId: string; versions: readonly MappingVersion[] }) => {
  const { t } = useText();
  const format = useFormat();
  const { today } = useSourceWords();
  const columns: readonly Column<MappingVersion>[] = [
    {
      key: 'number',
      label: t('mapping:column.version'),
      width: '7em',
      phone: 'headline',
      cell: ({ number }) => (
        <Link to={`/sources/${feedId}/mapping?version=${String(number)}`}>{t('mapping:version', { number })}</Link>
      ),
    },
    {
      key: 'state',
      label: t('mapping:column.state'),
      width: '7em',
      cell: ({ state }) => <MappingState state={state} />,
    },
    {
      key: 'note',
      label: t('mapping:column.note'),
      width: '14em',
      className: 'wrap',
      phone: 'named',
      cell: ({ note }) => note,
    },
    {
      key: 'who',
      label: t('mapping:column.who'),
      className: 'wrap muted',
      phone: 'named',
      cell: ({ draftedBy, draftedAt, submittedAt, decidedBy, decidedAt, decision, inForceAt }) =>
        [
          draftedBy === null ? '' : t('mapping:drafted', { who: draftedBy, when: format.moment(draftedAt, today) }),
          submittedAt === null ? '' : t('mapping:submitted', { when: format.moment(submittedAt, today) }),
          decidedBy === null || decidedAt === null
            ? ''
            : t('mapping:decided', { who: decidedBy, when: format.moment(decidedAt, today) }),
          decision === null ? '' : t('mapping:because', { reason: decision }),
          inForceAt === null || decidedBy !== null
            ? ''
            : t('mapping:enforced', { when: format.moment(inForceAt, today) }),
        ]
          .filter((part) => part !== '')
          .join(' · '),
    },
    {
      key: 'deliveries',
      label: t('mapping:column.deliveries'),
      width: '6em',
      numeric: true,
      phone: 'named',
      cell: ({ deliveries }) => format.number(deliveries),
    },
  ];
  return (
    <Panel title={t('mapping:versions')} flush>
      {versions.length === 0 ? (
        <Empty title={t('mapping:versions.empty')} note={t('mapping:versions.emptyNote')} />
      ) : (
        <DataTable label={t('mapping:versions')} columns={columns} rows={versions} rowKey={({ id }) => id} />
      )}
    </Panel>
  );
};
