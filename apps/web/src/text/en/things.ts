import type { Phrases } from '../phrases.ts';
import type { things as zh } from '../zh-CN/things.ts';

export const things = {
  'kind.warning': 'Warning',
  'kind.information': 'Information',
  'kind.alert': 'Alert',
  'kind.power-item': 'Power item',
  'kind.feed': 'Feed',
  'kind.rule': 'Rule',
  'kind.account': 'Account',
} satisfies Phrases<typeof zh>;
