import type { Command } from '../../command.ts';
import { EXIT, UsageError } from '../../command.ts';
import { withDatabase } from '../../open.ts';
import { seedDemo } from './seed-demo.ts';

export const demoCommands: readonly Command[] = [
  {
    name: 'seed-demo',
    usage: 'seed-demo',
    summary:
      'Load the demo county into an empty database (npm start does it); refused in production and on a filled database',
    run: (_args, io) =>
      withDatabase(io, async ({ config, database }) => {
        if (!config.demo) throw new UsageError('demo mode is off (DEMO=true switches it on)');
        const seeded = await seedDemo(database, config, io.say);
        io.out(`${JSON.stringify({ seeded })}\n`);
        return EXIT.done;
      }),
  },
];
