import type { getProposalForm, listSchemes } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { WarningScheme } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { adoptedIn, checkAdopted } from './adopted-information.ts';
import { choicesOf } from './choices.ts';

type Form = ResponseOf<typeof getProposalForm>;

type SchemeRow = { versionId: string; id: string; name: string; version: number; scheme: WarningScheme };

/** The schemes in force, the newest published version of each. */
export const schemesInForce = (database: Database): Promise<SchemeRow[]> =>
  database.read(sql`
    select distinct on (scheme_id) id as "versionId", scheme_id as id, name, number as version, body as scheme
    from scheme_version where published_at is not null and retired_at is null order by scheme_id, number desc`);

export const listSchemesOf = async (database: Database): Promise<ResponseOf<typeof listSchemes>> => ({
  items: await schemesInForce(database),
});

/** What a proposal begins from: the adopted information, whom it names, what the finding says, and the schemes to choose from. */
export const proposalForm = async (database: Database, viewer: Viewer, informationId: string): Promise<Form> => {
  const information = checkAdopted(await database.readOne(adoptedIn(viewer, informationId)));
  const [object, schemes, finding] = await Promise.all([
    database.readOne<NonNullable<Form['object']>>(sql`
      select 'PERSON' as kind, p.id, p.name, u.short_name as unit, p.post_name as post
      from person p join unit u on u.id = p.unit_id where p.id = ${information.personId}::uuid
      union all
      select 'UNIT', u.id, u.name, u.short_name, null from unit u where u.id = ${information.unitId}::uuid
      limit 1`),
    schemesInForce(database),
    database.readOne<{ sentence: string | null }>(sql`
      select explanation -> 'sentence' ->> 'zh' as sentence from alert where county = 1 and id = ${information.alertId}::uuid`),
  ]);
  return {
    information: {
      id: information.id,
      number: information.number,
      title: information.title,
      informationLevel: information.informationLevel,
    },
    object: object ?? null,
    facts: [finding?.sentence ?? information.title],
    questions: ['请说明上述情况的事实经过和原因', '请说明已采取或者拟采取的纠正措施'],
    schemes: schemes.map(({ versionId, id, name, version, scheme }) => ({
      versionId,
      id,
      name,
      version,
      levels: scheme.levels.map((level) => ({ ...choicesOf(level), response: level.response })),
    })),
  };
};
