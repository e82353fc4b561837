import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { cadreQuery } from '../features/organisation/queries.ts';
import type { Cadre } from '../features/organisation/queries.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/use-text.ts';
import { useWording } from '../text/wording.ts';
import { Empty, Loaded } from '../ui/page-states.tsx';
import { FactLine, Note } from '../ui/panel.tsx';
import { ThingPage } from '../ui/thing-page.tsx';
import { Timeline } from '../ui/timeline.tsx';

/** One cadre: post and unit to whoever may know the name, more only to whom the office asks for it. */
export const Page = () => {
  const { id = '' } = useParams();
  const result = useQuery(cadreQuery(id));
  return <Loaded result={result}>{(cadre) => <CadrePage cadre={cadre} />}</Loaded>;
};

const CadrePage = ({ cadre }: { cadre: Cadre }) => {
  const { t } = useText();
  const wording = useWording();
  const { code, name, unitId, unit, section, post, unitHead, level, detail, self } = cadre;
  return (
    <ThingPage
      crumb={
        <>
          <Link to="/organisation/cadres">{t('organisation:cadres.title')}</Link> / {code}
        </>
      }
      title={name}
      subtitle={`${unit} · ${post}`}
      timeline={<Postings detail={detail} />}
    >
      <FactLine
        facts={[
          { label: t('organisation:column.unit'), value: <Link to={`/organisation/units/${unitId}`}>{unit}</Link> },
          { label: t('organisation:column.section'), value: section ?? t('organisation:none') },
          {
            label: t('organisation:column.post'),
            value: unitHead ? t('organisation:cadre.head', { post }) : post,
          },
          ...(level === null
            ? []
            : [{ label: t('organisation:column.level'), value: wording('organisation', `level.${level}`) }]),
        ]}
      />
      {detail?.competentBody !== null && detail?.competentBody !== undefined && (
        <Note>
          {t('organisation:cadre.competent', { body: detail.competentBody })}{' '}
          <Link to="/organisation/authority" className="in-text">
            {t('organisation:authority.title')}
          </Link>
        </Note>
      )}
      {detail === null && <Note>{t('organisation:cadre.limited')}</Note>}
      {self && <Note>{t('organisation:cadre.self')}</Note>}
    </ThingPage>
  );
};

const Postings = ({ detail }: { detail: Cadre['detail'] }) => {
  const { t } = useText();
  const format = useFormat();
  if (detail === null) return <Empty title={t('organisation:cadre.historyLimited')} />;
  if (detail.postings.length === 0) return <Empty title={t('organisation:cadre.noHistory')} />;
  return (
    <Timeline
      items={detail.postings.map(({ post, unit, sensitive, fromOn, toOn }) => ({
        key: `${unit} ${post} ${fromOn}`,
        when:
          toOn === null
            ? t('organisation:cadre.since', { day: format.day(fromOn) })
            : `${format.day(fromOn)} – ${format.day(toOn)}`,
        what: (
          <>
            {unit} · {post} {sensitive && <span className="muted">{t('organisation:sensitive')}</span>}
          </>
        ),
      }))}
    />
  );
};
