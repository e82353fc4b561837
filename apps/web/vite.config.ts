import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Manifest, Plugin } from 'vite';

const root = import.meta.dirname;
const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000';
const PUBLIC_CSS = 'src/public/public.css';

/**
 * Puts into `public/stylesheet.ts` where the client build has put the public pages' stylesheet, so that whoever calls
 * `renderPublic` need not read a manifest. The client is therefore built first.
 */
const publicStylesheet = (): Plugin => ({
  name: 'public-stylesheet',
  apply: 'build',
  async load(id) {
    if (id !== join(root, 'src/public/stylesheet.ts')) return null;
    const manifest = JSON.parse(await readFile(join(root, 'dist/client/.vite/manifest.json'), 'utf8')) as Manifest;
    const entry = manifest[PUBLIC_CSS];
    if (entry === undefined) throw new Error(`no ${PUBLIC_CSS} in the manifest: build the client first`);
    return `export const stylesheet = '/${entry.file}';`;
  },
});

export default defineConfig({
  root,
  plugins: [react(), publicStylesheet()],
  // The API puts a fresh nonce in place of this word whenever it serves index.html.
  html: { cspNonce: '__CSP_NONCE__' },
  server: { proxy: { '/api': api } },
  builder: {
    buildApp: async (builder) => {
      for (const name of ['client', 'public']) {
        const environment = builder.environments[name];
        if (environment !== undefined) await builder.build(environment);
      }
    },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        manifest: true,
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 1_500,
        rolldownOptions: { input: { office: join(root, 'index.html'), public: join(root, PUBLIC_CSS) } },
      },
    },
    public: {
      consumer: 'server',
      // Else React's development half is bundled as well.
      define: { 'process.env.NODE_ENV': JSON.stringify('production') },
      // One file without imports: the public half starts fast and needs nothing of node_modules.
      resolve: { noExternal: true },
      build: {
        outDir: 'dist/public',
        copyPublicDir: false,
        rolldownOptions: {
          input: join(root, 'src/public/entry.ts'),
          output: { entryFileNames: 'entry.js', codeSplitting: false },
        },
      },
    },
  },
});
