import { calibrations } from '@qingfeng/domain/features/rules/bid-screens/calibrate.ts';
import {
  crossValidate,
  crossValidateDisjoint,
  type CrossValidation,
} from '@qingfeng/domain/features/rules/bid-screens/cross-validate.ts';
import { judgeAgainstItself, judgeBy } from '@qingfeng/domain/features/rules/bid-screens/judge.ts';
import { MARKETS } from '@qingfeng/domain/features/rules/bid-screens/markets.ts';
import { tendersOf } from '@qingfeng/domain/features/rules/bid-screens/market.ts';
import { screensOf } from '@qingfeng/domain/features/rules/bid-screens/screens.ts';
import { type Arguments, type Command, EXIT, type Exit, type Io, UsageError } from '../../command.ts';
import { csvLine } from '../simulate/csv.ts';
import { readBids } from './bid-rows.ts';

const MOST_FOLDS = 20;

const whole = (
  name: string,
  given: string | boolean | undefined,
  otherwise: number,
  least: number,
  most: number,
): number => {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (typeof given !== 'string' || given.trim() === '' || !Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`--${name} wants a whole number from ${least} to ${most}`);
  return value;
};

/** The tenders of a labelled file that have both a label and a price. */
const labelled = async (file: string, io: Io) => {
  const { rows, labels } = await readBids(file, io);
  if (labels === undefined) throw new UsageError(`${file} has no column label_collusive to learn from`);
  const tenders = tendersOf(rows).filter(({ id, bids }) => labels.has(id) && bids.length > 0);
  return { tenders, labels: Uint8Array.from(tenders, ({ id }) => labels.get(id) ?? 0) };
};

const enough = (labels: Uint8Array, folds: number): boolean =>
  [0, 1].every((label) => labels.filter((one) => one === label).length >= 3 * folds);

const share = (value: number): string => value.toFixed(4);

const validate = async (file: string, folds: number, seed: number, io: Io): Promise<Exit> => {
  const { tenders, labels } = await labelled(file, io);
  if (!enough(labels, folds)) {
    io.say(`${file}: ${folds} folds want at least ${3 * folds} tenders of either label`);
    return EXIT.impossible;
  }
  const row = (split: string, result: CrossValidation) =>
    io.out(
      csvLine([
        split,
        share(result.balancedAccuracy),
        share(result.sensitivity),
        share(result.specificity),
        result.tenders,
        result.collusive,
        [...new Set(result.chosen.map((families) => families.join('+')))].join(' '),
      ]),
    );
  io.out('split,balanced_accuracy,sensitivity,specificity,tenders,collusive,screens\n');
  const grouped = crossValidate(tenders, labels, folds, seed);
  row('by tender', grouped);
  const all = grouped.collusive * 2 > grouped.tenders;
  io.out(
    csvLine([
      'majority',
      share(grouped.majority),
      share(all ? 1 : 0),
      share(all ? 0 : 1),
      grouped.tenders,
      grouped.collusive,
      '',
    ]),
  );
  row('by tender, prices only', crossValidate(tenders, labels, folds, seed, ['price']));
  const disjoint = crossValidateDisjoint(tenders, labels, folds, seed);
  if (disjoint === undefined) io.say('The file names no bidders: there is no split by bidders.');
  else {
    row('bidders disjoint', disjoint);
    const prices = crossValidateDisjoint(tenders, labels, folds, seed, ['price']);
    if (prices !== undefined) row('bidders disjoint, prices only', prices);
  }
  return EXIT.done;
};

/** Six digits say as much as the data do, and keep the files readable. */
const short = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(6)) : value;

const learn = async (file: string, seed: number, io: Io): Promise<Exit> => {
  const { tenders, labels } = await labelled(file, io);
  if (!enough(labels, 3)) {
    io.say(`${file}: at least nine tenders of either label are wanted`);
    return EXIT.impossible;
  }
  io.out(`${JSON.stringify(calibrations(screensOf(tenders), labels, seed), short)}\n`);
  return EXIT.done;
};

const judge = async (file: string, market: string | boolean | undefined, io: Io): Promise<Exit> => {
  const known = typeof market === 'string' ? MARKETS.get(market) : undefined;
  if (market !== undefined && known === undefined)
    throw new UsageError(`--market is one of ${[...MARKETS.keys()].join(', ')}, not ${String(market)}`);
  const { rows, unreadable } = await readBids(file, io);
  const tenders = tendersOf(rows);
  const verdicts = known === undefined ? judgeAgainstItself(tenders) : judgeBy(known, tenders);
  io.out('tender,score,flag,reason\n');
  for (const { tender, score, flag, reason } of verdicts) io.out(csvLine([tender, share(score), flag ? 1 : 0, reason]));
  if (unreadable === 0) return EXIT.done;
  io.say(`${unreadable} rows could not be read; the tenders are judged by the others.`);
  return EXIT.failed;
};

const run = async ({ positionals, values }: Arguments, io: Io): Promise<Exit> => {
  const ways = [positionals[0], values['cross-validate'], values['calibrate']].filter((way) => typeof way === 'string');
  const [file] = ways;
  if (file === undefined || ways.length > 1 || positionals.length > 1) throw new UsageError('name one file of bids');
  const seed = whole('seed', values['seed'], 1, 0, 1_000_000_000);
  const folds = whole('folds', values['folds'], 5, 2, MOST_FOLDS);
  if (values['cross-validate'] !== undefined) return validate(file, folds, seed, io);
  if (values['calibrate'] !== undefined) return learn(file, seed, io);
  return judge(file, values['market'], io);
};

const option = { type: 'string' } as const;

export const bidScreensCommand: Command = {
  name: 'bid-screens',
  usage:
    'bid-screens INPUT.csv [--market NAME] | --cross-validate FILE [--folds 5] [--seed N] | --calibrate FILE [--seed N]',
  summary:
    'Judge tenders by bid-rigging screens (of a known market, else against themselves), say how well that goes, or learn a market anew',
  options: { market: option, 'cross-validate': option, calibrate: option, folds: option, seed: option },
  run,
};
