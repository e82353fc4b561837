import { Link } from 'react-router';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { LevelBadge, StateChip } from '../../ui/badges.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { DeadlineChip } from '../../ui/deadline.tsx';
import { phaseOf, useInformationWords } from './information-words.ts';
import type { InformationRow } from './queries.ts';

/** From the list of alerts a matter opens below it, so that the navigation stays where one came from. */
export const hrefOf = ({ id }: { readonly id: string }, alertsOnly: boolean): string =>
  `/${alertsOnly ? 'alerts' : 'information'}/${id}`;

export const useInformationColumns = (alertsOnly: boolean): readonly Column<InformationRow>[] => {
  const { t } = useText();
  const format = useFormat();
  const { today, day, dayOf, stateOf } = useInformationWords();
  const columns: (Column<InformationRow> | null)[] = [
    {
      key: 'colour',
      label: t('information:column.level'),
      width: '5.2em',
      sortable: true,
      cell: ({ colour }) =>
        colour === null ? null : <LevelBadge level={{ colour, label: t(`level.${colour}`) }} short />,
    },
    {
      key: 'title',
      label: t('information:column.title'),
      always: true,
      phone: 'headline',
      cell: ({ id, title, matter }) => (
        <>
          <Link to={hrefOf({ id }, alertsOnly)} title={title}>
            {title}
          </Link>
          {matter !== null && (
            <>
              {' '}
              <Link className="dim" to={`/alerts?matterId=${matter.id}`}>
                {t('information:matter.size', { count: matter.size })}
              </Link>
            </>
          )}
        </>
      ),
    },
    {
      key: 'number',
      label: t('information:column.number'),
      width: '5em',
      className: 'muted',
      // The year and the kind are the same all the way down; the whole number is a pointer away and on the page.
      cell: ({ number }) => <span title={number}>{number.slice(number.lastIndexOf('-') + 1)}</span>,
    },
    alertsOnly
      ? {
          key: 'rule',
          label: t('information:column.rule'),
          width: '10.4em',
          className: 'muted',
          cell: ({ rule }) => (rule === null ? null : `${rule.code} ${rule.name}`),
        }
      : {
          key: 'source',
          label: t('information:column.source'),
          width: '7em',
          className: 'muted',
          cell: ({ source }) => t(`information:source.${source}`),
        },
    { key: 'unit', label: t('information:column.unit'), width: '7em', cell: ({ unit }) => unit },
    {
      key: 'amountMinor',
      label: t('information:column.amount'),
      width: '9em',
      numeric: true,
      sortable: true,
      phone: 'off',
      cell: ({ amountMinor }) => (amountMinor === null ? t('none') : format.amount(amountMinor)),
    },
    {
      key: 'receivedAt',
      label: t('information:column.age'),
      width: '4.8em',
      numeric: true,
      sortable: true,
      cell: ({ ageDays }) => t('information:days', { count: ageDays }),
    },
    alertsOnly
      ? {
          key: 'dataAsOf',
          label: t('information:column.asOf'),
          width: '8.6em',
          phone: 'off',
          cell: ({ dataAsOf, stale }) => {
            if (dataAsOf === null) return t('none');
            const date = dayOf(dataAsOf);
            return stale ? <b>{t('information:stale', { date })}</b> : <span className="muted">{date}</span>;
          },
        }
      : null,
    {
      key: 'state',
      label: t('information:column.state'),
      width: '6em',
      cell: ({ state, snoozedUntil, quiet }) => (
        <StateChip phase={phaseOf(state)}>
          {snoozedUntil !== null
            ? t('information:snoozed', { date: day(snoozedUntil) })
            : quiet === null
              ? stateOf(state)
              : t('information:quiet')}
        </StateChip>
      ),
    },
    alertsOnly
      ? null
      : {
          key: 'dueOn',
          label: t('information:column.due'),
          width: '11.4em',
          sortable: true,
          cell: ({ deadline }) => (deadline === null ? null : <DeadlineChip deadline={deadline} today={today} />),
        },
    {
      key: 'handler',
      label: t('information:column.handler'),
      width: '5em',
      className: 'muted',
      cell: ({ handler }) => handler?.name,
    },
  ];
  return columns.filter((column) => column !== null);
};
