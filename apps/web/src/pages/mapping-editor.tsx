import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { MappingEditor } from '../features/sources/mapping/mapping-editor.tsx';
import { mappingsQuery, openIn } from '../features/sources/mapping/mapping-queries.ts';
import { feedQuery } from '../features/sources/queries.ts';
import { useText } from '../text/use-text.ts';
import { Loaded } from '../ui/page-states.tsx';
import './sources.css';

/** The editor of a source's mapping: of the draft there is, else of another version to begin from. */
export const Page = () => {
  const { t } = useText();
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const feed = useQuery(feedQuery(id));
  const mappings = useQuery(mappingsQuery(id));
  return (
    <Loaded result={feed}>
      {(read) => (
        <>
          <title>{`${t('mapping:editOf', { name: read.name })} · ${t('app.name')}`}</title>
          <div className="crumb">
            <Link to="/sources">{t('sources:title')}</Link> / <Link to={`/sources/${id}`}>{read.code}</Link> /{' '}
            <Link to={`/sources/${id}/mapping`}>{t('mapping:title')}</Link>
          </div>
          <div className="page-head">
            <h1>{t('mapping:editOf', { name: read.name })}</h1>
            <span className="muted">{t('mapping:note')}</span>
          </div>
          <Loaded result={mappings}>
            {(versions) => (
              <MappingEditor
                feed={read}
                mappings={versions}
                begun={
                  openIn(versions) ?? versions.versions.find(({ number }) => String(number) === params.get('from'))
                }
              />
            )}
          </Loaded>
        </>
      )}
    </Loaded>
  );
};
