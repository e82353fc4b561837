import { Button } from 'antd';
import { Link } from 'react-router';
import { useText } from '../text/use-text.ts';
import { Empty } from '../ui/page-states.tsx';

export const PageMissing = () => {
  const { t } = useText();
  return (
    <div className="panel">
      <title>{`${t('state.missing')} · ${t('app.name')}`}</title>
      <Empty
        title={<h1>{t('state.missing')}</h1>}
        note={t('state.missingNote')}
        action={<Link to="/">{t('state.home')}</Link>}
      />
    </div>
  );
};

/** A page threw, or its code could not be fetched since a newer build took its place: reloading mends the latter. */
export const PageBroken = () => {
  const { t } = useText();
  return (
    <div className="panel">
      <title>{`${t('state.broken')} · ${t('app.name')}`}</title>
      <Empty
        title={<h1>{t('state.broken')}</h1>}
        note={t('state.brokenNote')}
        action={<Button onClick={() => window.location.reload()}>{t('state.reload')}</Button>}
      />
    </div>
  );
};
