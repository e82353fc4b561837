import { fileURLToPath } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import type { PaperTemplate } from '@qingfeng/domain/features/warnings/scheme.ts';
import { makePaper } from '@qingfeng/operations/features/letters/make-paper.ts';
import { SAMPLE_PAPERS } from '@qingfeng/operations/features/letters/sample-papers.ts';
import { createServer, type Plugin, type ViteDevServer } from 'vite';

/** The preview alone, in a real browser and under the office's CSP: lines and pages exist nowhere else. */
const HARNESS = `
import { drawPages } from '/src/ui/docx-preview-pages.ts';
import { layOutForPrint } from '/src/ui/docx-preview-print.ts';
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
window.draw = async (base64) => {
  const drawn = await drawPages(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  document.querySelector('#sheets')?.remove();
  const host = Object.assign(document.createElement('div'), { id: 'sheets', lang: 'zh-CN' });
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [drawn.styles];
  root.append(...drawn.pages);
  document.body.prepend(host);
  window.layOut = () => layOutForPrint(drawn);
};
window.ready = true;
`;
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-n'; img-src 'self' data:; connect-src 'self' ws:; object-src 'none'; frame-src 'none'";

const harness: Plugin = {
  name: 'paper-preview-harness',
  resolveId: (id) => (id === '/harness.js' ? id : null),
  load: (id) => (id === '/harness.js' ? HARNESS : null),
  configureServer: (server) => {
    server.middlewares.use('/paper-preview', (_, response) => {
      response.setHeader('content-type', 'text/html').setHeader('content-security-policy', CSP);
      response.end(
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>·</title><body><script type="module" src="/harness.js"></script>',
      );
    });
  },
};

let server: ViteDevServer;
let address = '';
test.beforeAll(async () => {
  const root = fileURLToPath(new URL('../../apps/web', import.meta.url));
  server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [harness],
    server: {
      host: '127.0.0.1',
      port: 0,
      hmr: false,
      fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] },
    },
    optimizeDeps: { include: ['docx-preview', 'jszip'], noDiscovery: true },
    cacheDir: fileURLToPath(new URL('../../node_modules/.cache/paper-preview', import.meta.url)),
  });
  await server.listen();
  const bound = server.httpServer?.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('the harness is not listening');
  address = `http://127.0.0.1:${String(bound.port)}/paper-preview`;
});
test.afterAll(() => server.close());

const draw = async (page: Page, bytes: Uint8Array): Promise<void> => {
  await page.goto(address);
  await page.waitForFunction('window.ready');
  await page.evaluate(`window.draw(${JSON.stringify(Buffer.from(bytes).toString('base64'))})`);
};

type Box = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
type Drawn = {
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly foot: string;
  readonly lines: number;
  readonly body: Box;
  readonly marks: readonly (Box & { readonly name: string })[];
};

/** Every page measured in millimetres from its own edge. */
const measure = (page: Page): Promise<readonly Drawn[]> =>
  page.evaluate(() => {
    const mm = (pixels: number): number => (pixels * 25.4) / 96;
    return [...(document.querySelector('#sheets')?.shadowRoot?.querySelectorAll('section') ?? [])].map((section) => {
      const edge = section.getBoundingClientRect();
      const boxOf = (element: Element): Box => {
        const { top, bottom, left, right } = element.getBoundingClientRect();
        return {
          top: mm(top - edge.top),
          bottom: mm(bottom - edge.top),
          left: mm(left - edge.left),
          right: mm(right - edge.left),
        };
      };
      const blocks = [...section.querySelectorAll(':scope > article > *')];
      const paragraphs = blocks.filter((block) => block.tagName === 'P');
      return {
        width: mm(edge.width),
        height: mm(edge.height),
        text: section.querySelector('article')?.textContent ?? '',
        foot: section.querySelector('footer')?.textContent ?? '',
        lines: Math.round(
          paragraphs.reduce((sum, block) => sum + mm(block.getBoundingClientRect().height), 0) / ((28.95 / 72) * 25.4),
        ),
        body: {
          top: Math.min(...blocks.map((block) => boxOf(block).top)),
          bottom: Math.max(...blocks.map((block) => boxOf(block).bottom)),
          left: Math.min(...blocks.map((block) => boxOf(block).left)),
          right: Math.max(...blocks.map((block) => boxOf(block).right)),
        },
        marks: ['mark', 'rulethicktop', 'rulethickbelow', 'number', 'pageodd', 'pageeven'].flatMap((name) =>
          [...section.querySelectorAll(`.docx_${name}`)].map((element) => ({ name, ...boxOf(element) })),
        ),
      };
    });
  });

for (const kind of Object.keys(SAMPLE_PAPERS) as PaperTemplate[]) {
  test(`the preview of ${kind} is A4 pages with all text inside the text area, and breaks no rule of the CSP`, async ({
    page,
  }) => {
    await draw(page, (await makePaper(kind, SAMPLE_PAPERS[kind])).bytes);
    const pages = await measure(page);
    expect(pages.length).toBeGreaterThan(0);
    for (const [index, drawn] of pages.entries()) {
      expect(drawn.width).toBeCloseTo(210, 0);
      expect(drawn.height).toBeCloseTo(297, 0);
      expect(drawn.body.top).toBeGreaterThan(36.5);
      expect(drawn.body.bottom).toBeLessThan(262.5);
      expect(drawn.body.left).toBeGreaterThan(27.5);
      expect(drawn.body.right).toBeLessThan(184.5);
      const isLetterHead = index === 0 && drawn.marks.some(({ name }) => name === 'mark');
      expect(drawn.foot.includes(`— ${String(index + 1)} —`)).toBe(!isLetterHead);
    }
    expect(await page.evaluate('window.violations')).toEqual([]);
  });
}

test('a letter has its mark, red lines and page numbers where the standard puts them', async ({ page }) => {
  await draw(page, (await makePaper('INQUIRY', SAMPLE_PAPERS.INQUIRY)).bytes);
  const [first, second, third] = await measure(page);
  const place = (drawn: Drawn | undefined, name: string): Box => {
    const found = drawn?.marks.find((mark) => mark.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
  const top = place(first, 'rulethicktop');
  expect(top.left).toBeCloseTo(20, 0);
  expect(top.right).toBeCloseTo(190, 0);
  expect(top.bottom).toBeGreaterThan(44);
  expect(top.bottom).toBeLessThan(47);
  expect(297 - place(first, 'rulethickbelow').bottom).toBeCloseTo(20, 0);
  expect(place(first, 'number').right).toBeCloseTo(184, 0);
  expect(place(second, 'pageeven').left).toBeLessThan(40);
  expect(place(third, 'pageodd').right).toBeGreaterThan(175);
});

test('a long paper loses nothing between its pages, fills each with 22 lines, and prints as many sheets', async ({
  page,
}) => {
  const facts = Array.from(
    { length: 45 },
    (_, at) => `第${String(at + 1)}项事实：${'经核实，有关工程未经集体研究即组织施工。'.repeat((at % 4) + 1)}`,
  );
  const paper = await makePaper('NOTICE', { ...SAMPLE_PAPERS.NOTICE, facts });
  await draw(page, paper.bytes);
  const pages = await measure(page);
  expect(pages.length).toBeGreaterThan(5);
  const text = pages.map((drawn) => drawn.text).join('');
  const places = facts.map((fact) => text.indexOf(fact));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  // From the second page to the last that is full of text: the signature's page and the receipt follow.
  for (const drawn of pages.slice(1, -3)) expect(drawn.lines).toBe(22);
  await page.evaluate('window.layOut()');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(pages.length);
});
