import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { addWorkdays } from '@qingfeng/domain/features/calendar/calendar.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { loadCalendar } from '../calendar/store.ts';
import { closeTasks, openTask } from '../tasks/store.ts';
import { numberOf } from './receive-alerts.ts';
import { loadInformation } from './store.ts';
import type { Which } from './take-step.ts';
import { stepIn } from './take-step.ts';
import { tellsTooMuch } from './telling-words.ts';

/** Working days a department has where the officer sets no day. */
const ANSWER_WORKDAYS = 5;

/**
 * Asks a department for facts (核查单, row 3). The liaison sees the question and the day, nothing else; a text that names the alert's
 * number or its rule is refused, since it would tell what fired.
 */
export const askUnit = (
  database: Database,
  by: By,
  { id, version }: Which,
  {
    unitId,
    question,
    dueOn,
  }: { readonly unitId: string; readonly question: string; readonly dueOn?: LocalDate | undefined },
): Promise<string> =>
  change(database, by, async (tx) => {
    const held = await loadInformation(tx, by, id, version);
    const unit = await tx.unit.findFirst({ where: { id: unitId, endedOn: null } });
    if (unit === null) throw missing('unit');
    const rule = await ruleOf(tx, id);
    const found = tellsTooMuch(question, [held.number, rule?.code, rule?.name]);
    if (found !== null) throw new Refusal('information.reveals-source', { word: found });
    const due = dueOn ?? addWorkdays(await loadCalendar(tx), by.today, ANSWER_WORKDAYS);
    const sheetId = by.newId();
    const number = numberOf('HC', yearOf(by.today), await nextNumber(tx, yearOf(by.today)));
    await tx.factSheet.create({
      data: {
        id: sheetId,
        number,
        informationId: id,
        unitId,
        question,
        dueOn: new Date(due),
        workdays: dueOn === undefined ? ANSWER_WORKDAYS : null,
        askedBy: by.viewer.accountId,
        askedAt: by.now,
      },
    });
    const { events } = await stepIn(tx, by, held, 'ask', { sheet: { unitId, fileId: sheetId, sourceHidden: true } });
    await openTask(tx, by, {
      act: 'fact-sheet.answer',
      thingKind: 'fact-sheet',
      thingId: sheetId,
      title: number,
      unitId,
      dueOn: due,
      to: { role: 'UNIT_LIAISON', scopeUnitId: unitId },
    });
    return { result: id, events };
  });

const ruleOf = async (tx: WriteTx, id: string): Promise<{ code: string; name: string } | undefined> => {
  const [row] = await tx.$queryRaw<{ code: string; name: string }[]>(sql`
    select r.code, r.name from information i join rule r on r.code = i.rule_code where i.county = 1 and i.id = ${id}::uuid`);
  return row;
};

const nextNumber = async (tx: WriteTx, year: number): Promise<number> => {
  const [row] = await tx.$queryRaw<{ last: number }[]>(sql`
    insert into letter_counter (organ_code, kind, year, last) values ('', 'FACT_SHEET', ${year}::int, 1)
    on conflict (organ_code, kind, year) do update set last = letter_counter.last + 1 returning last`);
  return row?.last ?? 1;
};

/** The department's answer; the officer who asked has it to read. */
export const answerFactSheet = (
  database: Database,
  by: By,
  { id, version }: Which,
  { answer }: { readonly answer: string },
): Promise<string> =>
  change(database, by, async (tx) => {
    const sheet = await tx.factSheet.findFirst({ where: { id, unitId: by.viewer.unitId ?? '' } });
    if (sheet === null) throw missing('fact-sheet');
    const { count } = await tx.factSheet.updateMany({
      where: { id, version, state: 'OPEN' },
      data: { answer, answeredBy: by.viewer.accountId, answeredAt: by.now, state: 'ANSWERED', version: version + 1 },
    });
    if (count === 0)
      throw new Refusal('thing.changed', { at: sheet.answeredAt?.toISOString() ?? null, version: sheet.version });
    await closeTasks(tx, by, id);
    return {
      result: id,
      events: [
        {
          thingKind: 'information',
          thingId: sheet.informationId,
          type: 'information.sheet-answered',
          version: null,
          body: { sheetId: id },
        },
      ],
    };
  });
