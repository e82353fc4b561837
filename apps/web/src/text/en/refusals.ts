import type { Phrases } from '../phrases.ts';
import type { refusals as zh } from '../zh-CN/refusals.ts';

export const refusals = {
  'request.unreadable': 'Something does not meet the requirements; correct the marked fields and submit again.',
  'request.too-large': 'This is larger than allowed; split it and send the parts.',
  'request.too-many': 'Too many attempts; wait a moment. What you typed is still here.',
  'request.key-reused': 'This differs from what was just submitted; check it and submit again.',
  'thing.missing': 'It does not exist, or your account cannot see it.',
  'thing.changed': 'It was changed after you opened it. Look at the newest state, then decide; what you typed is kept.',
  'access.denied': 'Your account may not do this.',
  'access.recused': 'You are recused from this matter.',
  'session.absent': 'Your session has ended; sign in again.',
  'session.wrong-credentials': 'Login or password is wrong. Repeated failures lock the account for a while.',
  'session.locked': 'Too many failures; the account is locked for a while. Try later or ask the system administrator.',
  'session.second-factor-needed': 'Enter the 6-digit code of your authenticator.',
  'rules.settings-unreadable': 'The red-flag settings cannot be read: {{key}} = {{value}}. Correct them and try again.',
} satisfies Phrases<typeof zh>;
