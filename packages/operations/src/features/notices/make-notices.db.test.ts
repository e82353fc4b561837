import type { OuterChannel } from '@qingfeng/domain/features/notices/delivery.ts';
import { NOTICED_EVENTS } from '@qingfeng/domain/features/notices/notice.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { feed, publishShipped, warning } from '../../../../../tests/access/matters.ts';
import type { World } from '../../../../../tests/access/world.ts';
import { buildWorld, CANARY } from '../../../../../tests/access/world.ts';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { reachable, testVault } from '../../../../../tests/support/deliveries.ts';
import type { TestAccount } from '../../../../../tests/support/people.ts';
import { insertAccount } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { makeNotices } from './make-notices.ts';
import { countUnread, listNoticesOf } from './read.ts';
import type { ToldEvent } from './recipients.ts';

const { database } = await testDatabase(NOTICED_EVENTS);
const now = instant(new Date());
const by = byOf({ now, today: dayOf(now, 'Asia/Shanghai') });
const CHANNELS: readonly OuterChannel[] = ['EMAIL', 'SMS'];
const telling = { database, zone: 'Asia/Shanghai', channels: CHANNELS };

let world: World;
let object: TestAccount;
let unitHead: TestAccount;
beforeAll(async () => {
  world = await buildWorld(database);
  await publishShipped(database);
  object = world.bystander;
  unitHead = await insertAccount(database, { unit: world.unit, roles: ['LEADER'], unitHead: true });
});

const event = (type: string, thingKind: string, thingId: string, body = {}, actorId = newId()): ToldEvent => ({
  id: newId(),
  at: now,
  actorId,
  thingKind,
  thingId,
  type,
  body,
});
const told = async ({ id }: ToldEvent): Promise<string[]> =>
  (
    await database.read<{ id: string }>(sql`select account_id as id from notice where run_id = ${id}::uuid order by 1`)
  ).map((row) => row.id);
const tell = async (happened: ToldEvent): Promise<string[]> => {
  await makeNotices(telling, by, happened);
  return told(happened);
};
const viewer = async ({ accountId }: TestAccount): Promise<Viewer> => {
  const found = await viewerOfAccount(database, accountId, by.today);
  if (found === null) throw new Error('no such viewer');
  return found;
};
const ids = (...accounts: readonly TestAccount[]): string[] => accounts.map(({ accountId }) => accountId).sort();
const channelsOf = async (happened: ToldEvent, account: TestAccount): Promise<string[]> =>
  (
    await database.read<{ channel: string }>(sql`
      select channel from notice_delivery where run_id = ${happened.id}::uuid and account_id = ${account.accountId}::uuid
      order by channel`)
  ).map(({ channel }) => channel);

describe('an event', () => {
  test('is told to whoever handles the matter and to nobody of another bureau', async () => {
    const happened = event('warning.rejected', 'warning', await warning(world, { state: 'drafted' }));
    expect(await tell(happened)).toEqual(
      ids(world.account('OFFICER', 'own'), world.account('HANDLING_HEAD', 'own'), world.colleague('HANDLING_HEAD')),
    );
  });

  test('is told once, however many workers try and however often', async () => {
    const happened = event('warning.lifted', 'warning', await warning(world, { state: 'served' }));
    await Promise.all([1, 2, 3].map(() => makeNotices(telling, by, happened)));
    await makeNotices(telling, by, happened);
    const people = await told(happened);
    expect(new Set(people).size).toBe(people.length);
    expect(people).toContain(object.accountId);
  });

  test('is not told to the one who did it', async () => {
    const head = world.account('HANDLING_HEAD', 'own');
    const happened = event(
      'warning.rejected',
      'warning',
      await warning(world, { state: 'drafted' }),
      {},
      head.accountId,
    );
    expect(await tell(happened)).not.toContain(head.accountId);
  });

  test('wakes the sender of each channel in the same change', async () => {
    await database.read(sql`delete from graphile_worker._private_jobs`);
    await tell(event('warning.lifted', 'warning', await warning(world, { state: 'served' })));
    const jobs = await database.read<{ key: string }>(
      sql`select key from graphile_worker.jobs where key like 'send:%'`,
    );
    expect(jobs).toEqual([{ key: 'send:SMS' }]);
  });
});

