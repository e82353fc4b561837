import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { StateChip } from '../../ui/badges.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Tender } from './queries.ts';

/** The bids from the lowest price, who won, and what share of the estimate each is. */
export const BidsPanel = ({ tender: { bidRows, currency } }: { tender: Tender }) => {
  const { t } = useText();
  const format = useFormat();
  const today = useToday();
  const none = <span className="dim">{t('none')}</span>;
  return (
    <Panel title={t('tenders:bids.title')} note={t('tenders:bids.note', { count: bidRows.length })} flush>
      {bidRows.length === 0 ? (
        <Empty title={t('tenders:bids.empty')} note={t('tenders:bids.emptyNote')} />
      ) : (
        <DataTable
          label={t('tenders:bids.title')}
          rows={bidRows}
          rowKey={({ recordId }) => recordId}
          columns={[
            {
              key: 'rank',
              label: t('tenders:bids.rank'),
              width: '6.4em',
              phone: 'named',
              cell: ({ rank }) => rank ?? <span className="dim">{t('tenders:bids.notCompared')}</span>,
            },
            {
              key: 'name',
              label: t('tenders:bids.bidder'),
              phone: 'headline',
              cell: ({ name, bidder, won }) => (
                <>
                  <span title={name ?? bidder ?? undefined}>{name ?? bidder ?? t('tenders:bids.nobody')}</span>{' '}
                  {won === true && <StateChip phase="running">{t('tenders:bids.won')}</StateChip>}
                </>
              ),
            },
            {
              key: 'amount',
              label: t('tenders:bids.price', { currency }),
              width: '11em',
              numeric: true,
              cell: ({ amountMinor, currency: own }) =>
                amountMinor === null
                  ? none
                  : (own ?? currency) === currency
                    ? format.amount(amountMinor)
                    : format.money(amountMinor, own ?? currency),
            },
            {
              key: 'ofEstimate',
              label: t('tenders:bids.ofEstimate'),
              width: '7.4em',
              numeric: true,
              cell: ({ ofEstimatePermille }) =>
                ofEstimatePermille === null ? none : `${(ofEstimatePermille / 10).toFixed(1)}%`,
            },
            {
              key: 'submitted',
              label: t('tenders:bids.submitted'),
              width: '12em',
              className: 'muted',
              cell: ({ submittedAt }) => (submittedAt === null ? none : format.dayAndTime(submittedAt, today)),
            },
          ]}
        />
      )}
    </Panel>
  );
};
