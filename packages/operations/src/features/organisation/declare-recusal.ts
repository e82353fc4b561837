import type { declareRecusal as endpoint } from '@qingfeng/contracts/features/organisation/recusals.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { RECUSAL_APPLICANTS } from '@qingfeng/domain/features/organisation/recusal.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleCadre } from '../../shared/access.ts';
import type { StaysAwayFrom } from '../information/read.ts';
import { mattersInHand } from '../information/read.ts';
import { closeTasks, openTask } from '../tasks/store.ts';
import { draftedBy } from '../warnings/read.ts';

type Body = BodyOf<typeof endpoint>;
type Other = Pick<RecusalRow, 'otherPersonId' | 'otherUnitId' | 'otherSupplierCode' | 'otherSupplierName'>;
type RecusalRow = {
  readonly otherPersonId: string | null;
  readonly otherUnitId: string | null;
  readonly otherSupplierCode: string | null;
  readonly otherSupplierName: string | null;
};

const NOBODY: Other = { otherPersonId: null, otherUnitId: null, otherSupplierCode: null, otherSupplierName: null };

/**
 * What a person declares of himself binds from this moment. What is applied for of a colleague waits for a leader of the commission:
 * an application alone must not be able to take a matter out of someone's hands.
 */
export const declareRecusal = (database: Database, by: By, body: Body): Promise<string> =>
  change(database, by, async (tx) => {
    const person = await whoStaysAway(tx, by, body.personId);
    const other = await checkedOther(tx, body.other);
    if (other.otherPersonId === person.id) throw new Refusal('recusal.of-oneself');
    const standing = await tx.recusal.count({
      where: { personId: person.id, ...withoutName(other), state: { in: ['PENDING', 'IN_FORCE', 'ENDING'] } },
    });
    if (standing > 0) throw new Refusal('recusal.declared-before');
    const isOwn = person.id === by.viewer.personId;
    const id = by.newId();
    await tx.recusal.create({
      data: {
        id,
        personId: person.id,
        ...other,
        relation: body.relation,
        declaredOn: new Date(by.today),
        state: isOwn ? 'IN_FORCE' : 'PENDING',
        appliedBy: by.viewer.accountId,
        appliedAt: by.now,
      },
    });
    if (isOwn) await handOver(tx, by, person.id, other);
    else await openDecision(tx, by, { id, name: person.name });
    return {
      result: id,
      events: [
        {
          thingKind: 'recusal',
          thingId: id,
          type: isOwn ? 'recusal.declared' : 'recusal.applied-for',
          version: 1,
          body: { personId: person.id, towards: body.other.kind },
        },
      ],
    };
  });

const withoutName = ({ otherPersonId, otherUnitId, otherSupplierCode }: Other) => ({
  otherPersonId,
  otherUnitId,
  otherSupplierCode,
});

type Person = { readonly id: string; readonly name: string; readonly unitId: string };

/** Puts the decision before the leaders of the commission; the one it binds is not told of it as a task. */
export const openDecision = (tx: WriteTx, by: By, { id, name }: { readonly id: string; readonly name: string }) =>
  openTask(tx, by, {
    act: 'recusal.decide',
    thingKind: 'recusal',
    thingId: id,
    title: name,
    unitId: null,
    dueOn: null,
    to: { role: 'COMMISSION_LEADER', scopeUnitId: null },
  });

/** What the person has in hand and must not go on with is put before the heads of section, and off the person's own desk. */
export const handOver = async (tx: WriteTx, by: By, personId: string, other: StaysAwayFrom): Promise<void> => {
  for (const matter of await mattersInHand(tx, personId, other)) {
    await closeTasks(tx, by, matter.id);
    await openTask(tx, by, {
      act: 'information.reassign',
      thingKind: 'information',
      thingId: matter.id,
      title: matter.title,
      unitId: matter.unitId,
      aboutPersonId: matter.personId,
      dueOn: null,
      to: { role: 'HANDLING_HEAD', scopeUnitId: null },
    });
  }
  for (const { handlingUnitId, dueOn, ...warning } of await draftedBy(tx, personId, other)) {
    await openTask(tx, by, {
      act: 'warning.reassign',
      thingKind: 'warning',
      thingId: warning.id,
      title: warning.title,
      unitId: warning.unitId,
      aboutPersonId: warning.personId,
      dueOn,
      to: { role: 'HANDLING_HEAD', scopeUnitId: handlingUnitId },
    });
  }
};

const whoStaysAway = async (tx: WriteTx, by: By, personId: string | null): Promise<Person> => {
  const { viewer } = by;
  const wanted = personId ?? viewer.personId;
  if (wanted === null) throw new Refusal('access.denied', { thing: 'recusal' });
  const isOwn = wanted === viewer.personId;
  if (!isOwn && !hasRole(viewer, ...RECUSAL_APPLICANTS)) throw new Refusal('access.denied', { thing: 'recusal' });
  const [person] = await tx.$queryRaw<Person[]>(sql`
    select p.id, p.name, p.unit_id as "unitId" from person p
    where p.id = ${wanted}::uuid and p.status = 'ACTIVE' and (${isOwn} or ${visibleCadre(viewer, sql`p`)})`);
  if (person === undefined) throw missing('person');
  return person;
};

const checkedOther = async (tx: WriteTx, other: Body['other']): Promise<Other> => {
  if (other.kind === 'SUPPLIER') return { ...NOBODY, otherSupplierCode: other.code, otherSupplierName: other.name };
  if (other.kind === 'UNIT') {
    if ((await tx.unit.count({ where: { id: other.id, endedOn: null } })) === 0) throw missing('unit');
    return { ...NOBODY, otherUnitId: other.id };
  }
  if ((await tx.person.count({ where: { id: other.id } })) === 0) throw missing('person');
  return { ...NOBODY, otherPersonId: other.id };
};
