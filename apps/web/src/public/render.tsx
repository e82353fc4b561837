import { renderToStaticMarkup } from 'react-dom/server';
import { CataloguePage } from './catalogue-page.tsx';
import type { PublicData } from './data.ts';
import { PublicDocument } from './document.tsx';
import { ItemPage } from './item-page.tsx';
import { ProblemPage } from './problem-page.tsx';
import { viewOf } from './view.ts';
import type { View } from './view.ts';

/**
 * The HTML document of a public page. It needs nothing but its stylesheet: no script is sent, and every control is a
 * link or a form. Language and type size are read from the address.
 */
export const renderPage = (
  url: string,
  data: PublicData,
  { county, stylesheet }: { readonly county: string; readonly stylesheet: string },
): string => {
  const view = viewOf(url, county, data.demo);
  const page = (
    <PublicDocument view={view} stylesheet={stylesheet} updatedOn={data.sums.updatedOn} {...headOf(view, data)}>
      {bodyOf(view, data)}
    </PublicDocument>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
};

const headOf = ({ say }: View, data: PublicData): { title: string; description: string } => {
  if (data.page === 'item') return { title: data.item.name, description: data.item.summary ?? data.item.name };
  if (data.page === 'catalogue')
    return { title: say('catalogue'), description: say('lead', { units: data.sums.units, items: data.sums.items }) };
  return { title: say(data.page), description: say(`${data.page}Note`) };
};

const bodyOf = (view: View, data: PublicData) => {
  if (data.page === 'item') return <ItemPage view={view} data={data} />;
  if (data.page === 'catalogue') return <CataloguePage view={view} data={data} sums={data.sums} />;
  return <ProblemPage view={view} kind={data.page} />;
};
