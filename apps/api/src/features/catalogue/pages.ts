import { listPublicPowers } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import { Refusal, missing } from '@qingfeng/domain/shared/refusal.ts';
import { publicPower, publicPowers, publicSums } from '@qingfeng/operations/features/catalogue/read.ts';
import { loadDictionary, wordsOf } from '@qingfeng/platform/chinese.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Express, Request, Response } from 'express';
import type { RenderPublic } from '../../http/web.ts';

const SIZE = 20;
const MOST_ASKED = 100;
const POPULAR = ['施工许可', '低保', '宅基地', '食品经营'];

/** No script, no inline style, nothing from anywhere else: these pages are read, not run. Whoever audits one may fetch our robots.txt from it. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type Dependencies = {
  readonly config: Config;
  readonly database: Database;
  readonly renderPublic: RenderPublic;
  readonly log: (error: unknown, requestId: string) => void;
};

/** The public site: rendered here, readable without a script, the same for everyone, so that any cache may keep it a minute. */
export const mountPublicPages = (app: Express, { config, database, renderPublic, log }: Dependencies): void => {
  loadDictionary();
  const countyOf = async (): Promise<string> =>
    (await database.readOne<{ name: string }>(sql`select value ->> 'name' as name from setting where key = 'county'`))
      ?.name ?? '';

  const send = async (request: Request, response: Response, status: number, data: object): Promise<void> => {
    const [sums, county] = await Promise.all([publicSums(database), countyOf()]);
    const html = renderPublic(request.originalUrl, { demo: config.demo, sums, ...data }, { county });
    response
      .status(status)
      .set({
        'content-security-policy': POLICY,
        'cache-control': status === 200 ? 'public, max-age=60' : 'no-store',
        'content-language': request.query['lang'] === 'en' ? 'en' : 'zh-CN',
      })
      .type('html')
      .send(html);
  };

  const page =
    (work: (request: Request) => Promise<object>) =>
    (request: Request, response: Response): void => {
      work(request)
        .then((data) => send(request, response, 200, data))
        .catch(async (error: unknown) => {
          const isMissing = error instanceof Refusal && error.kind === 'missing';
          if (!isMissing) log(error, String(response.locals['requestId']));
          await send(request, response, isMissing ? 404 : 500, { page: isMissing ? 'missing' : 'failed' });
        })
        .catch((error: unknown) => {
          log(error, String(response.locals['requestId']));
          response.status(500).type('text').send('500');
        });
    };

  app.get(
    '/',
    page(async ({ query }) => {
      const filters = filtersOf(query);
      const { q, category, unit } = filters;
      const download = new URLSearchParams(Object.entries({ q, category, unit }).filter(isGiven));
      return {
        page: 'catalogue',
        popular: POPULAR,
        ...(await publicPowers(database, filters)),
        number: filters.page,
        size: SIZE,
        marks: q === undefined ? [] : marksOf(q),
        downloadHref: `/api/v1/public/powers.csv${download.size === 0 ? '' : `?${download.toString()}`}`,
      };
    }),
  );
  app.get(
    '/powers/:code',
    page(async ({ params }) => {
      const { unitCode, ...item } = await publicPower(database, String(params['code']).replaceAll('\0', ''));
      return { page: 'item', item: { ...item, unitValue: unitCode, categoryValue: item.category, reportHref: null } };
    }),
  );
  app.get('/robots.txt', (_request, response) => {
    response
      .type('text')
      .send(`User-agent: *\nDisallow: /office\nDisallow: /api\nSitemap: ${config.publicUrl}/sitemap.xml\n`);
  });
  app.get('/sitemap.xml', (_request, response, next) => {
    database
      .read<{ code: string; on: string | null }>(
        sql`
        select code, published_at::date::text as on from power_item where county = 1 and public_state = 'PUBLISHED' order by code limit 50000`,
      )
      .then((items) => {
        const urls = items.map(
          ({ code, on }) =>
            `<url><loc>${config.publicUrl}/powers/${encodeURIComponent(code)}</loc>${on === null ? '' : `<lastmod>${on}</lastmod>`}</url>`,
        );
        response
          .type('application/xml')
          .send(
            `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`,
          );
      })
      .catch(next);
  });
  // Whatever else is asked of the public site, a reader is answered in words.
  app.get(
    '/*address',
    page(() => Promise.reject(missing('page'))),
  );
};

const isGiven = (entry: readonly [string, string | undefined]): entry is [string, string] => entry[1] !== undefined;

/** What is asked for, as far as it can be read: an address that someone has bent still shows the catalogue. */
const filtersOf = (query: Request['query']) => {
  const given = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value.trim() !== '' && !value.includes('\0') ? value.trim() : undefined;
  };
  const { q, category, unit, page } = listPublicPowers.query.shape;
  const size = SIZE;
  return {
    q: q.safeParse(given('q')?.slice(0, MOST_ASKED)).data,
    category: category.safeParse(given('category')).data,
    unit: unit.safeParse(given('unit')).data,
    page: page.safeParse(given('page')).data ?? 1,
    size,
  };
};

/** What of the results is marked as found: the words, or what was typed where it is no word. */
const marksOf = (q: string): string[] => [q, ...wordsOf(q).filter((word) => word.length > 1)];
