import type { PublicData } from './data.ts';
import { renderPage } from './render.tsx';
import { stylesheet } from './stylesheet.ts';

/** What the API calls: a whole HTML page for an address and its data. */
export const renderPublic = (url: string, data: PublicData, { county }: { readonly county: string }): string =>
  renderPage(url, data, { county, stylesheet });
