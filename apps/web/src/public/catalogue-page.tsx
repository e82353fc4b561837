import type { CatalogueData, PublicData } from './data.ts';
import { Facets } from './facets.tsx';
import { ResultRow } from './result-row.tsx';
import { SearchBox } from './search-box.tsx';
import type { View } from './view.ts';

const number = new Intl.NumberFormat('en-US');

type CataloguePageProps = { view: View; data: CatalogueData; sums: PublicData['sums'] };

/** The catalogue: search first, conditions left, results with their days. */
export const CataloguePage = ({ view, data, sums }: CataloguePageProps) => {
  const { say, query } = view;
  const q = query.get('q')?.trim() ?? '';
  const inKind = data.categories.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <section className="hero">
        <h1>{say('catalogue')}</h1>
        <p>{say('lead', { units: number.format(sums.units), items: number.format(sums.items) })}</p>
        <SearchBox view={view} />
        {data.popular.length > 0 && (
          <p className="popular">
            <span>{say('popular')}</span>
            {data.popular.map((words) => (
              <a key={words} href={view.change({ q: words, category: null, unit: null, page: null })}>
                {words}
              </a>
            ))}
          </p>
        )}
      </section>
      <div className="results">
        <aside aria-label={say('filters')}>
          <Facets view={view} name="category" title={say('category')} facets={data.categories} total={inKind} />
          <Facets view={view} name="unit" title={say('unit')} facets={data.units} />
        </aside>
        <section>
          <div className="results-head">
            <b>{found(view, q, data)}</b>
            {q !== '' && data.total > 0 && <span className="dim">{say('byRelevance')}</span>}
            {data.downloadHref !== null && (
              <a className="end" href={data.downloadHref} download="">
                {say('download')}
              </a>
            )}
          </div>
          {data.items.length === 0 ? (
            <Nothing view={view} />
          ) : (
            <ul className="result-list">
              {data.items.map((result) => (
                <ResultRow key={result.code} view={view} result={result} marks={data.marks} />
              ))}
            </ul>
          )}
          <Pages view={view} data={data} />
        </section>
      </div>
    </>
  );
};

const found = ({ say }: View, q: string, { total, totalCapped }: CatalogueData): string => {
  const sum = number.format(total);
  if (q === '') return say(totalCapped ? 'countMany' : 'count', { total: sum });
  if (total === 0) return say('nothing', { q });
  return say(totalCapped ? 'foundMany' : 'found', { q, total: sum });
};

const Nothing = ({ view: { say, link, query } }: { view: View }) => (
  <div className="nothing">
    <p>{say(query.get('q') === null ? 'nothingHere' : 'nothingNote')}</p>
    <a href={link('/')}>{say('showAll')}</a>
  </div>
);

const Pages = ({ view, data }: { view: View; data: CatalogueData }) => {
  const pages = Math.max(1, Math.ceil(data.total / data.size));
  const { number: page } = data;
  if (pages === 1) return null;
  return (
    <nav className="pages" aria-label={view.say('pages')}>
      {page > 1 && (
        <a rel="prev" href={view.change({ page: page === 2 ? null : String(page - 1) })}>
          {view.say('previous')}
        </a>
      )}
      <span className="dim">{view.say('pageOf', { page, pages })}</span>
      {page < pages && (
        <a rel="next" href={view.change({ page: String(page + 1) })}>
          {view.say('next')}
        </a>
      )}
    </nav>
  );
};
