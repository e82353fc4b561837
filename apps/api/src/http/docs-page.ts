import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import express from 'express';

const UI = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
/** What the page needs of the package, and nothing else of it. */
const ASSETS = ['swagger-ui-bundle.js', 'swagger-ui.css'] as const;

const page = (nonce: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>接口文档 · 清风 Qingfeng</title>
<link rel="stylesheet" href="/api/v1/docs/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script nonce="${nonce}" src="/api/v1/docs/swagger-ui-bundle.js"></script>
<script nonce="${nonce}">
SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#docs', deepLinking: true, docExpansion: 'none', filter: true, validatorUrl: null });
</script>
</body>
</html>`;

/** The description of the API as a page, from our own origin alone: it names what can be asked, never anything that is kept. */
export const docsPage = (): express.Router => {
  const router = express.Router();
  router.get('/v1/docs', (_request, response) => {
    const nonce = randomBytes(16).toString('base64');
    response.set({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; ` +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    });
    response.send(page(nonce));
  });
  for (const asset of ASSETS) {
    router.get(`/v1/docs/${asset}`, (_request, response) => {
      response.set('cache-control', 'public, max-age=86400');
      response.sendFile(path.join(UI, asset));
    });
  }
  return router;
};
