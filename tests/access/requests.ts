import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { openTestSession } from '../support/people.ts';
import { MATTER_REQUESTS } from './matter-requests.ts';
import { ORGANISATION_REQUESTS } from './organisation-requests.ts';
import { SOURCE_REQUESTS } from './source-requests.ts';
import type { World } from './world.ts';

export type Ask = {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The file itself, where the endpoint takes one. */
  readonly raw?: string;
};

/** Makes a request that is right in all but who sends it: about things of the first bureau, fresh for every call that may change them. */
export type Make = (world: World, role: Role) => Ask | Promise<Ask>;

const accountRequest = async ({ database, account, bystander }: World): Promise<Ask> => {
  const id = newId();
  await database.prisma.accountRequest.create({
    data: {
      id,
      kind: 'RESET',
      accountId: bystander.accountId,
      requestedBy: account('SYS_ADMIN', 'own').accountId,
      requestedAt: new Date(),
    },
  });
  return { params: { id }, body: { version: 1 } };
};

/** Asked for by the auditor of the first bureau. */
const auditExport = async ({ database, account }: World): Promise<string> => {
  const id = newId();
  const requestedBy = account('AUDIT_ADMIN', 'own').accountId;
  await database.prisma.auditExport.create({
    data: { id, filters: {}, reason: '检查', requestedBy, requestedAt: new Date() },
  });
  return id;
};

let reviews = 0;
/** A review of roles of a month of its own, open. */
const review = async ({ database }: World): Promise<string> => {
  const id = newId();
  const month = new Date(Date.UTC(2000, (reviews += 1), 1));
  const day = { periodFrom: month, periodTo: month, dueOn: month, openedAt: new Date() };
  await database.prisma.periodicReview.create({ data: { id, kind: 'GRANTS', ...day } });
  return id;
};

/** The same for what only reads: one that waits is there to be found. */
const pendingRequest: Make = async (world) => ({ params: (await accountRequest(world)).params ?? {} });

/** What to ask of each endpoint that needs more than its address. */
export const REQUESTS: Readonly<Record<string, Make>> = {
  ...MATTER_REQUESTS,
  ...SOURCE_REQUESTS,
  ...ORGANISATION_REQUESTS,

  openSession: () => ({ body: { login: 'nobody', password: 'nothing' } }),
  revokeMySession: async ({ database, account }, role) => ({
    params: { id: await openTestSession(database, account(role, 'own').accountId) },
  }),
  changeMyPassword: () => ({ body: { current: 'not this', next: 'Kite-7-Marlo-vent' } }),
  startTotp: () => ({ body: { password: 'not this' } }),
  confirmTotp: () => ({ body: { code: '000000' } }),
  openTicket: () => ({ body: { path: '/api/v1/tasks' } }),

  listAccountCandidates: () => ({ query: { q: 'jsq' } }),
  listAccounts: () => ({ query: { size: '200' } }),
  exportAccounts: () => ({ query: { reason: '检查' } }),
  listAccountRequests: async (world) => {
    await accountRequest(world);
    return {};
  },
  getAccount: ({ bystander }) => ({ params: { id: bystander.accountId } }),
  getAccountRequest: pendingRequest,
  requestAccountChange: () => ({
    body: { kind: 'CREATE', login: `n${newId().slice(-12)}`, name: '新人', personId: null, role: 'CADRE' },
  }),
  approveAccountRequest: (world) => accountRequest(world),
  rejectAccountRequest: (world) => accountRequest(world),
  withdrawAccountRequest: (world) => accountRequest(world),

  exportOutbox: () => ({ query: { reason: '检查' } }),
  exportAccountRequests: async (world) => {
    await accountRequest(world);
    return { query: { reason: '检查' } };
  },
  exportReviews: async (world) => {
    await review(world);
    return { query: { reason: '检查' } };
  },
  exportAuditExports: async (world) => {
    await auditExport(world);
    return { query: { reason: '检查' } };
  },
  getReview: async (world) => ({ params: { id: await review(world) } }),
  stepReview: async (world) => ({
    params: { id: await review(world), step: 'conclude' },
    body: { version: 1, note: null },
  }),

  getAuditExport: async (world) => ({ params: { id: await auditExport(world) } }),
  requestAuditExport: () => ({ body: { filters: {}, reason: '检查' } }),
  stepAuditExport: async (world) => ({
    params: { id: await auditExport(world), step: 'approve' },
    body: { version: 1, note: null },
  }),
  downloadAuditExport: async (world) => ({ params: { id: await auditExport(world) } }),
  listEvents: () => ({ query: { size: '200' } }),

  setNoticePreferences: () => ({ body: { email: true, sms: true, quiet: null } }),

  getTaskCalendar: () => ({ query: { from: '2026-10-01', to: '2026-10-31' } }),
  delegateTasks: ({ colleague }, role) => ({
    body: { toAccountId: colleague(role).accountId, fromOn: '2099-01-01', toOn: '2099-01-02' },
  }),
  endDelegation: async ({ database, account, colleague }, role) => {
    const id = newId();
    await database.prisma.delegation.create({
      data: {
        id,
        fromAccountId: account(role, 'own').accountId,
        toAccountId: colleague(role).accountId,
        fromOn: new Date('2099-01-01'),
        toOn: new Date('2099-01-02'),
      },
    });
    return { params: { id } };
  },
};
