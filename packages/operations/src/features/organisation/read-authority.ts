import type { listAuthority } from '@qingfeng/contracts/features/organisation/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { CADRE_LEVELS, UNIT_KINDS } from '@qingfeng/domain/features/organisation/directory.ts';
import type { WarningScheme } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

type Authority = ResponseOf<typeof listAuthority>;

/** Who approves what at which level: the stored rows of the authority table, and what the schemes in force say. */
export const readAuthority = async (database: Database): Promise<Authority> => {
  const [bodies, schemes] = await Promise.all([
    database.read<Authority['bodies'][number]>(sql`
      select r.cadre_level as "cadreLevel", r.unit_kind as "unitKind", body.short_name as body
      from authority_rule r join unit body on body.id = r.body_unit_id
      order by array_position(${UNIT_KINDS}::text[], r.unit_kind), array_position(${CADRE_LEVELS}::text[], r.cadre_level)`),
    database.read<{ name: string; version: number; scheme: WarningScheme }>(sql`
      select distinct on (scheme_id) name, number as version, body as scheme from scheme_version
      where published_at is not null and retired_at is null order by scheme_id, number desc`),
  ]);
  return {
    bodies,
    schemes: schemes.map(({ name, version, scheme }) => ({ name, version, levels: scheme.levels.map(decidedAt) })),
  };
};

const decidedAt = ({
  code,
  rank,
  label,
  colour,
  decision,
  lift,
  extension,
}: WarningScheme['levels'][number]): Authority['schemes'][number]['levels'][number] => ({
  code,
  rank,
  label,
  colour: colour.token,
  decidedBy: decision.body,
  decisionRoles: [...decision.roles],
  minutesRequired: decision.minutesRequired,
  minParticipants: decision.minParticipants,
  liftRoles: [...lift.roles],
  extensionRoles: [...(extension?.approverRoles ?? [])],
});
