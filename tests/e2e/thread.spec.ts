import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Browser, Locator, Page } from '@playwright/test';

const PASSWORD = 'qingfeng-demo-2026';

/** Each person at a desk of their own. */
const signIn = async (browser: Browser, login: string, address = '/office/'): Promise<Page> => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  return page;
};

/** Nothing that a rule of WCAG 2.2 AA finds wrong. */
const expectAccessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
};

const openDialog = (page: Page): Locator => page.locator('dialog[open]');

/** Takes the step that a button offers; `fill` types into its dialog. */
const take = async (page: Page, step: string, fill?: (dialog: Locator) => Promise<void>): Promise<void> => {
  const button = page.getByRole('group', { name: '可办事项' }).getByRole('button', { name: step });
  await expect(page.getByRole('group', { name: '可办事项' })).toBeVisible();
  if (await button.isVisible()) await button.click();
  else {
    await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('menuitem', { name: step }).click();
  }
  const dialog = openDialog(page);
  await fill?.(dialog);
  await dialog.getByRole('button', { name: step, exact: true }).click();
  await expect(dialog).toBeHidden();
};

const idOf = (page: Page): string => page.url().slice(page.url().lastIndexOf('/') + 1);

test('one alert becomes a warning that is answered and lifted', async ({ browser }) => {
  test.setTimeout(300_000);

  const officer = await signIn(browser, 'wenzhizhu', '/office/alerts?tab=untaken');
  await expect(officer.getByRole('heading', { name: '疑点', level: 1 })).toBeVisible();
  await expectAccessible(officer);
  await officer.getByRole('table').getByRole('link').first().click();
  await expect(officer.getByText('触发记录')).toBeVisible();
  await expectAccessible(officer);
  const informationId = idOf(officer);
  await take(officer, '接收');
  await take(officer, '转核查');
  await take(officer, '认定成立', async (dialog) => {
    await dialog.getByText('三级').click();
    await dialog.getByLabel('核查结论').fill('经核对凭证和审批单，情况属实。');
  });
  await expect(officer.getByText('待复核', { exact: true })).toBeVisible();

  const second = await signIn(browser, 'suruogu', `/office/information/${informationId}`);
  await take(second, '确认认定');

  await officer.reload();
  await officer.getByRole('button', { name: '提出预警' }).click();
  const object = officer.getByRole('combobox', { name: '对象' });
  await object.fill('程如砥');
  await officer.getByText(/^程如砥 · /).click();
  await officer.getByText('建议质询告知').click();
  await officer.getByText(/三级 告知/).click();
  await officer.getByRole('combobox', { name: '情形' }).click();
  await officer.keyboard.press('Enter');
  await officer.getByText('书面预警').click();
  await officer.getByText('未构成，可以预警').click();
  await officer.getByRole('button', { name: '存为草稿' }).click();
  await expect(officer.getByText('拟预警').first()).toBeVisible();
  await expect(officer).toHaveURL(/\/office\/warnings\//);
  await expectAccessible(officer);
  const warningId = idOf(officer);
  const warning = `/office/warnings/${warningId}`;

  const head = await signIn(browser, 'tongyule', warning);
  await take(head, '提交审定');
  const leader = await signIn(browser, 'yanqinghe', warning);
  await take(leader, '审定');
  await officer.reload();
  await take(officer, '编号制发');
  await expect(officer.getByRole('heading', { level: 1 })).toContainText('〔');

  const cadre = await signIn(browser, 'chengrudi', '/office/my-warnings');
  await cadre.getByRole('link', { name: /有一份文书待你签收/ }).click();
  await cadre.getByRole('button', { name: '签收' }).click();
  await openDialog(cadre).getByLabel('登录密码').fill(PASSWORD);
  await openDialog(cadre).getByRole('button', { name: '签收', exact: true }).click();
  await expect(cadre.getByText('已完成0项，共2项')).toBeVisible();
  await expectAccessible(cadre);
  // What is written stays with the person until it is submitted.
  await cadre.locator('#question-0').fill('因工期紧张，口头商定后先行办理，未及时补办手续。');
  await cadre.reload();
  await expect(cadre.locator('#question-0')).toHaveValue(/口头商定/);
  await cadre.getByRole('button', { name: '提交第1项' }).click();
  await cadre.locator('#question-1').fill('已停止此类做法，并补办集体研究记录。');
  await cadre.getByRole('button', { name: '提交第2项' }).click();
  await expect(cadre.getByText('已完成2项，共2项')).toBeVisible();
  await cadre.getByRole('button', { name: '提交反馈' }).click();
  await openDialog(cadre).getByLabel('说明或报告').fill('情况说明如上，今后严格执行集体研究制度。');
  await openDialog(cadre).getByText('我确认以上内容属实').click();
  await openDialog(cadre).getByRole('button', { name: '提交反馈', exact: true }).click();
  await expect(openDialog(cadre)).toBeHidden();

  await second.goto(warning);
  await take(second, '受理审核');
  await take(second, '审核通过');
  await head.reload();
  await take(head, '解除预警', (dialog) => dialog.getByLabel('解除结论').fill('答复属实，已经纠正，予以解除。'));
  await expect(head.getByText('已解除').first()).toBeVisible();
  await expectAccessible(head);
});

test('whom a warning is about knows nothing of it before service', async ({ browser }) => {
  // In the demo county a warning about this cadre waits for its decision.
  const cadre = await signIn(browser, 'xuanjianjia', '/office/warnings');
  await expect(cadre.getByText('没有权限')).toBeVisible();
  await cadre.goto('/office/my-warnings');
  await expect(cadre.getByText('没有送达你的预警')).toBeVisible();
});

test('the rule library explains each rule', async ({ browser }) => {
  const admin = await signIn(browser, 'liusansheng', '/office/rules');
  await expectAccessible(admin);
  await admin.getByRole('link', { name: '重复发票' }).click();
  await expect(admin.getByText('命中时这样说明')).toBeVisible();
  await expectAccessible(admin);
});

test('what was typed outlives a lost network and an ended session', async ({ browser }) => {
  const officer = await signIn(browser, 'rongyushu', '/office/alerts?tab=untaken&q=县住建局');
  await officer.getByRole('table').getByRole('link').first().click();
  await officer
    .getByRole('button', { name: '更多' })
    .or(officer.getByRole('button', { name: '写批注' }))
    .first()
    .click();
  const listed = officer.getByRole('menuitem', { name: '写批注' });
  if (await listed.isVisible()) await listed.click();
  const dialog = officer.getByRole('dialog', { name: '写批注' });
  await dialog.getByLabel('批注').fill('已电话核对，待补充凭证。');
  await officer.context().setOffline(true);
  await dialog.getByRole('button', { name: '写批注' }).click();
  await expect(dialog.getByRole('alert')).toContainText('没有应答');
  await officer.context().setOffline(false);

  const elsewhere = await signIn(browser, 'rongyushu', '/office/account');
  await elsewhere.getByRole('table').getByRole('button', { name: '退出此设备' }).click();
  await openDialog(elsewhere).getByRole('button', { name: '退出此设备' }).click();
  await expect(elsewhere.getByRole('table').getByRole('button', { name: '退出此设备' })).toBeHidden();

  await dialog.getByRole('button', { name: '再试一次' }).click();
  const again = officer.getByRole('dialog', { name: /登录已失效/ });
  await again.getByLabel('登录名').fill('rongyushu');
  await again.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await again.getByRole('button', { name: '登录', exact: true }).click();
  await expect(dialog.getByLabel('批注')).toHaveValue('已电话核对，待补充凭证。');
  await dialog.locator('button[type=submit]').click();
  await expect(officer.getByText('已电话核对，待补充凭证。')).toBeVisible();
  await expect(dialog).toBeHidden();
});
