import type { By } from '@qingfeng/domain/shared/by.ts';
import { PAPERS } from '@qingfeng/domain/features/letters/papers.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { makePaper } from '../letters/make-paper.ts';
import { noticeFields, noticeOf, paperContext } from './papers.ts';
import { loadWarning } from './store.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The paper as it would be issued, from the same template and facts, under 草稿 instead of a number; nothing is kept. */
export const previewPaper = (
  database: Database,
  by: By,
  id: string,
): Promise<{ name: string; mediaType: string; body: Uint8Array }> =>
  database.prisma.$transaction(async (tx) => {
    const held = await loadWarning(tx, by, { id, version: null, side: 'handling' });
    const context = await paperContext(tx, by, held);
    const template = noticeOf(held.warning);
    const fields = noticeFields(held, context, by, { number: '（草稿，未编号）', check: '草稿' })[template];
    if (fields === undefined) throw new Error(`${template} opens no warning`);
    const { bytes } = await makePaper(template, fields());
    return { name: `${PAPERS[template].title}（草稿）.docx`, mediaType: DOCX, body: bytes };
  });
