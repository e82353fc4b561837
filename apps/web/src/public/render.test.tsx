// @vitest-environment node
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { describe, expect, it } from 'vitest';
import type { PublicData, ResultData } from './data.ts';
import { renderPage } from './render.tsx';

const RESULT: ResultData = {
  code: '511Z07001006-511602000000-000-11511301008778183N-1-00',
  name: '市政设施占用许可',
  summary: '占用城市道路须经批准。',
  category: '行政许可',
  unit: '县住建局',
  promisedDays: 10,
  legalDays: 20,
  incomplete: false,
};
const SITE = { demo: true, sums: { units: 38, items: 1264, updatedOn: '2026-10-09' as LocalDate } };
const CATALOGUE: PublicData = {
  ...SITE,
  page: 'catalogue',
  popular: ['施工许可'],
  categories: [{ value: 'XK', label: '行政许可', count: 6 }],
  units: [{ value: 'zj', label: '县住建局', count: 4 }],
  total: 41,
  totalCapped: false,
  number: 2,
  size: 20,
  items: [RESULT],
  marks: ['占用'],
  downloadHref: null,
};
const ITEM = {
  ...SITE,
  page: 'item',
  item: {
    ...RESULT,
    state: 'PUBLISHED',
    unitValue: 'zj',
    categoryValue: 'XK',
    section: '市政建设股',
    fee: null,
    steps: [{ name: '提交申请', days: 1, note: '窗口或网上提交' }],
    basis: [{ title: '《办法（示例）》第十二条', text: '须经批准。' }],
    versions: [{ number: 3, note: null, on: '2026-08-12' as LocalDate, current: true }],
    reportHref: null,
    phone: null,
  },
} satisfies PublicData;
const render = (url: string, data: PublicData): string =>
  renderPage(url, data, { county: '清河县', stylesheet: '/assets/public.css' });

describe('public pages', () => {
  it.each([
    ['catalogue', CATALOGUE],
    ['item', ITEM],
    ['missing', { ...SITE, page: 'missing' }],
    ['failed', { ...SITE, page: 'failed' }],
  ] satisfies [string, PublicData][])('%s: no script, no inline style, nothing from another origin', (_, data) => {
    const html = render('/', data);
    expect(html).toMatch(/^<!doctype html><html lang="zh-CN"/);
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=/i);
    expect(html).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
  });

  it('answers how long, who and what in each result, and marks what was searched for', () => {
    const html = render('/?q=%E5%8D%A0%E7%94%A8', CATALOGUE);
    expect(html).toContain('市政设施<mark>占用</mark>许可');
    expect(html).toContain('<b>10</b><span>个工作日办结</span><small>法定20日</small>');
    expect(html).toContain('“占用”找到41项');
  });

  it('links to the item by its code', () => {
    expect(render('/', CATALOGUE)).toContain(`href="/powers/${RESULT.code}"`);
  });

  it('keeps the search when a filter is set, and goes back to the first page', () => {
    const html = render('/?q=x&page=2', CATALOGUE);
    expect(html).toContain('href="/?q=x&amp;category=XK"');
    expect(html).toContain('rel="next" href="/?q=x&amp;page=3"');
    expect(html).toContain('rel="prev" href="/?q=x"');
  });

  it('keeps language and type size on every link, and nothing else of the page', () => {
    const html = render('/powers/x?lang=en&size=large&q=secret', ITEM);
    expect(html).toContain('<html lang="en" data-size="large">');
    expect(html).toContain('href="/?lang=en&amp;size=large"');
    expect(html).toContain('href="/?lang=en&amp;size=large&amp;unit=zj"');
  });

  it('marks the longest of what was searched for, and takes it for words, never for a pattern', () => {
    const named = { ...RESULT, name: '占用道路许可(a+b)' };
    const html = render('/', { ...CATALOGUE, items: [named], marks: ['占用道路', '占用', '(A+B)', '.'] });
    expect(html).toContain('<mark>占用道路</mark>许可<mark>(a+b)</mark>');
  });

  it('says plainly that an item is being corrected, and nothing else of it', () => {
    const html = render('/powers/x', {
      ...ITEM,
      item: { ...ITEM.item, state: 'SUSPENDED', steps: [], basis: [], versions: [] },
    });
    expect(html).toContain('维护中');
    expect(html).not.toContain('办理时限');
  });

  it('keeps what was public of a cancelled item, and says so', () => {
    const html = render('/powers/x', { ...ITEM, item: { ...ITEM.item, state: 'RETIRED' } });
    expect(html).toContain('已取消');
    expect(html).toContain('《办法（示例）》第十二条');
  });

  it('says what is not known yet instead of leaving it out', () => {
    expect(render('/powers/x', ITEM)).toContain('<dt>收费</dt><dd><span class="dim">待补充</span></dd>');
  });

  it('shows what was typed as text', () => {
    const html = render(`/?q=${encodeURIComponent('"><script>alert(1)</script>')}`, {
      ...CATALOGUE,
      total: 0,
      items: [],
    });
    expect(html).not.toContain('<script');
  });

  it('does not break on an address that is none', () => {
    expect(render('//', { ...SITE, page: 'missing' })).toContain('没有找到这个页面');
  });
});
