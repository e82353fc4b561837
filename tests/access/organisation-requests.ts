import { newId } from '@qingfeng/platform/ids.ts';
import type { Make } from './requests.ts';
import { CANARY } from './world.ts';

/** Lists with people in them leave with one. */
const REASON = { reason: '检查' };

/** A colleague of the first bureau in this role stays away from the bystander; the application waits. */
const recusal = async ({ database, account, bystander }: Parameters<Make>[0]): Promise<string> => {
  const id = newId();
  await database.prisma.recusal.create({
    data: {
      id,
      personId: account('OFFICER', 'own').personId,
      otherPersonId: bystander.personId,
      relation: CANARY,
      declaredOn: new Date('2020-01-01'),
      state: 'PENDING',
      appliedBy: account('HANDLING_HEAD', 'own').accountId,
    },
  });
  return id;
};

/** The directory: the first bureau, and someone of it. */
export const ORGANISATION_REQUESTS: Readonly<Record<string, Make>> = {
  listUnits: () => ({ query: { size: '200' } }),
  exportUnits: () => ({ query: REASON }),
  exportCadres: () => ({ query: REASON }),
  getUnit: ({ unit }) => ({ params: { id: unit.id } }),
  listCadres: () => ({ query: { size: '200' } }),
  listRecusals: async (world) => {
    await recusal(world);
    return { query: { size: '200' } };
  },
  exportRecusals: async (world) => {
    await recusal(world);
    return { query: REASON };
  },
  getRecusal: async (world) => ({ params: { id: await recusal(world) } }),
  // The bureau by its name: which units there are is no secret, a person is found by the whole name alone.
  findRecusalOthers: () => ({ query: { q: CANARY.slice(0, 2) } }),
  // Of oneself, towards a unit that nobody else declares.
  declareRecusal: async ({ elsewhere }) => ({
    body: { personId: null, other: { kind: 'SUPPLIER', code: newId(), name: elsewhere.id }, relation: 'x' },
  }),
  // Refused, since one that binds would take the bystander's matters out of the officer's sight for all that follows.
  stepRecusal: async (world) => ({
    params: { id: await recusal(world), step: 'reject' },
    body: { version: 1, reason: null },
  }),
  getCadre: ({ bystander }) => ({ params: { id: bystander.personId } }),
};
