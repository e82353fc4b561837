import { expect, test } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';

const signIn = async (browser: Browser, login: string, address: string): Promise<Page> => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill('qingfeng-demo-2026');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  return page;
};

const take = async (page: Page, step: string): Promise<void> => {
  await page.getByRole('group', { name: '可办事项' }).getByRole('button', { name: step }).click();
  const dialog = page.locator('dialog[open]');
  if (step === '发布') await expect(dialog.getByText('每周疑点')).toBeVisible();
  await dialog.getByRole('button', { name: step, exact: true }).click();
  await expect(dialog).toBeHidden();
};

test('a rule is put together by hand, tried, saved with a case, reviewed and published by somebody else', async ({
  browser,
}) => {
  const author = await signIn(browser, 'liusansheng', '/office/rules');
  await author.getByRole('link', { name: '起草新规则' }).click();
  const box = (name: string) => author.getByRole('textbox', { name, exact: true }).first();
  await box('名称').fill('单笔大额报销');
  await author.getByRole('combobox', { name: '数据', exact: true }).selectOption({ label: '费用报销' });
  await box('为何可疑').fill('大额支出未经集体决策');
  await author.getByRole('button', { name: '添加其中各数' }).click();
  const figure = author.locator('#piece-finds-0-values-v1');
  await figure.getByRole('textbox', { name: '名称', exact: true }).fill('报销金额');
  await figure.getByRole('combobox', { name: '取值' }).selectOption('yuan amountMinor');
  await figure.getByRole('combobox', { name: '单位' }).selectOption({ label: '元' });
  const part = (nth: number) => author.locator(`#piece-finds-0-when-compare-${String(nth)}`);
  await author.locator('#piece-finds-0-when').getByRole('combobox').selectOption({ label: '比较两个数' });
  await part(0).getByRole('combobox').selectOption({ label: '报销金额' });
  await part(1).getByRole('combobox').selectOption({ label: '大于' });
  await part(2).getByRole('combobox').selectOption({ label: '一个数或文字' });
  await part(2).getByRole('textbox').fill('60000');
  await box('为何触发').fill('单笔报销');
  await author.getByRole('button', { name: '报销金额', exact: true }).click();
  await expect(author.getByText('内容完整')).toBeVisible();

  // Tried at once, and what it found becomes a case, of which nobody can tell whom it is about.
  await expect(author.getByText(/过去24个月会触发 \d+ 次/u)).toBeVisible();
  await author.locator('.sample-example summary').first().click();
  await author.getByRole('button', { name: '存为测试案例' }).first().click();
  await expect(author.getByText('1/1个符合预期')).toBeVisible();
  await author.getByRole('button', { name: '树', exact: true }).click();
  await expect(author.getByText('报销金额 大于 60,000元')).toBeVisible();
  await author.getByLabel('为什么这样改').fill('先按记录试算，看看数量。');
  await author.getByRole('button', { name: '存为草稿' }).click();
  await expect(author).toHaveURL(/\/rules\/versions\//u);
  await take(author, '送复核');
  await expect(author.getByText('每周疑点').first()).toBeVisible({ timeout: 30_000 });
  const address = new URL(author.url()).pathname;

  const leader = await signIn(browser, 'yanqinghe', address);
  await take(leader, '复核通过');
  await take(leader, '发布');
  await expect(leader.getByText('在用', { exact: true }).first()).toBeVisible();
});
