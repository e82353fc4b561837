import { agents } from './parts/agents.ts';
import { bidders } from './parts/bidders.ts';
import { budgets } from './parts/budgets.ts';
import { contacts } from './parts/contacts.ts';
import { contracts } from './parts/contracts.ts';
import { fleet } from './parts/fleet.ts';
import { functions } from './parts/functions.ts';
import { matters } from './parts/matters.ts';
import { oversight } from './parts/oversight.ts';
import { papers } from './parts/papers.ts';
import { publicPay } from './parts/pay.ts';
import { payouts } from './parts/payouts.ts';
import { receptions } from './parts/receptions.ts';
import { relief } from './parts/relief.ts';
import { tenders } from './parts/tenders.ts';
import { villageKin } from './parts/village-kin.ts';
import { yearlyCosts } from './parts/yearly-costs.ts';
import type { Part } from './sheet.ts';

/** Every theme beside expenses, approvals and awards. Each is a world of its own: none may show what another plants. */
export const PARTS: readonly Part[] = [
  relief,
  villageKin,
  payouts,
  receptions,
  yearlyCosts,
  fleet,
  tenders,
  agents,
  bidders,
  budgets,
  contacts,
  contracts,
  functions,
  matters,
  oversight,
  papers,
  publicPay,
];
