import { FIELDS, type Kind } from '../sources/kinds.ts';
import type {
  AnyCondition,
  AnyOperand,
  Find,
  Given,
  GroupValue,
  Key,
  Listed,
  ParameterDefinition,
  Related,
  Rule,
  Told,
  Unit,
  RowValue,
  WindowValue,
} from './language.ts';
import { type Language, written } from './words.ts';

/** A rule as people read it: a sentence, and what it consists of. */
export type Said = {
  readonly text: string;
  readonly parts?: readonly Said[];
  /** The same in one line, for within another sentence; without it the parts are joined. */
  readonly inline?: string;
};

/** Where a part of a rule stands: whose fields it names, and what its values and settings are called. */
type Place = {
  readonly rule: Rule;
  readonly kind: Kind;
  readonly outer?: Place;
  readonly find?: Find;
  readonly language: Language;
  readonly kindOf: (kind: Kind) => string;
};
type Pair = readonly [zh: string, en: string];

const pick = ({ language }: Place, [zh, en]: Pair): string => (language === 'zh' ? zh : en);
const and = (place: Place, parts: readonly string[]): string => parts.join(pick(place, ['、', ', ']));
const fieldOf = (place: Place, name: string): string =>
  place.language === 'en' ? name : (FIELDS[place.kind].find((field) => field.name === name)?.label ?? name);

const settingOf = (place: Place, name: string): string => {
  const definition: ParameterDefinition | undefined = place.rule.parameters[name];
  if (definition === undefined) return name;
  const { label, unit, value } = definition;
  const set = typeof value === 'number' ? written(value, unit, place.language) : pick(place, ['按类别', 'by code']);
  return pick(place, [`${label.zh}（${set}）`, `${label.en} (${set})`]);
};

/** A code as its field's choices call it, else as sentences do. */
const codeOf = (place: Place, asked: AnyOperand, code: string): string => {
  const field = 'field' in asked ? FIELDS[place.kind].find(({ name }) => name === asked.field) : undefined;
  const choice = place.language === 'zh' ? field?.choices[code] : undefined;
  return choice ?? written(code, 'CODE', place.language);
};

const listOf = (place: Place, asked: AnyOperand, of: Listed): string => {
  if ('list' in of) {
    const list = place.rule.lists?.[of.list];
    return list === undefined ? of.list : `“${list.label[place.language]}”`;
  }
  return and(
    place,
    of.map((code) => codeOf(place, asked, code)),
  );
};

const PERIODS: Readonly<Record<'month' | 'quarter' | 'year', Pair>> = {
  month: ['所在月', ' (its month)'],
  quarter: ['所在季度', ' (its quarter)'],
  year: ['所在年', ' (its year)'],
};
const COMPARED: Readonly<Record<string, Pair>> = {
  '<': ['小于', 'is below'],
  '<=': ['不超过', 'is at most'],
  '=': ['等于', 'is'],
  '<>': ['不等于', 'is not'],
  '>=': ['不低于', 'is at least'],
  '>': ['大于', 'is above'],
};

const within = (place: Place, related: Related): Place => ({ ...place, kind: related.kind, outer: place });

const givenOf = (place: Place, give: Given): string => {
  if (give === 'count') return pick(place, ['笔数', 'their number']);
  const [what, value] = Object.entries(give)[0] as [keyof typeof GIVEN, RowValue];
  const said = valueOf(place, value);
  const [zh, en] = GIVEN[what];
  return pick(place, [`${said}${zh}`, `${en} ${said}`]);
};
const GIVEN = {
  sum: ['合计', 'sum of'],
  min: ['最小值', 'least'],
  max: ['最大值', 'most'],
  mean: ['平均值', 'mean of'],
  median: ['中位数', 'median of'],
  distinct: ['的不同个数', 'different'],
} as const satisfies Record<string, Pair>;

