import { createHash } from 'node:crypto';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { lookUp, openTemplate, type TemplateData, type TemplateField } from './template.ts';

/** A frozen paper: its bytes, and the hash that the record keeps of them. */
export type Paper = { readonly bytes: Uint8Array; readonly sha256: string };

/**
 * The paper that a template and its values make; equal input gives equal bytes. A value that the template asks for and
 * that is absent or blank is refused by name, so that no paper is ever issued with a hole in it.
 */
export const fillTemplate = (template: Uint8Array, data: TemplateData): Paper => {
  const { fields, render } = openTemplate(template);
  const missing = [...new Set(holes(fields, [data]))];
  if (missing.length > 0) throw new Refusal('paper.fields-missing', { fields: missing });
  return freeze(render(data));
};

export const freeze = (bytes: Uint8Array): Paper => ({
  bytes,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** Names of the fields that would stay empty. Each is looked up from the innermost element outwards, as the filling does. */
const holes = (fields: readonly TemplateField[], scopes: readonly unknown[]): readonly string[] =>
  fields.flatMap((field) => {
    const found = scopes.map((scope) => lookUp(scope, field.name)).findLast((value) => value !== undefined);
    if (field.kind === 'value') return isText(found) ? [] : [field.name];
    if (typeof found === 'boolean') return found === field.inverted ? [] : holes(field.fields, scopes);
    // An empty list is one that somebody forgot to fill: what is left out on purpose says `false`.
    if (!Array.isArray(found) || found.length === 0) return [field.name];
    if (field.inverted) return [];
    const elements: readonly unknown[] = found;
    return elements.flatMap((element) =>
      holes(field.fields, [...scopes, element]).map((name) => (name === '.' ? field.name : name)),
    );
  });

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
