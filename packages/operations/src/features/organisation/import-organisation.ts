import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Vault } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { initialsOf } from '@qingfeng/platform/chinese.ts';
import { phoneContext, PHONE_INDEX } from './read.ts';

/** A whole organisation by codes, parents before children: what an initial import or the demo county brings. */
export type OrganisationPlan = {
  readonly county: { readonly code: string; readonly name: string };
  readonly units: readonly {
    code: string;
    name: string;
    shortName: string;
    kind: string;
    parent: string | null;
    officePhone?: string;
  }[];
  readonly coverage: readonly { group: string; units: readonly string[] }[];
  readonly sections: readonly { unit: string; name: string }[];
  readonly posts: readonly { unit: string; section: string | null; name: string; sensitive: boolean }[];
  readonly people: readonly {
    code: string;
    name: string;
    unit: string;
    section: string | null;
    post: string;
    level: string;
    unitHead: boolean;
    since: string;
    phone: string;
  }[];
  readonly recusals: readonly {
    person: string;
    otherPerson: string | null;
    otherUnit: string | null;
    relation: string;
    declaredOn: string;
  }[];
  readonly authority: readonly { cadreLevel: string; unitKind: string; body: string }[];
};

const required = (ids: ReadonlyMap<string, string>, key: string): string => {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the organisation names ${key} but does not bring it`);
  return id;
};

/** Brings an organisation into an empty database as one change; phones are sealed at the door. */
export const importOrganisation = (database: Database, by: By, vault: Vault, plan: OrganisationPlan): Promise<string> =>
  change(database, by, async (tx) => {
    const { code, name } = plan.county;
    await tx.setting.create({ data: { key: 'county', value: { code, name }, changedAt: by.now } });
    const units = new Map(plan.units.map(({ code }) => [code, by.newId()]));
    const paths = new Map<string, string>();
    for (const { code, parent } of plan.units) {
      paths.set(code, `${parent === null ? '/' : (paths.get(parent) ?? '/')}${required(units, code)}/`);
    }
    await tx.unit.createMany({
      data: plan.units.map(({ code, name, shortName, kind, parent, officePhone }, index) => ({
        id: required(units, code),
        code,
        name,
        shortName,
        kind,
        parentId: parent === null ? null : required(units, parent),
        path: paths.get(code) ?? '/',
        initials: initialsOf(shortName),
        sortOrder: index,
        officePhone: officePhone ?? null,
      })),
    });
    await tx.coveredUnit.createMany({
      data: plan.coverage.flatMap(({ group, units: covered }) =>
        covered.map((code) => ({ groupUnitId: required(units, group), unitId: required(units, code) })),
      ),
    });
    const sections = new Map(plan.sections.map(({ unit, name }) => [`${unit}/${name}`, by.newId()]));
    await tx.section.createMany({
      data: plan.sections.map(({ unit, name }) => ({
        id: required(sections, `${unit}/${name}`),
        unitId: required(units, unit),
        name,
      })),
    });
    const sectionId = (unit: string, section: string | null): string | null =>
      section === null ? null : required(sections, `${unit}/${section}`);
    const posts = new Map(
      plan.posts.map(({ unit, section, name }) => [`${unit}/${section ?? ''}/${name}`, by.newId()]),
    );
    await tx.post.createMany({
      data: plan.posts.map(({ unit, section, name, sensitive }) => ({
        id: required(posts, `${unit}/${section ?? ''}/${name}`),
        unitId: required(units, unit),
        sectionId: sectionId(unit, section),
        name,
        sensitive,
      })),
    });
    const people = new Map(plan.people.map(({ code }) => [code, by.newId()]));
    await tx.person.createMany({
      data: plan.people.map((person) => {
        const id = required(people, person.code);
        return {
          id,
          code: person.code,
          name: person.name,
          initials: initialsOf(person.name),
          cadreLevel: person.level,
          unitId: required(units, person.unit),
          sectionId: sectionId(person.unit, person.section),
          postName: person.post,
          unitHead: person.unitHead,
          phoneCipher: vault.seal(person.phone, phoneContext(id)),
          phoneIndex: vault.blindIndex(person.phone, PHONE_INDEX),
        };
      }),
    });
    await tx.posting.createMany({
      data: plan.people.map((person) => ({
        id: by.newId(),
        personId: required(people, person.code),
        postId: required(posts, `${person.unit}/${person.section ?? ''}/${person.post}`),
        fromOn: new Date(person.since),
      })),
    });
    await tx.recusal.createMany({
      data: plan.recusals.map((recusal) => ({
        id: by.newId(),
        personId: required(people, recusal.person),
        otherPersonId: recusal.otherPerson === null ? null : required(people, recusal.otherPerson),
        otherUnitId: recusal.otherUnit === null ? null : required(units, recusal.otherUnit),
        relation: recusal.relation,
        declaredOn: new Date(recusal.declaredOn),
      })),
    });
    await tx.authorityRule.createMany({
      data: plan.authority.map(({ cadreLevel, unitKind, body }) => ({
        id: by.newId(),
        cadreLevel,
        unitKind,
        bodyUnitId: required(units, body),
      })),
    });
    const root = required(units, plan.units[0]?.code ?? '');
    return {
      result: root,
      events: [
        {
          thingKind: 'unit',
          thingId: root,
          type: 'organisation.imported',
          version: null,
          body: { units: plan.units.length, posts: plan.posts.length, people: plan.people.length },
        },
      ],
    };
  });