/** A value of a row, a group or a window, or what a judgement compares. */
const valueOf = (place: Place, value: AnyOperand | GroupValue | WindowValue): string => {
  const inner = (part: AnyOperand | GroupValue | WindowValue): string => valueOf(place, part);
  const bracketed = (part: RowValue | GroupValue | WindowValue): string =>
    'field' in part || 'yuan' in part || 'constant' in part
      ? inner(part)
      : pick(place, [`（${inner(part)}）`, `(${inner(part)})`]);
  const two = ([left, right]: readonly (RowValue | GroupValue | WindowValue)[], sign: string): string =>
    left === undefined || right === undefined ? sign : `${bracketed(left)} ${sign} ${bracketed(right)}`;
  if ('value' in value) return place.find?.values[value.value]?.label[place.language] ?? value.value;
  if ('field' in value) return fieldOf(place, value.field);
  if ('yuan' in value) return fieldOf(place, value.yuan);
  if ('constant' in value)
    return typeof value.constant === 'string'
      ? written(value.constant, 'CODE', place.language)
      : String(value.constant);
  if ('parameter' in value) return settingOf(place, value.parameter);
  if ('either' in value) return value.either.map(inner).join(pick(place, ['或', ' or ']));
  if ('asOf' in value) return pick(place, ['数据截止日', 'the day up to which data are complete']);
  if ('dayOf' in value) return pick(place, [`${fieldOf(place, value.dayOf)}当日`, `day of ${value.dayOf}`]);
  if ('hourOf' in value) return pick(place, [`${fieldOf(place, value.hourOf)}的钟点`, `hour of ${value.hourOf}`]);
  if ('minuteOf' in value)
    return pick(place, [`${fieldOf(place, value.minuteOf)}（到分钟）`, `minute of ${value.minuteOf}`]);
  if ('workdayNo' in value)
    return pick(place, [`${inner(value.workdayNo)}（按工作日数）`, `${inner(value.workdayNo)} (in working days)`]);
  if ('wholeDays' in value) {
    const [from, to] = value.wholeDays.map((field) => fieldOf(place, field)) as [string, string];
    return pick(place, [`${from}至${to}的天数`, `whole days from ${from} to ${to}`]);
  }
  if ('daysBetween' in value) {
    const [from, to] = value.daysBetween.map(inner) as [string, string];
    return pick(place, [`${from}至${to}的天数`, `days from ${from} to ${to}`]);
  }
  if ('period' in value) return `${inner(value.of)}${pick(place, PERIODS[value.period])}`;
  if ('monthOf' in value) return pick(place, [`${inner(value.monthOf)}的月份`, `month of ${inner(value.monthOf)}`]);
  if ('plus' in value) return two(value.plus, '+');
  if ('times' in value) return two(value.times, '×');
  if ('remainder' in value)
    return pick(place, [`${two(value.remainder, '÷')}的余数`, `remainder of ${two(value.remainder, '÷')}`]);
  if ('largest' in value) {
    const all = and(place, value.largest.map(inner));
    return pick(place, [`${all}中最大的`, `largest of ${all}`]);
  }
  if ('if' in value) {
    const [when, then] = [flat(place, sayCondition(place, value.if)), inner(value.then)];
    const otherwise = value.else === undefined ? undefined : inner(value.else);
    return pick(place, [
      `（${when}时取${then}${otherwise === undefined ? '' : `，否则取${otherwise}`}）`,
      `(${then} if ${when}${otherwise === undefined ? '' : `, else ${otherwise}`})`,
    ]);
  }
  if ('mine' in value) {
    let [asked, from]: [RowValue, Place] = [value.mine, place.outer ?? place];
    while ('mine' in asked) [asked, from] = [asked.mine, from.outer ?? from];
    const mine = valueOf(from, asked);
    return pick(place, [`本记录的${mine}`, `this row’s ${mine}`]);
  }
  if ('related' in value) return relatedOf(place, value.related, givenOf(within(place, value.related), value.give));
  if ('together' in value) {
    const [who, where] = [fieldOf(place, value.together.who), fieldOf(place, value.together.in)];
    return pick(place, [
      `${who}与同一对手在${where}中相遇的次数`,
      `how often ${who} met the same other one in ${where}`,
    ]);
  }
  if ('alike' in value) {
    const by = and(place, value.alike.by.map(inner));
    const among = flat(place, sayCondition(place, value.alike.where));
    return pick(place, [`${by}相同且${among}的笔数`, `rows with the same ${by} of which ${among}`]);
  }
  if ('count' in value) {
    if (value.count === 'rows') return pick(place, ['笔数', 'number of rows']);
    const counted = flat(place, sayCondition(place, value.count));
    return pick(place, [`${counted}的笔数`, `number of rows of which ${counted}`]);
  }
  if ('sum' in value) return pick(place, [`${inner(value.sum)}合计`, `sum of ${inner(value.sum)}`]);
  if ('min' in value) return pick(place, [`${inner(value.min)}最小值`, `least ${inner(value.min)}`]);
  if ('max' in value) return pick(place, [`${inner(value.max)}最大值`, `most ${inner(value.max)}`]);
  if ('median' in value) return pick(place, [`${inner(value.median)}中位数`, `median of ${inner(value.median)}`]);
  if ('greatest' in value) return pick(place, [`${inner(value.greatest)}最大值`, `greatest ${inner(value.greatest)}`]);
  if ('distinct' in value)
    return pick(place, [`${inner(value.distinct)}的不同个数`, `different ${inner(value.distinct)}`]);
  if ('first' in value) return pick(place, [`首笔的${inner(value.first)}`, `first ${inner(value.first)}`]);
  if ('last' in value) return pick(place, [`末笔的${inner(value.last)}`, `last ${inner(value.last)}`]);
  if ('same' in value) return inner(value.same);
  if ('missingSteps' in value)
    return pick(place, [`${fieldOf(place, value.missingSteps)}缺少的个数`, `missing ${value.missingSteps}`]);
  if ('widestGap' in value) {
    const { from, to } = value.widestGap;
    return pick(place, [
      `相邻两笔${inner(from)}至${inner(to)}的最大间隔`,
      `widest gap from ${inner(from)} to ${inner(to)}`,
    ]);
  }
  if ('unevenness' in value)
    return pick(place, [`${inner(value.unevenness)}间隔的不均匀程度`, `unevenness of ${inner(value.unevenness)}`]);
  if ('ratio' in value) return two(value.ratio, '÷');
  return two(value.minus, '−');
};

