import { type ApprovalDesk, caseNumbers, type Item, layOut, type Pace } from '../approval-desk.ts';
import type { Day } from '../office-days.ts';
import { dealt, times } from '../plot.ts';
import type { RecordOf } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

type Step = RecordOf<'approval'>;
type Desk = { readonly sheet: Sheet; readonly approvals: ApprovalDesk };

const STEPS = ['受理', '审查', '决定'];
const PROMISED = 20;
const MINUTE_MS = 60_000;
/** Cases that make the item's usual time. */
const USUAL = 24;
/** Items of an office that are asked for so seldom that their ordinary cases hardly count. */
const FIRST_SELDOM = 12;

const startDay = ({ random, days }: Sheet): Day => days.rollForward(random.int(days.publishedFrom + 3, days.last - 60));

/** Writes a case down. With `minutes` it is done within as many from its first start, on one day. */
const writeCase = (
  { sheet, approvals }: Desk,
  item: Item,
  agentCode: string | null,
  paces: readonly Pace[],
  minutes?: number,
): Step[] => {
  const drafts = layOut(approvals, { item, start: startDay(sheet), paces, steps: STEPS });
  const begun = Date.parse(drafts[0]?.row.startedAt ?? '');
  const at = (step: number) => new Date(begun + (((minutes ?? 0) * step) / STEPS.length) * MINUTE_MS).toISOString();
  return drafts.map(({ day, row: { externalId: _id, occurredOn: _day, unitCode, ...row } }, index) =>
    sheet.put('approval', day, unitCode, {
      ...row,
      agentCode,
      ...(minutes === undefined ? {} : { startedAt: at(index), finishedAt: at(index + 1) }),
    }),
  );
};

/** A case that takes about a week or two, as most do. */
const usualCase = (desk: Desk, item: Item, agentCode: string | null): Step[] => {
  const { random } = desk.sheet;
  return writeCase(desk, item, agentCode, [
    { wait: 0, work: 1 },
    { wait: 1, work: random.int(2, 3) },
    { wait: 1, work: random.int(2, 3) },
  ]);
};

const agent = (sheet: Sheet): string => `DL-${sheet.number()}`;
const about = (agentCode: string, records: readonly Step[]): Matter => ({
  subject: { kind: 'AGENT', id: agentCode },
  records,
});

/** The ordinary cases of an item, most brought without an agent. */
const writeUsual = (desk: Desk, item: Item): void => {
  for (let left = USUAL; left > 0; left -= 1)
    usualCase(desk, item, desk.sheet.random.chance(0.2) ? agent(desk.sheet) : null);
};

const fastCases = (
  desk: Desk,
  item: Item,
  agentCode: string,
  count: number,
  [least, most]: readonly [number, number],
) => times(count, () => writeCase(desk, item, agentCode, [], desk.sheet.random.int(least, most))).flat();

/** R29: an agent whose cases are done in a small part of the usual time, while others wait. Enough of them, since an item has fast cases of its own. */
const servedFirst = (desk: Desk, item: Item): Matter => {
  const { random, extent } = desk.sheet;
  const clear = extent.strength === 1;
  const agentCode = agent(desk.sheet);
  writeUsual(desk, item);
  return about(agentCode, fastCases(desk, item, agentCode, random.int(9, 14), clear ? [20, 90] : [90, 220]));
};

/** Renewals of one page: done at once for everybody. */
const simpleRenewal = (desk: Desk, item: Item): Matter => {
  const { random } = desk.sheet;
  const agentCode = agent(desk.sheet);
  for (let left = USUAL; left > 0; left -= 1) writeCase(desk, item, null, [], random.int(180, 420));
  return about(agentCode, fastCases(desk, item, agentCode, random.int(6, 10), [5, 9]));
};

/** An agent with few fast cases. */
const seldomFast = (desk: Desk, item: Item): Matter => {
  const agentCode = agent(desk.sheet);
  writeUsual(desk, item);
  return about(agentCode, fastCases(desk, item, agentCode, desk.sheet.random.int(2, 4), [30, 150]));
};

/** As many fast cases, brought by many. */
const fastForAll = (desk: Desk, item: Item): Matter => {
  const { random } = desk.sheet;
  const agents = times(4, () => agent(desk.sheet));
  writeUsual(desk, item);
  const records = agents.map((agentCode) => fastCases(desk, item, agentCode, random.int(5, 6), [30, 200]));
  return about(agents[0] ?? '', records[0] ?? []);
};

/** One agent brings many cases, all at the usual pace. */
const busyAgent = (desk: Desk, item: Item): Matter => {
  const agentCode = agent(desk.sheet);
  writeUsual(desk, item);
  return about(agentCode, times(desk.sheet.random.int(6, 9), () => usualCase(desk, item, agentCode)).flat());
};

/** Who is served first (R29). */
export const agents: Part = {
  name: 'agents',
  write: (given) => {
    const sheet = sheetFor({ letters: 'DL', digits: 33 }, given);
    const { random, world, days, replica } = given;
    const items = world.offices.flatMap((office) =>
      office.items.slice(FIRST_SELDOM).map((code): Item => ({ code: world.coded(code), office, promised: PROMISED })),
    );
    const next = dealt(random, items);
    const number = caseNumbers(replica);
    const approvals: ApprovalDesk = {
      random,
      world,
      days,
      items,
      drawItem: () => random.pick(items),
      nextCase: (office, day) => `DL-${number(office, day)}`,
    };
    const desk: Desk = { sheet, approvals };
    sheet.plant('R29', 'served-first', () => servedFirst(desk, next()), {
      'simple-renewal': () => simpleRenewal(desk, next()),
      'seldom-fast': () => seldomFast(desk, next()),
      'fast-for-all': () => fastForAll(desk, next()),
      'busy-agent': () => busyAgent(desk, next()),
    });
    return sheet.written();
  },
};
