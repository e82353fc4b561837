import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { KeyValues, Panel } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import type { Tender } from './queries.ts';

/** What is known of a tender in a few words. */
export const TenderFacts = ({ tender }: { tender: Tender }) => {
  const { t } = useText();
  const format = useFormat();
  const money = (minor: number | null): string | null => (minor === null ? null : format.money(minor, tender.currency));
  return (
    <Panel title={t('tenders:fact.title')}>
      <KeyValues
        facts={[
          { label: t('tenders:fact.ref'), value: tender.tenderRef },
          { label: t('tenders:fact.unit'), value: tender.unit ?? t('tenders:noWinner') },
          { label: t('tenders:fact.opened'), value: format.day(tender.openedOn) },
          { label: t('tenders:fact.estimate'), value: money(tender.estimateMinor) ?? t('tenders:noEstimate') },
          { label: t('tenders:fact.lowest'), value: money(tender.lowestMinor) ?? t('none') },
          { label: t('tenders:fact.winning'), value: money(tender.winningMinor) ?? t('tenders:noWinner') },
          { label: t('tenders:fact.winner'), value: tender.winner ?? t('tenders:noWinner') },
        ]}
      />
    </Panel>
  );
};

/** When bids came, were opened and screened; the newest first. */
export const TenderTimeline = ({ tender: { bidRows, market, openedOn, bids } }: { tender: Tender }) => {
  const { t } = useText();
  const format = useFormat();
  const today: LocalDate = useToday();
  const submitted = bidRows
    .flatMap(({ recordId, submittedAt, name, bidder }) =>
      submittedAt === null ? [] : [{ recordId, submittedAt, who: name ?? bidder ?? t('tenders:bids.nobody') }],
    )
    .toSorted((one, other) => (one.submittedAt < other.submittedAt ? 1 : -1));
  return (
    <Timeline
      items={[
        ...(market === null
          ? []
          : [{ key: 'screened', when: format.moment(market.screenedAt, today), what: t('tenders:event.screened') }]),
        { key: 'opened', when: format.day(openedOn, today), what: t('tenders:event.opened', { count: bids }) },
        ...submitted.map(({ recordId, submittedAt, who }) => ({
          key: recordId,
          when: format.dayAndTime(submittedAt, today),
          what: t('tenders:event.submitted', { bidder: who }),
        })),
      ]}
    />
  );
};
