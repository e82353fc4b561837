import { isLocalDate, localDate } from '@qingfeng/domain/shared/local-date.ts';
import { type Arguments, type Command, EXIT, UsageError } from '../../command.ts';
import { readCalendar, readInputs } from './read-inputs.ts';
import { LEAST_SCALE, type Options, simulate } from './simulate.ts';
import { writeFiles } from './write-files.ts';

/** The day on which the committed demo records end; fixed, so that the same call gives the same county on any day. */
export const DEFAULT_END = '2026-11-17';
const MOST_YEARS = 10;
const MOST_SCALE = 1_000;

const numberIn = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new UsageError(`--${name} wants a number from ${least} to ${most}, not ${text}`);
  return value;
};

const wholeIn = (name: string, text: string, least: number, most: number): number => {
  const value = numberIn(name, text, least, most);
  if (!Number.isInteger(value)) throw new UsageError(`--${name} wants a whole number, not ${text}`);
  return value;
};

/** Reads the options of a call; `out` is the directory. */
export const readOptions = ({ values, positionals }: Arguments): { options: Options; out: string } => {
  const text = (name: string, otherwise?: string): string => {
    const value = values[name] ?? otherwise;
    if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing`);
    return value;
  };
  if (positionals.length > 0) throw new UsageError(`simulate takes options only, not ${positionals.join(' ')}`);
  const end = text('end', DEFAULT_END);
  if (!isLocalDate(end)) throw new UsageError(`--end wants a day like ${DEFAULT_END}, not ${end}`);
  const strength = text('strength', '1');
  if (strength !== '1' && strength !== '0.5') throw new UsageError(`--strength is 1 or 0.5, not ${strength}`);
  return {
    options: {
      seed: wholeIn('seed', text('seed'), 0, Number.MAX_SAFE_INTEGER),
      years: wholeIn('years', text('years', '2'), 1, MOST_YEARS),
      end: localDate(end),
      scale: numberIn('scale', text('scale', '1'), LEAST_SCALE, MOST_SCALE),
      strength: Number(strength),
    },
    out: text('out'),
  };
};

const option = { type: 'string' } as const;

export const simulateCommands: readonly Command[] = [
  {
    name: 'simulate',
    usage: 'simulate --seed N --out DIR [--years 2] [--end YYYY-MM-DD] [--scale 1] [--strength 1|0.5]',
    summary: 'Write two years of a fictional county with planted schemes: CSV, OCDS and the ground truth',
    options: { seed: option, out: option, years: option, end: option, scale: option, strength: option },
    run: async (args, io) => {
      const { options, out } = readOptions(args);
      const written = await writeFiles(simulate(readInputs(), readCalendar(), options), out);
      io.out(`${JSON.stringify(written)}\n`);
      return EXIT.done;
    },
  },
];
