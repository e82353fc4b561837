import { getFeedTemplate } from '@qingfeng/contracts/features/sources/mapping.ts';
import { Button } from 'antd';
import { Link } from 'react-router';
import { download } from '../../../http/download.ts';
import { useText } from '../../../text/use-text.ts';
import { Panel } from '../../../ui/panel.tsx';
import type { Feed } from '../queries.ts';

/** On the page of a source: which version its columns are read by, and the way to it. */
export const MappingPanel = ({ feed: { id, format, mapping } }: { feed: Feed }) => {
  const { t } = useText();
  if (format !== 'TABLE') return null;
  const { number, undated, open } = mapping;
  return (
    <Panel title={t('mapping:title')} note={t('mapping:note')}>
      <div className="stack">
        <p className="prose">
          {number === null ? t('mapping:none') : t('mapping:inForce', { number })}{' '}
          {`${t('mapping:undated')}：${t(`mapping:undated.${undated}`)}`}
        </p>
        <p className="row wrap">
          <Link to={`/sources/${id}/mapping`}>{t('mapping:open')}</Link>
          {open !== null && (
            <span className="tag">
              {t('mapping:version', { number: open.number })} {t(`mapping:state.${open.state}`)}
            </span>
          )}
          <Button size="small" onClick={() => void download(getFeedTemplate, { params: { id } })}>
            {t('mapping:template')}
          </Button>
        </p>
      </div>
    </Panel>
  );
};
