import type { Language } from '../text/i18n.ts';
import type { Say } from './words.ts';
import { wordsOf } from './words.ts';

/** What every public component is given: how to speak, how to link, where we are. */
export type View = {
  readonly language: Language;
  readonly large: boolean;
  readonly say: Say;
  readonly county: string;
  readonly demo: boolean;
  readonly query: URLSearchParams;
  /** An address of this site that keeps language and type size; `change` sets or, with `null`, drops parameters of this page. */
  readonly link: (path: string) => string;
  readonly change: (values: Readonly<Record<string, string | null>>) => string;
};

/** Language and type size travel in the address: no script, no cookie, and a shared link looks the same. */
const KEPT = ['lang', 'size'];

const address = (path: string, query: URLSearchParams): string => (query.size === 0 ? path : `${path}?${query}`);

export const viewOf = (url: string, county: string, demo: boolean): View => {
  const { pathname, searchParams: query } = new URL(`http://site.invalid${url}`);
  const language: Language = query.get('lang') === 'en' ? 'en' : 'zh-CN';
  return {
    language,
    large: query.get('size') === 'large',
    say: wordsOf(language),
    county,
    demo,
    query,
    link: (path) => address(path, new URLSearchParams([...query].filter(([name]) => KEPT.includes(name)))),
    change: (values) => {
      const next = new URLSearchParams(query);
      for (const [name, value] of Object.entries(values)) {
        if (value === null) next.delete(name);
        else next.set(name, value);
      }
      return address(pathname, next);
    },
  };
};