describe('the person warned', () => {
  test('hears nothing before the paper waits for a signature, whatever is said to have happened', async () => {
    const drafted = await warning(world, { state: 'drafted' });
    for (const type of NOTICED_EVENTS.filter((each) => each.startsWith('warning.'))) {
      const body = { to: 'OBJECT', daysLeft: 1 };
      expect(await tell(event(type, 'warning', drafted, body)), type).not.toContain(object.accountId);
    }
    expect(await tell(event('warning.reminder-due', 'warning', drafted, { to: 'UNIT_HEAD', daysLeft: -1 }))).toEqual(
      [],
    );
  });

  test('finds the notice leading to their own page, by number only', async () => {
    const served = await warning(world, { state: 'served' });
    await tell(event('warning.lifted', 'warning', served));
    const { items } = await listNoticesOf(database, await viewer(object), { tab: 'unread', page: 1, size: 200 });
    const notice = items.find(({ href }) => href === `/my-warnings/${served}`);
    expect(notice).toMatchObject({ type: 'warning.lifted', title: expect.stringContaining('〔') as string });
  });

  test('is reached by text message, and by mail only where an address is on file', async () => {
    const served = await warning(world, { state: 'served' });
    const first = event('warning.returned', 'warning', served);
    await tell(first);
    expect(await channelsOf(first, object)).toEqual(['IN_APP', 'SMS']);
    await reachable(database, testVault(), object, { email: 'someone@county.example' });
    const second = event('warning.returned', 'warning', served);
    await tell(second);
    expect(await channelsOf(second, object)).toEqual(['EMAIL', 'IN_APP', 'SMS']);
  });

  test('chooses the channels, and hours in which only the urgent comes', async () => {
    const { accountId } = object;
    const quiet = { quietFrom: '00:00', quietTo: '23:59' };
    await database.prisma.noticePreference.create({ data: { accountId, email: false, sms: true, ...quiet } });
    const served = await warning(world, { state: 'served' });
    const calm = event('warning.returned', 'warning', served);
    const urgent = event('warning.reminder-due', 'warning', served, { to: 'OBJECT', daysLeft: -1 });
    await tell(calm);
    await tell(urgent);
    expect(await channelsOf(calm, object)).toEqual(['IN_APP', 'SMS']);
    const waits = async ({ id }: ToldEvent) =>
      (
        await database.readOne<{ waits: boolean }>(sql`
        select next_try_at > made_at as waits from notice_delivery where run_id = ${id}::uuid and channel = 'SMS'`)
      )?.waits;
    expect(await waits(calm)).toBe(true);
    expect(await waits(urgent)).toBe(false);
    await database.prisma.noticePreference.delete({ where: { accountId } });
  });
});

