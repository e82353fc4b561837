import * as contract from '@qingfeng/contracts/features/tenders/endpoints.ts';
import { exportTenders } from '@qingfeng/operations/features/tenders/export-tenders.ts';
import { tenderOf } from '@qingfeng/operations/features/tenders/read-tender.ts';
import { listTendersOf, tenderFacets, tendersOfMatter } from '@qingfeng/operations/features/tenders/read.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

export const tendersRoutes = ({ database }: { readonly database: Database }): Bound[] => [
  bind(contract.listTenders, ({ query }, by) => listTendersOf(database, by.viewer, query)),
  bind(contract.exportTenders, ({ query }, by) => exportTenders(database, by, query)),
  bind(contract.getTenderFacets, (_input, by) => tenderFacets(database, by.viewer)),
  bind(contract.getTender, ({ params }, by) => tenderOf(database, by.viewer, params.id)),
  bind(contract.listTendersOfMatter, ({ params }, by) => tendersOfMatter(database, by.viewer, params.id)),
];
