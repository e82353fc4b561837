import type { Language } from '../words.ts';

/** How a screen is called in a sentence (投标筛查指标). */
const WORDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  bids: ['投标人数', 'number of bids'],
  variation: ['报价变异系数', 'variation of the prices'],
  spread: ['最高价与最低价的差幅', 'spread from lowest to highest'],
  firstGap: ['次低价高出最低价的幅度', 'gap from the lowest to the second'],
  relativeDistance: [
    '相对距离（最低两价之差与其余报价离散之比）',
    'relative distance (first gap to the spread of the losers)',
  ],
  normalDistance: ['标准化距离（最低两价之差与平均价差之比）', 'normalised distance (first gap to the mean gap)'],
  alternativeDistance: [
    '替代相对距离（最低两价之差与其余平均价差之比）',
    'alternative distance (first gap to the mean gap of the losers)',
  ],
  skew: ['报价偏度', 'skew of the prices'],
  kurtosis: ['报价峰度', 'kurtosis of the prices'],
  loserVariation: ['未中标报价变异系数', 'variation of the losing prices'],
  unevenness: ['报价偏离均匀分布的程度', 'distance from an even distribution'],
  gapRegularity: ['相邻价差的离散（越小越像等差）', 'variation of the steps (small: like an arithmetic sequence)'],
  smallestGap: ['最小相邻价差', 'smallest gap'],
  topGap: ['最高两价之差占全部差幅的比例', 'top gap as a share of the spread'],
  tightestTriple: ['最接近三家报价的变异系数', 'variation of the three closest prices'],
  tightestQuadruple: ['最接近四家报价的变异系数', 'variation of the four closest prices'],
  usualTriple: ['相邻三家报价变异系数的中位数', 'median variation of three neighbouring prices'],
  equalPrices: ['相同报价的比例', 'share of equal prices'],
  precision: ['报价的非整数程度', 'how little prices are rounded'],
  lowPrecision: ['最低报价的非整数程度', 'how little the lowest price is rounded'],
  wonAbove: ['中标价高出最低价的幅度', 'winning price above the lowest'],
  wonBelowMean: ['中标价相对平均报价的偏差', 'winning price against the mean'],
  wonToEstimate: ['中标价与控制价之比', 'winning price to the estimate'],
  lowToEstimate: ['最低价与控制价之比', 'lowest price to the estimate'],
  meanToEstimate: ['平均报价与控制价之比', 'mean price to the estimate'],
  highToEstimate: ['最高价与控制价之比', 'highest price to the estimate'],
  aboveEstimate: ['超过控制价的报价比例', 'share of prices above the estimate'],
  spreadToEstimate: ['报价标准差与控制价之比', 'deviation of the prices to the estimate'],
  size: ['项目规模（金额的常用对数）', 'size (decimal logarithm of the money)'],
  level: ['价格相对同期的水平（对数）', 'level against its time (logarithm)'],
  winRate: ['投标人在其他标段的平均中标率', 'how often the bidders win elsewhere'],
  winnerRate: ['中标人在其他标段的中标率', 'how often the winner wins elsewhere'],
  fixedLosers: ['多次投标从未中标者的比例', 'share of bidders who bid often and never win'],
  experience: ['投标人参与其他标段的多少（对数）', 'how much the bidders bid elsewhere (logarithm)'],
  winnerExperience: ['中标人参与其他标段的多少（对数）', 'how much the winner bids elsewhere (logarithm)'],
  newcomers: ['只在本标段出现的投标人比例', 'share of bidders seen here only'],
  above: ['投标人通常高出最低价的幅度', 'how far bidders usually lie above the lowest'],
  sameSet: ['同一组投标人再次同场的次数（对数）', 'how often the same set bids again (logarithm)'],
  met: ['曾在其他标段同场的投标人组合比例', 'share of pairs who met elsewhere'],
  ties: ['投标人之间同场的平均紧密度', 'mean closeness of the bidders'],
  closestTies: ['同场最多的几对投标人的紧密度', 'closeness of the pairs who meet most'],
};

/** The words of a screen of any family; undefined for what is no screen. */
export const wordsOf = (screen: string, language: Language = 'zh'): string | undefined => {
  const [family, own] = screen.split('.');
  const word = WORDS[own ?? screen]?.[language === 'zh' ? 0 : 1];
  if (word === undefined || own === undefined) return word;
  const [zh, en] = FAMILIES[family ?? ''] ?? FAMILIES.bidders;
  return language === 'zh' ? `${zh}${word}` : `${word} ${en}`;
};

/** Whose screens they are, where not the tender's own. */
const FAMILIES: { readonly bidders: readonly [string, string] } & Readonly<
  Record<string, readonly [zh: string, en: string]>
> = {
  season12: ['同期标段的', 'in tenders of the same time'],
  season40: ['前后时期标段的', 'in tenders around that time'],
  winner: ['中标人在其他标段的', 'in other tenders of the winner'],
  bidders: ['各投标人在其他标段的', 'in other tenders of the bidders'],
};
