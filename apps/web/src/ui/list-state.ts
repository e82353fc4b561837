import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

export const PAGE_SIZES = [20, 50, 100, 200] as const;

type Values = Readonly<Record<string, string>>;

/** What a list shows: all of it stands in the address, so that it can be shared, saved and walked back through. */
export type ListState = {
  readonly page: number;
  readonly size: number;
  /** A column's key, `-` first for descending; `undefined` leaves the order to the server. */
  readonly sort: string | undefined;
  /** The free text. */
  readonly q: string;
  /** Set filters only; several values are joined by commas. */
  readonly filters: Values;
  /** For the endpoint's query: everything that is set. */
  readonly query: { readonly page: number; readonly size: number } & Values;
  /** The address's search text without the page, by which a view is known. */
  readonly search: string;
  readonly set: (change: Readonly<Record<string, string | number | undefined>>) => void;
  readonly clear: () => void;
  readonly show: (search: string) => void;
};

type Options = { readonly filters?: readonly string[]; readonly sort?: string; readonly size?: number };

const numberIn = (text: string | null, fallback: number): number => {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : fallback;
};

/** The state of a list in the address. Anything but turning a page goes back to the first one. */
export const useListState = ({
  filters: names = [],
  sort: firstSort,
  size: firstSize = 20,
}: Options = {}): ListState => {
  const [params, setParams] = useSearchParams();
  const known = names.join(' ');
  return useMemo(() => {
    const page = numberIn(params.get('page'), 1);
    const size = numberIn(params.get('size'), firstSize);
    const sort = params.get('sort') ?? firstSort;
    const q = params.get('q') ?? '';
    const filters: Record<string, string> = {};
    for (const name of known.split(' ')) {
      const value = params.get(name);
      if (value !== null && value !== '') filters[name] = value;
    }
    const kept = new URLSearchParams(params);
    kept.delete('page');

    const set: ListState['set'] = (change) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (!('page' in change)) next.delete('page');
          for (const [name, value] of Object.entries(change)) {
            if (value === undefined || value === '' || (name === 'page' && value === 1)) next.delete(name);
            else next.set(name, String(value));
          }
          return next;
        },
        // Every letter of a search would be a step to walk back through.
        { replace: 'q' in change },
      );
    return {
      page,
      size,
      sort,
      q,
      filters,
      query: { page, size, ...(sort === undefined ? {} : { sort }), ...(q === '' ? {} : { q }), ...filters },
      search: kept.toString(),
      set,
      clear: () => setParams({}),
      show: (search) => setParams(new URLSearchParams(search)),
    } as ListState;
  }, [params, setParams, known, firstSort, firstSize]);
};
