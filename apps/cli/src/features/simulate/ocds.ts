import type { Awarded } from './procurements.ts';
import type { Procurement } from './records.ts';

const CATEGORY = { GOODS: 'goods', WORKS: 'works', SERVICES: 'services' } as const satisfies Record<
  Procurement['kind'],
  string
>;

const given = <T>(key: string, value: T | null): Record<string, T> => (value === null ? {} : { [key]: value });

/** An award as an OCDS 1.1 release; what the row does not know is left out. */
export const releaseOf = ({ row, bidders }: Awarded): Record<string, unknown> => {
  const supplier = { ...given('id', row.supplierCode), name: row.supplier };
  const items = [
    {
      id: '1',
      description: row.item,
      ...(row.category === null
        ? {}
        : { classification: { scheme: 'CN-PROC', id: row.category, description: row.item } }),
    },
  ];
  const value = { amount: row.amountMinor / 100, currency: row.currency };
  const buyer = { id: row.buyerCode, name: row.buyer };
  const period = { ...given('startDate', row.tenderStartedAt), ...given('endDate', row.tenderEndedAt) };
  return {
    ocid: row.ocid,
    id: row.externalId,
    date: `${row.occurredOn}T02:00:00Z`,
    tag: ['award'],
    initiationType: 'tender',
    language: 'zh',
    parties: [
      { ...buyer, roles: ['buyer', 'procuringEntity'] },
      { ...supplier, roles: ['supplier', ...(bidders.length > 0 ? ['tenderer'] : [])] },
      ...bidders.slice(1).map(({ code, name }) => ({ id: code, name, roles: ['tenderer'] })),
    ],
    buyer,
    tender: {
      id: row.tenderRef ?? row.externalId,
      title: row.project,
      status: 'complete',
      procuringEntity: buyer,
      mainProcurementCategory: CATEGORY[row.kind],
      procurementMethod: row.procurementMethod,
      procurementMethodDetails: row.procurementMethodDetails,
      ...given('procurementMethodRationale', row.exemptionRef),
      ...(Object.keys(period).length > 0 ? { tenderPeriod: period } : {}),
      ...given('numberOfTenderers', row.tenderers),
      ...(bidders.length > 0 ? { tenderers: bidders.map(({ code, name }) => ({ id: code, name })) } : {}),
      items,
    },
    awards: [
      {
        id: `${row.externalId}-1`,
        title: row.project,
        status: row.status,
        date: `${row.occurredOn}T02:00:00Z`,
        value,
        suppliers: [supplier],
        items,
      },
    ],
    ...(row.frameworkRef === null
      ? {}
      : {
          relatedProcesses: [
            { id: '1', relationship: ['framework'], scheme: 'qh-framework', identifier: row.frameworkRef },
          ],
        }),
  };
};