const relatedOf = (place: Place, related: Related, given: string): string => {
  const kind = place.kindOf(related.kind);
  const inside = within(place, related);
  const where = related.where === undefined ? '' : flat(inside, sayCondition(inside, related.where));
  const such = where === '' ? '' : pick(place, [`、${where}`, ` of which ${where}`]);
  return pick(place, [
    `〔${kind}〕中${keysOf(place, related)}${such}的${given}`,
    `${given} of ${kind} with ${keysOf(place, related)}${such}`,
  ]);
};
const keysOf = (place: Place, related: Related): string => {
  const inside = within(place, related);
  const pairs = related.on.map(([theirs, mine]) => {
    const [one, other] = [valueOf(inside, theirs), valueOf(place, mine)];
    if (one === other) return pick(place, [`${one}相同`, `the same ${one}`]);
    return pick(place, [`${one}为本记录的${other}`, `${one} as this row’s ${other}`]);
  });
  return and(place, pairs);
};

/** In one line, where it stands within another sentence. */
const flat = (place: Place, { text, parts = [], inline }: Said): string => {
  if (inline !== undefined) return inline;
  return parts.length === 0 ? text : parts.map((part) => flat(place, part)).join(pick(place, ['且', ' and ']));
};

/** That a field is there goes without saying where something else is asked of it. */
const told = (conditions: readonly AnyCondition[]): readonly AnyCondition[] =>
  conditions.filter((one) => {
    if (!('present' in one) || !('field' in one.present)) return true;
    const { field } = one.present;
    return !conditions.some((other) => other !== one && JSON.stringify(other).includes(`"${field}"`));
  });

