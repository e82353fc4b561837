import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { createFirstAdministrators } from '@qingfeng/operations/features/identity/create-first-administrators.ts';
import { bcryptCost, passwordsWith } from '@qingfeng/operations/features/identity/password.ts';
import { newId, newSecret } from '@qingfeng/platform/ids.ts';
import type { Command } from '../../command.ts';
import { EXIT, UsageError } from '../../command.ts';
import { withDatabase } from '../../open.ts';

const LOGIN = /^[a-z][a-z0-9._-]{2,31}$/;

export const identityCommands: readonly Command[] = [
  {
    name: 'first-admin',
    usage: 'first-admin [--sys LOGIN] [--sec LOGIN] [--audit LOGIN]',
    summary:
      'Make the three administrators of an empty platform and print their initial passwords once; refuses when any account exists',
    options: {
      sys: { type: 'string', default: 'sysadmin' },
      sec: { type: 'string', default: 'secadmin' },
      audit: { type: 'string', default: 'auditadmin' },
    },
    run: ({ values }, io) => {
      const [sys, sec, audit] = ['sys', 'sec', 'audit'].map((name) => String(values[name])) as [string, string, string];
      if (![sys, sec, audit].every((login) => LOGIN.test(login)))
        throw new UsageError('a login has 3 to 32 characters: a to z, 0 to 9, dot, dash, underscore, a letter first');
      if (new Set([sys, sec, audit]).size < 3) throw new UsageError('the three administrators need three logins');
      return withDatabase(io, async ({ config, database }) => {
        const passwords = passwordsWith({
          pepper: config.passwordPepper,
          cost: bcryptCost(config.environment === 'production'),
        });
        const now = instant(new Date());
        const by = {
          viewer: SYSTEM,
          onBehalfOf: null,
          now,
          today: dayOf(now, config.zone),
          newId,
          requestId: 'first-admin',
        };
        try {
          const made = await createFirstAdministrators({ database, passwords, newSecret }, by, {
            SYS_ADMIN: { login: sys, name: '系统管理员' },
            SEC_ADMIN: { login: sec, name: '安全保密管理员' },
            AUDIT_ADMIN: { login: audit, name: '审计管理员' },
          });
          io.out(`${JSON.stringify(made, null, 2)}\n`);
          io.say('Hand each password to its person. It must be replaced at the first sign-in, within 7 days.');
          return EXIT.done;
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== 'account.administrators-exist') throw error;
          io.say('This platform has accounts already: further ones come by request and approval.');
          return EXIT.failed;
        }
      });
    },
  },
];
