/** A stream of pseudo-random numbers that depends on its seed alone, so that a county can be simulated again to the byte. */
export type Random = {
  /** In [0, 1). */
  readonly next: () => number;
  /** A whole number from `least` to `most`, both included. */
  readonly int: (least: number, most: number) => number;
  readonly between: (least: number, most: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** One of `from`, where the element at `i` weighs `weights[i]`. */
  readonly weighted: <T>(from: readonly T[], weights: readonly number[]) => T;
  readonly shuffled: <T>(from: readonly T[]) => T[];
  readonly lognormal: (median: number, sigma: number) => number;
};

/** Four well-mixed words from a text (MurmurHash3's finalizer over FNV-1a), the state that xoshiro starts from. */
const stateFrom = (seed: string): [number, number, number, number] => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i += 1) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  const word = () => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  return [word(), word(), word(), word()];
};

const rotl = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** xoshiro128** 1.1 (Blackman and Vigna, public domain). */
export const randomFrom = (seed: string): Random => {
  let [a, b, c, d] = stateFrom(seed);
  const next = () => {
    const result = Math.imul(rotl(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotl(d, 11);
    return result / 4_294_967_296;
  };
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const at = <T>(from: readonly T[], index: number): T => {
    const found = from[index];
    if (found === undefined) throw new RangeError('nothing to choose from');
    return found;
  };
  return {
    next,
    int,
    between: (least, most) => least + next() * (most - least),
    chance: (probability) => next() < probability,
    pick: (from) => at(from, int(0, from.length - 1)),
    weighted: (from, weights) => {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => (left -= weight) < 0);
      return at(from, index < 0 ? from.length - 1 : index);
    },
    shuffled: (from) => {
      const all = [...from];
      for (let i = all.length - 1; i > 0; i -= 1) {
        const j = int(0, i);
        [all[i], all[j]] = [at(all, j), at(all, i)];
      }
      return all;
    },
    // Box and Muller; `1 - next()` is never 0.
    lognormal: (median, sigma) =>
      median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
  };
};

/** Draws from `from`, where the element at `i` weighs `weights[i]`, many times over. */
export const chooser = <T>(random: Random, from: readonly T[], weights: readonly number[]): (() => T) => {
  let sum = 0;
  const sums = weights.map((weight) => (sum += weight));
  return () => {
    const wanted = random.next() * sum;
    let low = 0;
    for (let high = sums.length - 1; low < high;) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    const found = from[low];
    if (found === undefined) throw new RangeError('nothing to choose from');
    return found;
  };
};
