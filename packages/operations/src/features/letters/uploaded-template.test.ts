import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOf, readParts, textOf, writeParts } from './docx-parts.ts';
import { fillTemplate } from './fill-template.ts';
import { makePaper } from './make-paper.ts';
import { paperData } from './paper-data.ts';
import { SAMPLE_PAPERS } from './sample-papers.ts';
import { shippedTemplate } from './shipped-template.ts';
import { tryTemplate } from './uploaded-template.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'templates-'));
});
afterAll(() => rm(folder, { recursive: true }));

const upload = async (bytes: Uint8Array): Promise<string> => {
  const file = path.join(folder, 'uploaded.docx');
  await writeFile(file, bytes);
  return file;
};

/** The shipped notice, changed in one part as a department or an attacker would. */
const changed = async (part: string, change: (text: string) => string): Promise<string> => {
  const parts = new Map(readParts(await shippedTemplate('NOTICE')));
  parts.set(part, bytesOf(change(textOf(parts.get(part)))));
  return upload(writeParts(parts));
};
const inBody = (change: (text: string) => string): Promise<string> => changed('word/document.xml', change);

describe('a template put in the place of the shipped one', () => {
  it('makes the same paper in its process as in ours', async () => {
    const template = await shippedTemplate('NOTICE');
    const paper = await tryTemplate('NOTICE', await upload(template));
    expect(paper).toEqual(fillTemplate(template, paperData('NOTICE', SAMPLE_PAPERS.NOTICE)));
  });

  it('is filled with its own words', async () => {
    const file = await inBody((text) => text.replace('特此告知。', '专此告知，请予重视。'));
    const { bytes } = await makePaper('NOTICE', SAMPLE_PAPERS.NOTICE, file);
    expect(textOf(readParts(bytes).get('word/document.xml'))).toContain('专此告知，请予重视。');
  });

  it('may leave out what its kind can do without', async () => {
    await tryTemplate('NOTICE', await inBody((text) => text.replace('{情形代码}', '')));
  });

  it.each([
    [
      'a field that its kind does not have',
      (text: string) => text.replace('{情形代码}', '{身份证号}'),
      'paper.template-unknown-fields',
      { fields: ['身份证号'] },
    ],
    [
      'no word of the appeal',
      (text: string) => text.replaceAll('{申诉受理机关}', ''),
      'paper.template-lacks-fields',
      { fields: ['申诉受理机关'] },
    ],
    [
      'an open brace',
      (text: string) => text.replace('{成文日期}', '{成文日期'),
      'paper.template-broken',
      { places: ['成文日期（联系人：'] },
    ],
    [
      'a section without its end',
      (text: string) => text.replace('{/问题}', ''),
      'paper.template-broken',
      { places: ['问题'] },
    ],
    [
      'a value as markup',
      (text: string) => text.replace('{情形代码}', '{@情形代码}'),
      'paper.template-broken',
      { places: ['情形代码'] },
    ],
  ])('is refused with %s', async (_, change, code, details) => {
    await expect(tryTemplate('NOTICE', await inBody(change))).rejects.toMatchObject({ code, details });
  });

  it.each([
    [
      'macros',
      '[Content_Types].xml',
      (text: string) => text.replace('wordprocessingml.document.main', 'ms-word.document.macroEnabled.main'),
    ],
    [
      'links',
      'word/_rels/document.xml.rels',
      (text: string) =>
        text.replace(
          '</Relationships>',
          '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://example.invalid/a.png" TargetMode="External"/></Relationships>',
        ),
    ],
    [
      'embedded',
      'word/_rels/document.xml.rels',
      (text: string) =>
        text.replace(
          '</Relationships>',
          '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject" Target="embeddings/a.bin"/></Relationships>',
        ),
    ],
    ['doctype', 'word/document.xml', (text: string) => text.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa">]>')],
    [
      'fields',
      'word/document.xml',
      (text: string) =>
        text.replace(
          '{情形代码}',
          '</w:t></w:r><w:r><w:instrText xml:space="preserve"> DDEAUTO cmd </w:instrText></w:r><w:r><w:t>',
        ),
    ],
  ])('is refused for what it could do: %s', async (what, part, change) => {
    const refusal = { code: 'paper.template-unsafe', details: { what: [what] } };
    await expect(tryTemplate('NOTICE', await changed(part, change))).rejects.toMatchObject(refusal);
  });

  it('is refused when it unpacks to far more than it weighs', async () => {
    const bomb = await changed('word/document.xml', (text) => text + ' '.repeat(40 * 1024 * 1024));
    await expect(tryTemplate('NOTICE', bomb)).rejects.toMatchObject({ code: 'file.unpacks-too-large' });
  });

  it('is refused when it is no archive at all', async () => {
    await expect(tryTemplate('NOTICE', await upload(bytesOf('not a document')))).rejects.toMatchObject({
      code: 'file.unreadable',
    });
  });
});
