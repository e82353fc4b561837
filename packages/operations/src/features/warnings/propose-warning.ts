import type { proposeWarning as contract } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { WarningScheme } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Adopted } from './adopted-information.ts';
import { linkToWarning, takeAdopted } from './adopted-information.ts';
import { draft } from './draft.ts';

type Body = BodyOf<typeof contract>;

/** Proposes a warning from adopted information (row 1): a draft of the proposer's own unit, which handles it from then on. */
export const proposeWarning = (database: Database, by: By, body: Body): Promise<string> =>
  change(database, by, async (tx) => {
    const information = await takeAdopted(tx, by, body.informationId);
    const scheme = await publishedScheme(tx, body.schemeVersionId);
    if (by.viewer.unitId === null) throw new Refusal('access.denied', { thing: 'warning', step: 'propose' });
    const { facts, informationId: _information, schemeVersionId, object, ...content } = body;
    const { next, events } = await draft(tx, by, {
      object,
      schemeVersionId,
      facts,
      content: {
        ...content,
        evidence: evidenceOf(information),
        scheme,
        handlingUnitId: by.viewer.unitId,
        origin: { kind: 'INFORMATION', id: information.id, state: information.state },
      },
    });
    await linkToWarning(tx, by, information.id, next.id);
    return { result: next.id, events };
  });

const evidenceOf = ({ id, alertId }: Adopted) => [
  { kind: 'INFORMATION' as const, id },
  ...(alertId === null ? [] : [{ kind: 'FINDING' as const, id: alertId }]),
];

const publishedScheme = async (tx: WriteTx, versionId: string): Promise<WarningScheme> => {
  const [row] = await tx.$queryRaw<{ body: WarningScheme }[]>(sql`
    select body from scheme_version
    where id = ${versionId}::uuid and published_at is not null and retired_at is null`);
  if (row === undefined) throw missing('scheme');
  return row.body;
};
