/**
 * The official typefaces of papers and what may stand in for each on the reader's machine, best first, by the names that
 * Windows, macOS, 统信, 麒麟 and plain Linux give them. Nothing is fetched: `local()` only looks.
 */
const FACES: readonly (readonly [family: string, official: readonly string[], standIns: readonly string[]])[] = [
  [
    '仿宋_GB2312',
    ['仿宋_GB2312', 'FangSong_GB2312', 'FangSong', '仿宋', 'STFangsong', '方正仿宋_GBK'],
    ['FandolFang R', 'FandolFang-Regular', 'Noto Serif CJK SC', 'Source Han Serif SC', 'SimSun', '宋体'],
  ],
  [
    '方正小标宋简体',
    ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', '方正小标宋_GBK', 'STZhongsong', '华文中宋'],
    [
      'Noto Serif CJK SC SemiBold',
      'NotoSerifCJKsc-SemiBold',
      'Noto Serif CJK SC Bold',
      'NotoSerifCJKsc-Bold',
      'SimSun',
      '宋体',
    ],
  ],
  [
    '楷体_GB2312',
    ['楷体_GB2312', 'KaiTi_GB2312', 'KaiTi', '楷体', 'STKaiti'],
    ['FandolKai Regular', 'Noto Serif CJK SC', 'SimSun'],
  ],
  [
    '黑体',
    ['SimHei', '黑体', 'STHeiti', 'Heiti SC'],
    ['Noto Sans CJK SC Medium', 'NotoSansCJKsc-Medium', 'Noto Sans CJK SC', 'Microsoft YaHei'],
  ],
  ['宋体', ['SimSun', '宋体', 'STSong', 'Songti SC'], ['Noto Serif CJK SC', 'Source Han Serif SC']],
];

const sources = (names: readonly string[]): string => names.map((name) => `local("${name}")`).join(', ');

const isInstalled = async (family: string, names: readonly string[]): Promise<boolean> => {
  try {
    await new FontFace(family, sources(names)).load();
    return true;
  } catch {
    // The one way to ask: a face none of whose names is on this machine does not load.
    return false;
  }
};

let loading: Promise<boolean> | null = null;

/** Makes the papers' typefaces known to the page; tells whether all of them are official ones. */
export const loadPaperFonts = (): Promise<boolean> => {
  loading ??= Promise.all(
    FACES.map(async ([family, official, standIns]) => {
      const names = [...official, ...standIns];
      if (await isInstalled(family, names)) document.fonts.add(await new FontFace(family, sources(names)).load());
      return isInstalled(family, official);
    }),
  ).then((found) => found.every(Boolean));
  return loading;
};
