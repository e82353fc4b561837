import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { readParts, writeParts } from './docx-parts.ts';

/** `false` leaves an optional section out on purpose; an absent or blank value is never that, but missing. */
export type TemplateValue = string | boolean | readonly (string | TemplateData)[];
export type TemplateData = { readonly [field: string]: TemplateValue };

/** A place in a template: one value, or a section that is repeated for a list and kept or left out for a yes or no. */
export type TemplateField =
  | { readonly kind: 'value'; readonly name: string }
  | {
      readonly kind: 'section';
      readonly name: string;
      readonly inverted: boolean;
      readonly fields: readonly TemplateField[];
    };

export type Template = {
  readonly fields: readonly TemplateField[];
  /** The filled archive, equal bytes for equal values; the values are complete (see `fillTemplate`). */
  readonly render: (data: TemplateData) => Uint8Array;
};

/** Reads a template; one that cannot be filled is refused with the places at fault. */
export const openTemplate = (bytes: Uint8Array): Template => {
  const found: Part[] = [];
  const collector = {
    name: 'fields',
    set: (given: { readonly inspect?: { readonly postparsed?: readonly Part[] } }) => {
      found.push(...(given.inspect?.postparsed ?? []));
    },
  };
  const document = faultsRefused(
    () =>
      new Docxtemplater(new PizZip(bytes), {
        modules: [collector],
        paragraphLoop: true,
        linebreaks: true,
        errorLogging: false,
        parser: (tag: string) => ({ get: (scope: unknown) => printable(lookUp(scope, tag)) }),
      }),
  );
  return {
    fields: fieldsIn(found),
    render: (data) =>
      writeParts(readParts(faultsRefused(() => document.render(data).getZip().generate({ type: 'uint8array' })))),
  };
};

/** Every field that a template asks for, in the order of the file. */
export const fieldsOf = (template: Uint8Array): readonly TemplateField[] => openTemplate(template).fields;

/** Without the characters that XML cannot hold (controls, halves of pairs): they come with text pasted from elsewhere. */
const printable = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '') : value;

/** Only what the data itself holds: `{constructor}` is a missing field, not a function. `{.}` is the element at hand. */
export const lookUp = (scope: unknown, name: string): unknown => {
  if (name === '.') return scope;
  if (typeof scope !== 'object' || scope === null || !Object.hasOwn(scope, name)) return undefined;
  return Object.entries(scope).find(([key]) => key === name)?.[1];
};

type Part = {
  readonly type: string;
  readonly module?: string;
  readonly value: string;
  readonly inverted?: boolean;
  readonly subparsed?: readonly Part[];
};

const fieldsIn = (parts: readonly Part[]): readonly TemplateField[] =>
  parts
    .filter((part) => part.type === 'placeholder')
    .map((part) => {
      if (part.module === 'loop') {
        const { value: name, inverted = false, subparsed = [] } = part;
        return { kind: 'section', name, inverted, fields: fieldsIn(subparsed) };
      }
      // `{@name}` would put a value on the paper as markup instead of as text.
      if (part.module) throw new Refusal('paper.template-broken', { places: [part.value] });
      return { kind: 'value', name: part.value };
    });

/** The library throws one error for all faults of a template, and whatever the archive or its XML cause. */
const faultsRefused = <R>(work: () => R): R => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('paper.template-broken', { places: placesOf(error) });
  }
};

type Fault = { readonly properties?: { readonly xtag?: unknown; readonly errors?: readonly Fault[] } };
const placesOf = (fault: unknown): readonly string[] => {
  const { xtag, errors = [] } = (typeof fault === 'object' && fault !== null && 'properties' in fault
    ? (fault as Fault).properties
    : undefined) ?? { xtag: undefined };
  return [...new Set([...(typeof xtag === 'string' ? [xtag] : []), ...errors.flatMap(placesOf)])];
};
