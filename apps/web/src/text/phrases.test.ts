import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_WORDS } from '../features/audit/event-word.ts';
import { publicWords as publicEnglish } from './en/public.ts';
import { english } from './phrases.en.ts';
import { chinese } from './phrases.zh-cn.ts';
import { publicWords as publicChinese } from './zh-CN/public.ts';

type Phrases = Readonly<Record<string, string>>;
const pairs: readonly (readonly [string, Phrases, Phrases])[] = [
  ['public', publicChinese, publicEnglish],
  ...(Object.keys(chinese) as (keyof typeof chinese)[]).map((name) => [name, chinese[name], english[name]] as const),
];
const facts = (phrase: string): string[] => [...phrase.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe.each(pairs)('phrases of %s', (_, zh, en) => {
  it('has every phrase in both languages, none of them empty', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    expect(Object.entries({ ...zh, ...en }).filter(([, phrase]) => phrase.trim() === '')).toEqual([]);
  });

  it('asks for the same facts in both languages', () => {
    const differing = Object.keys(zh).filter((key) => facts(zh[key] ?? '').join() !== facts(en[key] ?? '').join());
    expect(differing).toEqual([]);
  });
});

it('has a name for each event that the record can show without its facts', () => {
  const needy = EVENT_WORDS.flatMap((words) => Object.entries<string>(chinese[words]))
    .filter(([key, phrase]) => key.startsWith('event.') && facts(phrase).length > 0)
    .map(([key]) => key);
  expect(needy.length).toBeGreaterThan(5);
  expect(needy.filter((key) => !(key in chinese.audit))).toEqual([]);
});

it('knows every file of phrases', () => {
  const names = (folder: string): string[] =>
    readdirSync(new URL(folder, import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  const known = [...Object.keys(chinese), 'public'].sort();
  expect(names('./zh-CN').sort()).toEqual(known);
  expect(names('./en').sort()).toEqual(known);
});
