import { CADRE_LEVELS, DIRECTORY_READERS, UNIT_KINDS } from '@qingfeng/domain/features/organisation/directory.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { day, id, idParams, listQuery, oneOrMore, page, role, withReason } from '../../shared/wire.ts';

/** A person by name; `id` only where the viewer may open the cadre's page. */
const named = z.object({ id: id.nullable(), name: z.string(), post: z.string() });
const unitName = z.object({ id, name: z.string() });

const unitRow = z.object({
  id,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.string(),
  /** Steps below the top of the tree. */
  depth: z.int(),
  leader: z.string().nullable(),
  liaison: z.string().nullable(),
  officePhone: z.string().nullable(),
  sections: z.int(),
  posts: z.int(),
  cadres: z.int(),
});

const unitFilters = { q: z.string().max(100).optional(), kind: oneOrMore(z.enum(UNIT_KINDS)).optional() };
const unitSorts = ['tree', 'name', 'code', 'cadres'] as const;

/** The units that the viewer has to do with: the scope of the office held, the own unit, those above and below it. */
export const listUnits = endpoint({
  name: 'listUnits',
  method: 'GET',
  path: '/api/v1/units',
  query: listQuery(unitSorts, unitFilters),
  response: page(unitRow),
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'Units of the organisation, in the order of the tree',
});

export const exportUnits = endpoint({
  name: 'exportUnits',
  method: 'GET',
  path: '/api/v1/units/export',
  query: withReason(listQuery(unitSorts, unitFilters)),
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'The units as shown, as a workbook',
});

/** One unit: who leads it, who answers for it, its sections and posts. */
export const getUnit = endpoint({
  name: 'getUnit',
  method: 'GET',
  path: '/api/v1/units/:id',
  params: idParams,
  response: unitRow.extend({
    /** From the top down to the unit's superior. */
    above: z.array(unitName),
    below: z.array(unitName.extend({ kind: z.string() })),
    /** Resident groups and town commissions that cover it. */
    coveredBy: z.array(unitName),
    covers: z.array(unitName),
    leaders: z.array(named),
    liaisons: z.array(named),
    /** Sections in their order; posts outside any section come first, under `null`. */
    sectionsOf: z.array(
      z.object({
        id: id.nullable(),
        name: z.string().nullable(),
        posts: z.array(
          z.object({
            id,
            name: z.string(),
            /** Whether the post is a sensitive one; `null` for whom that is not. */
            sensitive: z.boolean().nullable(),
            holders: z.int(),
            /** Those of the holders whom the viewer may know by name. */
            named: z.array(unitName),
          }),
        ),
      }),
    ),
  }),
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'One unit with its sections, posts and who answers for it',
});

const cadreRow = z.object({
  id,
  code: z.string(),
  name: z.string(),
  unitId: id,
  unit: z.string(),
  section: z.string().nullable(),
  post: z.string(),
  unitHead: z.boolean(),
  /** `null` for whom the level is not. */
  level: z.string().nullable(),
});

const cadreFilters = {
  q: z.string().max(100).optional(),
  unit: id.optional(),
  level: oneOrMore(z.enum(CADRE_LEVELS)).optional(),
};
const cadreSorts = ['unit', 'name', 'code'] as const;

/** Colleagues of the own unit; whom the office held covers; for a leader also the units below. */
export const listCadres = endpoint({
  name: 'listCadres',
  method: 'GET',
  path: '/api/v1/cadres',
  query: listQuery(cadreSorts, cadreFilters),
  response: page(cadreRow),
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'Cadres whom the viewer may know by name and post',
});

export const exportCadres = endpoint({
  name: 'exportCadres',
  method: 'GET',
  path: '/api/v1/cadres/export',
  query: withReason(listQuery(cadreSorts, cadreFilters)),
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'The cadres as shown, as a workbook',
});

export const getCadre = endpoint({
  name: 'getCadre',
  method: 'GET',
  path: '/api/v1/cadres/:id',
  params: idParams,
  response: cadreRow.extend({
    /** Level, posts over time and the competent body: for discipline staff in scope who need not stay away, the own leaders and oneself. */
    detail: z
      .object({
        postings: z.array(
          z.object({
            post: z.string(),
            unit: z.string(),
            sensitive: z.boolean(),
            fromOn: day,
            toOn: day.nullable(),
          }),
        ),
        competentBody: z.string().nullable(),
      })
      .nullable(),
    /** The viewer's own page. */
    self: z.boolean(),
  }),
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'One cadre, as far as the viewer’s office needs it',
});

const authorityRow = z.object({ cadreLevel: z.string(), unitKind: z.string(), body: z.string() });

/** Who decides: the body for each level of cadre, and what each scheme in force asks for each level of warning. */
export const listAuthority = endpoint({
  name: 'listAuthority',
  method: 'GET',
  path: '/api/v1/authority',
  response: z.object({
    bodies: z.array(authorityRow),
    schemes: z.array(
      z.object({
        name: z.string(),
        version: z.int(),
        levels: z.array(
          z.object({
            code: z.string(),
            rank: z.int(),
            label: z.string(),
            colour: z.enum(['RED', 'YELLOW', 'BLUE']),
            decidedBy: z.string(),
            decisionRoles: z.array(role),
            minutesRequired: z.boolean(),
            minParticipants: z.int(),
            liftRoles: z.array(role),
            extensionRoles: z.array(role),
          }),
        ),
      }),
    ),
  }),
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'Who approves what at which level, as it is stored',
});

export const exportAuthority = endpoint({
  name: 'exportAuthority',
  method: 'GET',
  path: '/api/v1/authority/export',
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: DIRECTORY_READERS,
  summary: 'The competent bodies, as a workbook',
});