/** The unit in which a number beside this value is written, where it is known. */
const unitOf = (place: Place, value: AnyOperand): Unit | undefined => {
  if ('yuan' in value) return 'FEN';
  if ('value' in value) return place.find?.values[value.value]?.unit;
  if ('parameter' in value) return place.rule.parameters[value.parameter]?.unit;
  return undefined;
};
/** A bare number is written in the unit of what it is held against: nobody reads amounts in fen. */
const besideOf = (place: Place, value: AnyOperand, beside: AnyOperand): string => {
  const unit = 'constant' in value && typeof value.constant === 'number' ? unitOf(place, beside) : undefined;
  return 'constant' in value && unit !== undefined
    ? written(value.constant, unit, place.language)
    : valueOf(place, value);
};

const sayCondition = (place: Place, condition: AnyCondition): Said => {
  const value = (part: AnyOperand): string => valueOf(place, part);
  if ('all' in condition) {
    const parts = told(condition.all.flatMap((part) => ('all' in part ? part.all : [part])));
    const [only, ...others] = parts;
    if (only !== undefined && others.length === 0) return sayCondition(place, only);
    return {
      text: pick(place, ['以下各项都成立', 'all of']),
      parts: parts.map((part) => sayCondition(place, part)),
    };
  }
  if ('any' in condition) {
    const [only, ...others] = condition.any;
    if (only !== undefined && others.length === 0) return sayCondition(place, only);
    const parts = condition.any.map((part) => flat(place, sayCondition(place, part)));
    return { text: parts.join(pick(place, ['，或', ', or '])) };
  }
  if ('not' in condition) {
    if ('present' in condition.not)
      return {
        text: pick(place, [`没有${value(condition.not.present)}`, `${value(condition.not.present)} is absent`]),
      };
    if ('isWorkday' in condition.not)
      return {
        text: pick(place, [
          `${value(condition.not.isWorkday)}不是工作日`,
          `${value(condition.not.isWorkday)} is no working day`,
        ]),
      };
    const inner = flat(place, sayCondition(place, condition.not));
    return { text: pick(place, [`不属于：${inner}`, `not: ${inner}`]) };
  }
  if ('compare' in condition) {
    const [left, sign, right] = condition.compare;
    if ('constant' in right && typeof right.constant === 'string')
      return {
        text: `${value(left)} ${pick(place, COMPARED[sign] ?? [sign, sign])} ${codeOf(place, left, right.constant)}`,
      };
    return { text: `${value(left)} ${pick(place, COMPARED[sign] ?? [sign, sign])} ${besideOf(place, right, left)}` };
  }
  if ('between' in condition) {
    const [asked] = condition.between;
    const [what, least, most] = condition.between.map((part) => besideOf(place, part, asked)) as [
      string,
      string,
      string,
    ];
    return { text: pick(place, [`${what}在${least}至${most}之间`, `${what} is between ${least} and ${most}`]) };
  }
  if ('in' in condition)
    return {
      text: pick(place, [
        `${value(condition.in)}为${listOf(place, condition.in, condition.of)}`,
        `${value(condition.in)} is one of ${listOf(place, condition.in, condition.of)}`,
      ]),
    };
  if ('present' in condition)
    return { text: pick(place, [`有${value(condition.present)}`, `${value(condition.present)} is there`]) };
  if ('some' in condition) {
    const { some: related } = condition;
    const kind = place.kindOf(related.kind);
    return {
      text: pick(place, [`〔${kind}〕中有这样的记录`, `${kind} has a record with`]),
      parts: [
        { text: keysOf(place, related) },
        ...(related.where === undefined ? [] : [sayCondition(within(place, related), related.where)]),
      ],
      inline: relatedOf(place, related, pick(place, ['记录', 'a record'])),
    };
  }
  if ('contains' in condition)
    return {
      text: pick(place, [
        `${value(condition.contains)}含有${listOf(place, condition.contains, condition.of)}`,
        `${value(condition.contains)} has ${listOf(place, condition.contains, condition.of)} in it`,
      ]),
    };
  if ('namedBy' in condition)
    return {
      text: pick(place, [
        `另一条记录以“${fieldOf(place, condition.namedBy)}”指向本记录`,
        `another record names this one as ${condition.namedBy}`,
      ]),
    };
  if ('isWorkday' in condition)
    return {
      text: pick(place, [`${value(condition.isWorkday)}是工作日`, `${value(condition.isWorkday)} is a working day`]),
    };
  return { text: pick(place, [`${value(condition.known)}可以确定`, `${value(condition.known)} is known`]) };
};

