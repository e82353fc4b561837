import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import compression from 'compression';
import type { Express, RequestHandler } from 'express';
import express from 'express';

/** What the built public half offers: a whole HTML page for an address and its data. Made by `vite build`, loaded by path. */
export type RenderPublic = (url: string, data: unknown, options: { readonly county: string }) => string;

export type WebSide = {
  mount(app: Express): void;
  readonly renderPublic: RenderPublic;
};

const NONCE = '__CSP_NONCE__';

/** Everything from this origin, styles of antd by nonce, nothing else at all. */
export const policy = (nonce: string, https: boolean): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ');

export const newNonce = (): string => randomBytes(16).toString('base64');

/**
 * The web half from its build folder: hashed assets for a year, the office's page with a fresh nonce for every address below
 * `/office`, public pages through `renderPublic`.
 */
export const openWeb = async (
  dist: string,
  { publicUrl, site }: { readonly publicUrl: string; readonly site: 'office' | 'public' | 'all' },
): Promise<WebSide | undefined> => {
  const https = publicUrl.startsWith('https:');
  const index = path.join(dist, 'client/index.html');
  const entry = path.join(dist, 'public/entry.js');
  if (!existsSync(index) || !existsSync(entry)) return undefined;
  const html = await readFile(index, 'utf8');
  const { renderPublic } = (await import(pathToFileURL(entry).href)) as { renderPublic: RenderPublic };

  const office: RequestHandler = (_request, response) => {
    const nonce = newNonce();
    response.set({ 'content-security-policy': policy(nonce, https), 'cache-control': 'no-store' });
    response.type('html').send(html.replaceAll(NONCE, nonce));
  };
  return {
    renderPublic,
    mount: (app) => {
      app.use(compression());
      app.use(
        '/assets',
        express.static(path.join(dist, 'client/assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
      );
      app.use(express.static(path.join(dist, 'client'), { index: false, maxAge: '1h' }));
      if (site !== 'public') app.get(['/office', '/office/*path'], office);
    },
  };
};