describe('others', () => {
  test('who must stay away from the person are not told, and lose the number of what they were told before', async () => {
    const head = world.account('HANDLING_HEAD', 'own');
    const served = await warning(world, { state: 'served' });
    const before = event('warning.extension-asked', 'warning', served);
    await tell(event('warning.responded', 'warning', served));
    const mine = async () =>
      (await listNoticesOf(database, await viewer(head), { tab: 'all', page: 1, size: 1 })).items[0];
    expect(await mine()).toMatchObject({ title: `YJ-${served}`, href: `/warnings/${served}` });
    await database.prisma.recusal.create({
      data: {
        id: newId(),
        personId: head.personId,
        otherPersonId: object.personId,
        relation: 'KIN',
        declaredOn: new Date('2026-01-01'),
      },
    });
    expect(await tell(event('warning.responded', 'warning', served))).not.toContain(head.accountId);
    expect(await tell(before)).not.toContain(head.accountId);
    expect(await mine()).toMatchObject({ title: null, href: null });
    await database.read(sql`delete from recusal where relation = 'KIN'`);
  });

  test('the head of the unit learns that something is late, not what', async () => {
    const served = await warning(world, { state: 'served' });
    expect(await tell(event('warning.reminder-due', 'warning', served, { to: 'UNIT_HEAD', daysLeft: -1 }))).toEqual([
      unitHead.accountId,
    ]);
    const { items } = await listNoticesOf(database, await viewer(unitHead), { tab: 'all', page: 1, size: 20 });
    expect(items).toMatchObject([{ type: 'warning.late', title: null, href: null }]);
  });

  test('the superior is a leader of the whole county, not of another bureau', async () => {
    const served = await warning(world, { state: 'served' });
    const people = await tell(event('warning.reminder-due', 'warning', served, { to: 'SUPERIOR', daysLeft: -1 }));
    expect(people).toEqual(ids(world.account('COMMISSION_LEADER', 'own'), world.colleague('COMMISSION_LEADER')));
  });

  test('who is body and superior at once hears of one deadline once', async () => {
    const pending = await warning(world, { state: 'pending' });
    const late = event('warning.reminder-due', 'warning', pending, { to: ['BODY', 'SUPERIOR'], daysLeft: -1 });
    expect(await tell(late)).toEqual(
      ids(world.account('COMMISSION_LEADER', 'own'), world.colleague('COMMISSION_LEADER')),
    );
  });

  test('the liaison of a stale feed, of that unit only', async () => {
    const people = await tell(event('feed.stale', 'feed', await feed(world)));
    expect(people).toEqual(ids(world.account('UNIT_LIAISON', 'own'), world.colleague('UNIT_LIAISON')));
  });

  test('whoever the step put a task before, by the act that waits', async () => {
    const thingId = await warning(world, { state: 'drafted' });
    const officer = world.account('OFFICER', 'own');
    await database.prisma.task.create({
      data: {
        id: newId(),
        act: 'warning.issue',
        thingKind: 'warning',
        thingId,
        title: CANARY,
        accountId: officer.accountId,
        openedAt: now,
      },
    });
    const happened = event('warning.approved', 'warning', thingId);
    await tell(happened);
    const kinds = await database.read<{ kind: string }>(sql`
      select kind from notice where run_id = ${happened.id}::uuid and account_id = ${officer.accountId}::uuid`);
    expect(kinds).toEqual([{ kind: 'warning.issue' }]);
  });

  test('of a wording of a rule its author hears what became of it, and reads where it stands', async () => {
    const author = world.account('RULE_ADMIN', 'own');
    const version = await database.readOne<{ id: string; title: string }>(sql`
      update rule_version set author_id = ${author.accountId}::uuid
      where id = (select id from rule_version order by rule_code limit 1)
      returning id, rule_code || ' ' || (select name from rule where code = rule_code) as title`);
    const id = version?.id ?? '';
    expect(await tell(event('rule-version.published', 'rule-version', id))).toEqual(ids(author));
    // Of what one did oneself nothing is told.
    expect(await tell(event('rule-version.retired', 'rule-version', id, {}, author.accountId))).toEqual([]);
    const { items } = await listNoticesOf(database, await viewer(author), { tab: 'all', page: 1, size: 1 });
    expect(items).toMatchObject([{ title: version?.title, href: `/rules/versions/${id}` }]);
  });

  test('of new findings an officer hears once until they have looked', async () => {
    const officer = world.account('OFFICER', 'own');
    const findings = async () => {
      const at = instant(new Date());
      await database.prisma.task.create({
        data: {
          id: newId(),
          act: 'information.take',
          thingKind: 'information',
          thingId: newId(),
          title: CANARY,
          role: 'OFFICER',
          openedAt: at,
        },
      });
      return tell({ ...event('rules.evaluated', 'rule-run', newId(), { alerts: 1 }), at });
    };
    expect(await findings()).toContain(officer.accountId);
    expect(await findings()).not.toContain(officer.accountId);
    await database.read(sql`update notice set read_at = now() where account_id = ${officer.accountId}::uuid`);
    expect(await findings()).toContain(officer.accountId);
  });
});

test('no notice, list of notices, delivery or job holds a word of what it is about', async () => {
  const lists = await Promise.all(
    [object, unitHead, world.account('OFFICER', 'own'), world.account('HANDLING_HEAD', 'own')].map(async (account) => {
      const seenBy = await viewer(account);
      expect(await countUnread(database, seenBy)).toBeGreaterThan(0);
      return listNoticesOf(database, seenBy, { tab: 'all', page: 1, size: 200 });
    }),
  );
  const stored = await database.read(sql`
    select to_jsonb(n)::text from notice n union all select to_jsonb(d)::text from notice_delivery d
    union all select payload::text from graphile_worker._private_jobs`);
  expect(stored.length).toBeGreaterThan(10);
  expect(JSON.stringify([lists, stored])).not.toContain(CANARY);
});
