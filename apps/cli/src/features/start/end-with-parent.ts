/** Loaded before a child's own code: when `npm start` is killed its channel breaks, and the child must not go on alone. */
import process from 'node:process';

process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