const groupedBy = (place: Place, keys: readonly Key[]): string =>
  and(
    place,
    keys.map((key) => valueOf(place, key)),
  );

const headingOf = (place: Place, find: Find): string => {
  if (find.each === 'row') return pick(place, ['逐条判断', 'Each record by itself']);
  const by = groupedBy(place, find.by);
  if (find.each === 'group') return pick(place, [`按${by}归为一组`, `Records grouped by ${by}`]);
  const days = settingOf(place, find.within);
  return pick(place, [`按${by}归为一组，看${days}之内`, `Records grouped by ${by}, within ${days}`]);
};

const sayFind = (whole: Place, find: Find): Said => {
  const place = { ...whole, find };
  const values: readonly Told<RowValue | GroupValue | WindowValue>[] = Object.values(find.values);
  const figures = values.map(({ label, of }) => {
    const [name, meaning] = [label[place.language], valueOf(place, of)];
    return { text: name === meaning ? name : pick(place, [`${name}：${meaning}`, `${name}: ${meaning}`]) };
  });
  return {
    text: headingOf(place, find),
    parts: [
      ...(find.where === undefined
        ? []
        : [
            {
              text: pick(place, ['只看这样的记录', 'Only records of which']),
              parts: [sayCondition(place, find.where)],
            },
          ]),
      ...('all' in find.when && find.when.all.length === 0
        ? []
        : [{ text: pick(place, ['成立的条件', 'It is a hit when']), parts: [sayCondition(place, find.when)] }]),
      { text: pick(place, ['其中各数', 'The figures in it']), parts: figures },
    ],
  };
};

/** Parts of one find in words, piece by piece, for whoever shows beside each what became of it. */
export const sayingOf = (rule: Rule, find: Find, language: Language, kindOf: (kind: Kind) => string) => {
  const place: Place = { rule, kind: rule.kind, language, kindOf, find };
  return {
    heading: headingOf(place, find),
    condition: (condition: AnyCondition): string => flat(place, sayCondition(place, condition)),
    colour: (colour: keyof typeof COLOURS): string => pick(place, COLOURS[colour]),
  };
};

const COLOURS = { RED: ['红色', 'Red'], YELLOW: ['黄色', 'Yellow'], BLUE: ['蓝色', 'Blue'] } as const satisfies Record<
  string,
  Pair
>;

/**
 * A rule's logic in words, a branch for each of its finds, then what is left out and how colours are given. `kindOf` names a kind of
 * records. Chinese names fields as templates head them, English by their names.
 */
export const sayRule = (rule: Rule, language: Language, kindOf: (kind: Kind) => string): readonly Said[] => {
  const place: Place = { rule, kind: rule.kind, language, kindOf };
  const [first] = rule.finds;
  const judged = first === undefined ? place : { ...place, find: first };
  return [
    ...rule.finds.map((find) => sayFind(place, find)),
    {
      text: pick(place, ['除外', 'Left out']),
      parts: rule.exceptions.map(({ words, when }) => ({ text: words[language], parts: [sayCondition(place, when)] })),
    },
    {
      text: pick(place, ['疑点颜色', 'Colour of the alert']),
      parts: rule.levels.map(({ colour, when }) => {
        const name = pick(place, COLOURS[colour]);
        if (when === undefined) return { text: pick(place, [`${name}：其余`, `${name}: otherwise`]) };
        const condition = flat(judged, sayCondition(judged, when));
        return { text: pick(place, [`${name}：${condition}`, `${name}: ${condition}`]) };
      }),
    },
  ].filter(({ parts }) => parts === undefined || parts.length > 0);
};
