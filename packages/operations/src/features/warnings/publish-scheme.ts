import type { WarningScheme } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';

/** Puts the schemes that come with the product in force on an empty database, each as its frozen version. */
export const publishShippedSchemes = (database: Database, by: By, schemes: readonly WarningScheme[]): Promise<number> =>
  change(database, by, async (tx) => {
    await tx.schemeVersion.createMany({
      data: schemes.map((scheme) => ({
        id: by.newId(),
        schemeId: scheme.id,
        number: scheme.version,
        name: scheme.name,
        body: scheme,
        publishedAt: by.now,
      })),
    });
    return {
      result: schemes.length,
      events: [
        {
          thingKind: 'scheme',
          thingId: by.newId(),
          type: 'scheme.published',
          version: null,
          body: { schemes: schemes.map(({ id, version }) => `${id}-${String(version)}`) },
        },
      ],
    };
  });
