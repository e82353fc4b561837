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
  'session.wrong-code': 'The code is wrong or already used. Wait for the next one and enter it.',
  'session.initial-password-expired':
    'The initial password was not used within 7 days. Ask the system administrator for a new one.',
  'session.password-change-needed': 'Change your password first.',
  'session.second-factor-enrolment-needed': 'Your role signs in with a one-time code. Enrol an authenticator first.',
  'session.foreign-origin': 'The request did not come from a page of this platform and was not carried out.',
  'password.wrong': 'The current password is wrong. Repeated failures lock the account for a while.',
  'password.too-short': 'The new password is too short. Make it as long as the page asks.',
  'password.too-simple': 'Use at least three of upper case, lower case, digits and symbols, or 20 characters or more.',
  'password.common': 'The new password is easy to guess. Choose one without names, common words or runs of characters.',
  'password.used-before': 'You used this password recently. Choose a new one.',
  'totp.already-enrolled': 'An authenticator is already enrolled. Ask the system administrator to have it reset.',
  'totp.not-started': 'Start the enrolment first, then enter the code.',
  'totp.wrong-code': 'The code is wrong. Check the time on your phone and enter the latest six digits.',
  'rules.settings-unreadable': 'The red-flag settings cannot be read: {{key}} = {{value}}. Correct them and try again.',
} satisfies Phrases<typeof zh>;
