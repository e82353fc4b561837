import { exportAuthority } from '@qingfeng/contracts/features/organisation/endpoints.ts';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { OrganisationLinks } from '../features/organisation/organisation-links.tsx';
import { authorityQuery } from '../features/organisation/queries.ts';
import type { Authority } from '../features/organisation/queries.ts';
import { download } from '../http/download.ts';
import { useText } from '../text/use-text.ts';
import { useWording } from '../text/wording.ts';
import { LevelBadge } from '../ui/badges.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { Panel } from '../ui/panel.tsx';

type Scheme = Authority['schemes'][number];
type Level = Scheme['levels'][number];

/** Who approves what at which level: the stored configuration, in words. */
export const Page = () => {
  const { t } = useText();
  const result = useQuery(authorityQuery);
  return (
    <>
      <title>{`${t('organisation:authority.title')} · ${t('app.name')}`}</title>
      <div className="page-head">
        <h1>{t('organisation:authority.title')}</h1>
        <span className="muted">{t('organisation:authority.note')}</span>
        <span className="row wrap end">
          <OrganisationLinks />
          <Button size="small" onClick={() => void download(exportAuthority, {})}>
            {t('list.export')}
          </Button>
        </span>
      </div>
      <Loaded result={result}>
        {({ bodies, schemes }) => (
          <div className="stack">
            {schemes.map((scheme) => (
              <SchemePanel key={scheme.name} scheme={scheme} />
            ))}
            <Bodies bodies={bodies} />
          </div>
        )}
      </Loaded>
    </>
  );
};

const SchemePanel = ({ scheme: { name, version, levels } }: { scheme: Scheme }) => {
  const { t } = useText();
  const wording = useWording();
  const rolesOf = (roles: readonly string[]): string =>
    roles.length === 0 ? t('organisation:none') : roles.map((role) => wording('roles', role)).join('、');
  const decides = ({ decidedBy, decisionRoles, minutesRequired, minParticipants }: Level): string => {
    const body = wording('organisation', `body.${decidedBy}`);
    const roles = rolesOf(decisionRoles);
    return minutesRequired
      ? t('organisation:authority.byMeeting', { body, roles, count: minParticipants })
      : t('organisation:authority.bySignature', { body, roles });
  };
  return (
    <Panel title={name} note={t('organisation:authority.version', { version })} flush>
      <DataTable
        label={name}
        rows={levels}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'level',
            label: t('organisation:authority.level'),
            width: '12em',
            phone: 'headline',
            cell: ({ colour, label }) => <LevelBadge level={{ colour, label }} />,
          },
          { key: 'decides', label: t('organisation:authority.decides'), phone: 'named', cell: decides },
          {
            key: 'extends',
            label: t('organisation:authority.extends'),
            width: '12em',
            phone: 'named',
            cell: ({ extensionRoles }) => rolesOf(extensionRoles),
          },
          {
            key: 'lifts',
            label: t('organisation:authority.lifts'),
            width: '14em',
            phone: 'named',
            cell: ({ liftRoles }) => rolesOf(liftRoles),
          },
        ]}
      />
    </Panel>
  );
};

const Bodies = ({ bodies }: { bodies: Authority['bodies'] }) => {
  const { t } = useText();
  const wording = useWording();
  return (
    <Panel title={t('organisation:authority.bodies')} note={t('organisation:authority.bodiesNote')} flush>
      {bodies.length === 0 ? (
        <Empty title={t('organisation:authority.empty')} note={t('organisation:authority.emptyNote')} />
      ) : (
        <DataTable
          label={t('organisation:authority.bodies')}
          rows={bodies}
          rowKey={({ unitKind, cadreLevel }) => `${unitKind} ${cadreLevel}`}
          groupOf={({ unitKind }) => ({ key: unitKind, label: wording('organisation', `kind.${unitKind}`) })}
          columns={[
            {
              key: 'level',
              label: t('organisation:column.level'),
              width: '14em',
              phone: 'headline',
              cell: ({ cadreLevel }) => wording('organisation', `level.${cadreLevel}`),
            },
            { key: 'body', label: t('organisation:authority.body'), cell: ({ body }) => body },
          ]}
        />
      )}
    </Panel>
  );
};
