import type { Make } from './requests.ts';

/** The directory: the first bureau, and someone of it. */
export const ORGANISATION_REQUESTS: Readonly<Record<string, Make>> = {
  listUnits: () => ({ query: { size: '200' } }),
  getUnit: ({ unit }) => ({ params: { id: unit.id } }),
  listCadres: () => ({ query: { size: '200' } }),
  getCadre: ({ bystander }) => ({ params: { id: bystander.personId } }),
};
