import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { BidsPanel } from '../features/tenders/bids-panel.tsx';
import { CompanyPanel } from '../features/tenders/company-panel.tsx';
import type { Tender } from '../features/tenders/queries.ts';
import { tenderQuery } from '../features/tenders/queries.ts';
import { ScoreSentence } from '../features/tenders/score-sentence.tsx';
import { ScreensPanel } from '../features/tenders/screens-panel.tsx';
import { SharedPanel } from '../features/tenders/shared-panel.tsx';
import { TenderAlerts } from '../features/tenders/tender-alerts.tsx';
import { TenderFacts, TenderTimeline } from '../features/tenders/tender-facts.tsx';
import { useText } from '../text/use-text.ts';
import { Tag } from '../ui/badges.tsx';
import { Loaded } from '../ui/page-states.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import './tender.css';

/** One tender: what its prices say, what its bidders share, and whom they keep meeting. */
export const Page = () => {
  const { id = '' } = useParams();
  return (
    <Loaded result={useQuery(tenderQuery(id))}>{(tender) => <TenderPage key={tender.id} tender={tender} />}</Loaded>
  );
};

const TenderPage = ({ tender }: { tender: Tender }) => {
  const { t } = useText();
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/tenders">{t('tenders:title')}</Link> / {tender.tenderRef}
        </>
      }
      title={tender.project ?? tender.tenderRef}
      state={tender.flagged && <Tag>{t('tenders:flagged')}</Tag>}
      timeline={<TenderTimeline tender={tender} />}
      facts={<TenderFacts tender={tender} />}
    >
      <ScoreSentence tender={tender} />
      <BidsPanel tender={tender} />
      <SharedPanel tender={tender} />
      <CompanyPanel tender={tender} />
      <ScreensPanel tender={tender} />
      <TenderAlerts tender={tender} />
    </ThingPage>
  );
};
