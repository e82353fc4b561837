/** Who may import whom (docs/architecture.md §6). Back-references name the feature, so a new one needs no new rule. */

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment: 'No I/O, no clock, no npm dependency.',
      severity: 'error',
      from: { path: '^packages/domain/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^packages/domain/src' },
    },
    {
      name: 'contracts-know-the-domain-and-zod',
      severity: 'error',
      from: { path: '^packages/contracts/src', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(packages/(domain|contracts)/src|node_modules/zod)' },
    },
    {
      name: 'platform-stands-below',
      severity: 'error',
      from: { path: '^packages/platform/src', pathNot: '\\.test\\.ts$' },
      to: { path: '^(packages/(operations|contracts)|apps)/' },
    },
    {
      name: 'operations-know-no-app',
      severity: 'error',
      from: { path: '^packages/operations/src' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-know-no-app',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-knows-contracts-and-domain',
      severity: 'error',
      from: { path: '^apps/web/src', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^packages/(platform|operations)/' },
    },
    {
      name: 'ui-knows-no-domain-word',
      severity: 'error',
      from: { path: '^apps/web/src/ui/' },
      to: { path: '^(packages/(domain|contracts)/src/features|apps/web/src/(features|pages))/' },
    },
    {
      name: 'web-features-meet-in-pages',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'public-pages-import-no-antd',
      severity: 'error',
      from: { path: '^apps/web/src/public/' },
      to: { path: 'node_modules/(antd|@ant-design)/' },
    },
    {
      name: 'server-features-meet-in-read',
      comment:
        'Another feature is met through its read.ts, or through the store of the things everyone opens and closes.',
      severity: 'error',
      from: { path: '^packages/operations/src/features/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^packages/operations/src/features/',
        pathNot: [
          '^packages/operations/src/features/$1/',
          '^packages/operations/src/features/[^/]+/read\\.ts$',
          // The to-do table and the calendar are written and read inside everyone's change.
          '^packages/operations/src/features/(tasks|calendar)/store\\.ts$',
          // Acts of two features in one change, by name: a step issues its paper, a rule's finding becomes information to be triaged.
          '^packages/operations/src/features/letters/(issue-letter|make-paper|paper-fields)\\.ts$',
          '^packages/operations/src/features/information/(receive-alerts|correct-information|tie-people)\\.ts$',
          // What a rule found keeps the identities on its records from being forgotten.
          '^packages/operations/src/features/sources/identities\\.ts$',
        ],
      },
    },
    {
      name: 'domain-features-share-through-shared',
      severity: 'error',
      from: { path: '^packages/(contracts)/src/features/([^/]+)/' },
      to: { path: '^packages/contracts/src/features/', pathNot: '^packages/contracts/src/features/$2/' },
    },
    {
      name: 'only-store-and-read-touch-the-database-of-a-feature',
      severity: 'error',
      from: { path: '^apps/(api|worker|cli)/src/features/' },
      to: { path: 'packages/operations/src/features/[^/]+/store\\.ts$' },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
