import type { Phrases } from '../phrases.ts';
import type { nav as zh } from '../zh-CN/nav.ts';

export const nav = {
  'group.power': 'Powers and units',
  'group.data': 'Rules and data',
  'group.admin': 'Administration',
  home: 'My tasks',
  alerts: 'Alerts',
  information: 'Information',
  warnings: 'Warnings',
  'my-warnings': 'Warnings to me',
  'fact-sheets': 'Fact sheets',
  verifications: 'Joint verification',
  catalogue: 'Powers',
  organisation: 'Organisation',
  recusals: 'Recusals',
  sources: 'Data sources',
  rules: 'Rules',
  tenders: 'Tenders',
  calendar: 'Working days',
  accounts: 'Accounts',
  reviews: 'Monthly reviews',
  audit: 'Audit',
  'notice-runs': 'Deliveries',
  outbox: 'Outbox',
} satisfies Phrases<typeof zh>;
