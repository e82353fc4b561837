import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { ReactNode } from 'react';
import { formatDay } from '../text/format-day.ts';
import type { View } from './view.ts';

type DocumentProps = {
  view: View;
  /** Its address. */
  stylesheet: string;
  title: string;
  description: string;
  updatedOn: LocalDate | null;
  children: ReactNode;
};

/** The whole HTML document of a public page: one stylesheet, no script. */
export const PublicDocument = ({ view, stylesheet, title, description, updatedOn, children }: DocumentProps) => {
  const { say, language, large, county } = view;
  const site = say('site', { county });
  return (
    <html lang={language} data-size={large ? 'large' : 'standard'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content={description} />
        <meta name="theme-color" content="#125D5B" />
        <title>{`${title} · ${site}`}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body className="public">
        <header className="public-head">
          <div className="column">
            <a className="sr-only" href="#main">
              {say('skip')}
            </a>
            <a className="brand" href={view.link('/')}>
              <i aria-hidden="true">清</i>
              {site}
            </a>
            <nav aria-label={say('nav')}>
              <a className="wide-only" href={view.link('/')} aria-current="true">
                {say('catalogueShort')}
              </a>
              <a href={view.change({ size: large ? null : 'large' })}>{large ? say('standard') : say('large')}</a>
              <a
                href={view.change({ lang: language === 'en' ? null : 'en' })}
                lang={language === 'en' ? 'zh-CN' : 'en'}
              >
                {say('language')}
              </a>
            </nav>
          </div>
        </header>
        <main id="main" className="column">
          {children}
        </main>
        <footer className="public-foot">
          <div className="column">
            <span>
              {say('host', { county })}
              {view.demo && say('demo')}
            </span>
            {updatedOn !== null && <span>{say('updated', { date: formatDay(language, updatedOn) })}</span>}
            <a href="/office/">{say('office')}</a>
          </div>
        </footer>
      </body>
    </html>
  );
};
