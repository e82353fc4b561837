import { SearchIcon } from '../ui/icons.tsx';
import type { View } from './view.ts';

/** A plain form: it works in every browser and its result is an address. */
export const SearchBox = ({ view }: { view: View }) => (
  <form className="search-form" role="search" action="/" method="get">
    <SearchIcon />
    <input
      type="search"
      name="q"
      defaultValue={view.query.get('q') ?? ''}
      placeholder={view.say('searchHint')}
      aria-label={view.say('searchHint')}
      maxLength={100}
    />
    {view.language === 'en' && <input type="hidden" name="lang" value="en" />}
    {view.large && <input type="hidden" name="size" value="large" />}
    <button type="submit" className="button primary">
      {view.say('search')}
    </button>
  </form>
);
