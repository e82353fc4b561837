import { revokeMySession } from '@qingfeng/contracts/features/identity/endpoints.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { Tag } from '../../ui/badges.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Loaded } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { sessionsQuery } from './queries.ts';

/** The devices on which I am signed in; any but this one can be signed out from here. */
export const MySessions = () => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const client = useQueryClient();
  const result = useQuery(sessionsQuery);
  const [leaving, setLeaving] = useState<{ id: string; device: string } | null>(null);
  return (
    <Panel title={t('identity:sessions.title')} note={t('identity:sessions.note')} flush>
      <Loaded result={result}>
        {({ items }) => (
          <DataTable
            label={t('identity:sessions.title')}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'device',
                label: t('identity:sessions.device'),
                phone: 'headline',
                cell: ({ device, current }) => (
                  <>
                    {device ?? t('identity:sessions.unknownDevice')}{' '}
                    {current && <Tag>{t('identity:sessions.current')}</Tag>}
                  </>
                ),
              },
              { key: 'address', label: t('identity:sessions.address'), width: '11em', cell: ({ address }) => address },
              {
                key: 'startedAt',
                label: t('identity:sessions.started'),
                width: '10em',
                cell: ({ startedAt }) => format.moment(startedAt, today),
              },
              {
                key: 'lastUsedAt',
                label: t('identity:sessions.used'),
                width: '10em',
                cell: ({ lastUsedAt }) => format.moment(lastUsedAt, today),
              },
              {
                key: 'revoke',
                label: t('identity:sessions.act'),
                width: '9em',
                cell: ({ id, device, current }) =>
                  current ? null : (
                    <button
                      type="button"
                      className="link-button"
                      onClick={() => setLeaving({ id, device: device ?? t('identity:sessions.unknownDevice') })}
                    >
                      {t('identity:sessions.revoke')}
                    </button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      <ConfirmDialog
        open={leaving !== null}
        title={t('identity:sessions.revoke')}
        submitLabel={t('identity:sessions.revoke')}
        danger
        onConfirm={async (idempotencyKey) => {
          if (leaving !== null) await call(revokeMySession, { params: { id: leaving.id }, idempotencyKey });
        }}
        onDone={() => void client.invalidateQueries({ queryKey: sessionsQuery.queryKey })}
        onClose={() => setLeaving(null)}
      >
        {leaving?.device}
      </ConfirmDialog>
    </Panel>
  );
};
