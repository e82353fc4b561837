import { fireEvent, screen } from '@testing-library/react';
import JSZip from 'jszip';
import { describe, expect, it, vi } from 'vitest';
import { draw, inTheOffice } from '../testing/office.tsx';
import { PAGE_COUNT, PAGE_NUMBER, prepare } from './docx-preview-source.ts';
import { DocxPreview } from './docx-preview.tsx';

inTheOffice();

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const run = (inner: string): string => `<w:r><w:rPr><w:b/></w:rPr>${inner}</w:r>`;
const field = (instruction: string): string =>
  run('<w:fldChar w:fldCharType="begin"/>') +
  run(`<w:instrText xml:space="preserve"> ${instruction} </w:instrText>`) +
  run('<w:fldChar w:fldCharType="separate"/>') +
  run('<w:t>9</w:t>') +
  run('<w:fldChar w:fldCharType="end"/>');

/** A .docx of three parts, written the way Word and WPS write page numbers. */
const paper = async (): Promise<Uint8Array<ArrayBuffer>> => {
  const zip = new JSZip();
  zip.file(
    'word/document.xml',
    `<w:document ${W}><w:body><w:p>${run('<w:t>正文</w:t>')}</w:p><w:sectPr/></w:body></w:document>`,
  );
  zip.file(
    'word/footer1.xml',
    `<w:ftr ${W}><w:p>${run('<w:t>第</w:t>')}${field('PAGE \\* MERGEFORMAT')}${run('<w:t>页，共</w:t>')}<w:fldSimple w:instr="NUMPAGES">${run('<w:t>9</w:t>')}</w:fldSimple>${field('DATE')}</w:p></w:ftr>`,
  );
  zip.file(
    'word/styles.xml',
    `<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:spacing w:val="-5"/><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>` +
      '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:pPr><w:spacing w:line="579" w:lineRule="exact"/></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="结语 1"><w:pPr><w:keepNext/></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Foot"><w:pPr><w:keepNext w:val="0"/><w:framePr w:yAlign="bottom"/></w:pPr><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/></w:rPr></w:style></w:styles>',
  );
  return new Uint8Array(await zip.generateAsync({ type: 'arraybuffer' }));
};

const textOf = async (bytes: Uint8Array, part: string): Promise<string> => {
  const xml = (await (await JSZip.loadAsync(bytes)).file(part)?.async('text')) ?? '';
  return [...new DOMParser().parseFromString(xml, 'application/xml').getElementsByTagName('w:t')]
    .map((element) => element.textContent)
    .join('');
};

describe('what the drawing library is given', () => {
  it('has a mark for each page number, and other fields as they last were', async () => {
    const { bytes } = await prepare(await paper());
    expect(await textOf(bytes, 'word/footer1.xml')).toBe(`第${PAGE_NUMBER}页，共${PAGE_COUNT}9`);
  });

  it('comes with what the styles say and the library leaves out', async () => {
    const { css } = await prepare(await paper());
    expect(css).toContain('.docx { font-size: 16pt; letter-spacing: -0.25pt }');
    expect(css).toContain('.docx span { line-height: 0 }');
    expect(css).toContain('.docx [class~="docx_结语-1"] { break-after: avoid }');
    expect(css).toContain('.docx [class~="docx_foot"] { font-family: "仿宋_GB2312"; margin-top: auto }');
  });
});

describe('a paper that cannot be drawn', () => {
  it('says so and is still saved, the very bytes', async () => {
    const bytes = new TextEncoder().encode('not a document');
    const saved: Blob[] = [];
    // jsdom has no addresses of blobs.
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => `blob:${String(saved.push(blob))}`,
      revokeObjectURL: () => undefined,
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    draw(<DocxPreview title="廉情预警质询书" fileName="清廉预质〔2026〕7号.docx" bytes={bytes} />);
    expect(screen.getByText('正在生成预览')).not.toBeNull();
    expect(await screen.findByText('预览未能生成，请下载 .docx 查看。')).not.toBeNull();
    expect(screen.queryByRole('button', { name: '打印' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '.docx' }));
    expect(saved.map((blob) => blob.size)).toEqual([bytes.length]);
  });
});
