/** How a screen is called in a sentence (投标筛查指标). */
const WORDS: Readonly<Record<string, string>> = {
  bids: '投标人数',
  variation: '报价变异系数',
  spread: '最高价与最低价的差幅',
  firstGap: '次低价高出最低价的幅度',
  relativeDistance: '相对距离（最低两价之差与其余报价离散之比）',
  normalDistance: '标准化距离（最低两价之差与平均价差之比）',
  alternativeDistance: '替代相对距离（最低两价之差与其余平均价差之比）',
  skew: '报价偏度',
  kurtosis: '报价峰度',
  loserVariation: '未中标报价变异系数',
  unevenness: '报价偏离均匀分布的程度',
  gapRegularity: '相邻价差的离散（越小越像等差）',
  smallestGap: '最小相邻价差',
  topGap: '最高两价之差占全部差幅的比例',
  tightestTriple: '最接近三家报价的变异系数',
  tightestQuadruple: '最接近四家报价的变异系数',
  usualTriple: '相邻三家报价变异系数的中位数',
  equalPrices: '相同报价的比例',
  precision: '报价的非整数程度',
  lowPrecision: '最低报价的非整数程度',
  wonAbove: '中标价高出最低价的幅度',
  wonBelowMean: '中标价相对平均报价的偏差',
  wonToEstimate: '中标价与控制价之比',
  lowToEstimate: '最低价与控制价之比',
  meanToEstimate: '平均报价与控制价之比',
  highToEstimate: '最高价与控制价之比',
  aboveEstimate: '超过控制价的报价比例',
  spreadToEstimate: '报价标准差与控制价之比',
  size: '项目规模（金额的常用对数）',
  level: '价格相对同期的水平（对数）',
  winRate: '投标人在其他标段的平均中标率',
  winnerRate: '中标人在其他标段的中标率',
  fixedLosers: '多次投标从未中标者的比例',
  experience: '投标人参与其他标段的多少（对数）',
  winnerExperience: '中标人参与其他标段的多少（对数）',
  newcomers: '只在本标段出现的投标人比例',
  above: '投标人通常高出最低价的幅度',
  sameSet: '同一组投标人再次同场的次数（对数）',
  met: '曾在其他标段同场的投标人组合比例',
  ties: '投标人之间同场的平均紧密度',
  closestTies: '同场最多的几对投标人的紧密度',
};

/** The words of a screen of any family; undefined for what is no screen. */
export const wordsOf = (screen: string): string | undefined => {
  const [family, own] = screen.split('.');
  const word = WORDS[own ?? screen];
  if (word === undefined || own === undefined) return word;
  if (family === 'season12') return `同期标段的${word}`;
  if (family === 'season40') return `前后时期标段的${word}`;
  return family === 'winner' ? `中标人在其他标段的${word}` : `各投标人在其他标段的${word}`;
};
