import type { registerInformation as contract } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { receive } from '@qingfeng/domain/features/information/life.ts';
import { plainWords } from '@qingfeng/domain/features/information/reported-matter.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import { initialsOf } from '@qingfeng/platform/chinese.ts';
import type { Vault } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { subjectsIn } from './read.ts';
import { numberOf } from './receive-alerts.ts';
import { settleTasks } from './settle-tasks.ts';

/**
 * Registers information that came in another way: a call, a check, a paper (IC-08). Its text is the first note of the matter. Of who told it
 * only a keyed digest stays, by which the same source is known again and by nobody named (DOMAIN FS-14, §7.5).
 */
export const registerInformation = (
  database: Database,
  by: By,
  body: BodyOf<typeof contract>,
  vault: Vault,
): Promise<string> =>
  change(database, by, async (tx) => {
    const [subject] = await tx.$queryRaw<
      { id: string; name: string; unitId: string; unit: string; code: string }[]
    >(sql`
      select s.id, s.name, s."unitId", s.unit, s.code from (${subjectsIn(by.viewer)}) s
      where s.kind = ${body.subjectKind} and s.id = ${body.subjectId}::uuid`);
    if (subject === undefined) throw missing('subject');
    const { next, events } = receive(
      {
        source: 'MANUAL',
        sourceId: null,
        category: 'IIC-13',
        unitId: subject.unitId,
        personId: body.subjectKind === 'PERSON' ? subject.id : null,
        evidence: [],
      },
      by,
    );
    const year = yearOf(by.today);
    const [counter] = await tx.$queryRaw<{ last: number }[]>(sql`
      insert into letter_counter (organ_code, kind, year, last) values ('', 'INFORMATION', ${year}::int, 1)
      on conflict (organ_code, kind, year) do update set last = letter_counter.last + 1 returning last`);
    const number = numberOf('LQ', year, counter?.last ?? 1);
    const { version, ...matter } = next;
    await tx.informationNumber.create({ data: { number, informationId: next.id } });
    await tx.information.create({
      data: {
        county: 1,
        id: next.id,
        number,
        source: 'MANUAL',
        state: next.state,
        title: body.title,
        subjectKind: body.subjectKind,
        subjectId: subject.code,
        subjectLabel: subject.name,
        subjectPersonId: next.personId,
        unitId: next.unitId,
        receivedAt: by.now,
        sourceKey: body.reporter == null ? null : vault.blindIndex(plainWords(body.reporter), 'information.source'),
        factKey: vault.blindIndex(plainWords(body.text), 'information.fact'),
        body: matter,
        search: [number, body.title, subject.name, initialsOf(subject.name), subject.unit, initialsOf(subject.unit)]
          .join(' ')
          .toLowerCase(),
        version,
      },
    });
    await tx.informationNote.create({
      data: {
        id: by.newId(),
        informationId: next.id,
        at: by.now,
        authorId: by.viewer.accountId,
        step: 'receive',
        text: body.text,
      },
    });
    await settleTasks(tx, by, { title: body.title, colour: null, quiet: null }, next);
    return { result: next.id, events };
  });
