import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { standardTheme } from './theme.ts';

const tokens = readFileSync(new URL('../ui/tokens.css', import.meta.url), 'utf8').toUpperCase();
const WARNING_COLOURS = /--(?:RED|YELLOW|BLUE)(?:-\w+)?:\s*(#[0-9A-F]{6})/g;
const colours = [...JSON.stringify(standardTheme).matchAll(/#[0-9A-Fa-f]{6}/g)].map(([colour]) => colour.toUpperCase());

it('gives antd only colours that the tokens define', () => {
  expect(colours.filter((colour) => !tokens.includes(colour))).toEqual([]);
});

it('never gives antd a warning colour', () => {
  const reserved = [...tokens.matchAll(WARNING_COLOURS)].map(([, colour]) => colour);
  expect(reserved.length).toBeGreaterThan(10);
  expect(colours.filter((colour) => reserved.includes(colour))).toEqual([]);
});
