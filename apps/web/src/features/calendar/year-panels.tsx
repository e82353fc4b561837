import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Preview, Year } from './queries.ts';

/** What the year would change, day by day, before anyone puts it in force. */
export const ChangesPanel = ({ changes }: { changes: Preview['changes'] }) => {
  const { t } = useText();
  const format = useFormat();
  const counting = changes.filter(({ counts }) => counts).length;
  return (
    <Panel
      title={t('calendar:changes.title')}
      note={changes.length === 0 ? undefined : t('calendar:changes.note', { count: changes.length, counting })}
      flush
    >
      {changes.length === 0 ? (
        <p className="panel-body muted">{t('calendar:changes.none')}</p>
      ) : (
        <DataTable
          label={t('calendar:changes.title')}
          rows={changes}
          rowKey={({ on }) => on}
          columns={[
            {
              key: 'on',
              label: t('calendar:list.date'),
              width: '13em',
              phone: 'headline',
              cell: ({ on }) => `${format.day(on)} ${format.weekday(on)}`,
            },
            {
              key: 'before',
              label: t('calendar:changes.before'),
              width: '8em',
              className: 'muted',
              cell: ({ before }) => t(`calendar:kind.${before}`),
            },
            {
              key: 'after',
              label: t('calendar:changes.after'),
              width: '8em',
              cell: ({ after }) => t(`calendar:kind.${after}`),
            },
            { key: 'name', label: t('calendar:list.name'), cell: ({ name }) => name },
            {
              key: 'counts',
              label: t('calendar:changes.counts'),
              width: '6em',
              cell: ({ counts }) => t(counts ? 'calendar:changes.yes' : 'calendar:changes.no'),
            },
          ]}
        />
      )}
    </Panel>
  );
};

/** The sum that the law fixes: a row that slipped or is missing shows here. */
export const BalancePanel = ({ balance }: { balance: Preview['balance'] }) => {
  const { t } = useText();
  const equal = balance.net === balance.lawful;
  return (
    <Panel title={t('calendar:balance.title')}>
      <p>{t('calendar:balance.sentence', balance)}</p>
      <p className={equal ? 'muted' : ''}>{t(equal ? 'calendar:balance.equal' : 'calendar:balance.differs')}</p>
    </Panel>
  );
};

export const DaysPanel = ({ days }: { days: Year['days'] }) => {
  const { t } = useText();
  const format = useFormat();
  return (
    <Panel title={t('calendar:list.title')} flush>
      <DataTable
        label={t('calendar:list.title')}
        rows={days}
        rowKey={({ date }) => date}
        columns={[
          {
            key: 'date',
            label: t('calendar:list.date'),
            width: '13em',
            phone: 'headline',
            cell: ({ date }) => `${format.day(date)} ${format.weekday(date)}`,
          },
          {
            key: 'kind',
            label: t('calendar:list.kind'),
            width: '8em',
            cell: ({ kind }) => t(`calendar:kind.${kind}`),
          },
          { key: 'name', label: t('calendar:list.name'), cell: ({ name }) => name },
        ]}
      />
    </Panel>
  );
};
