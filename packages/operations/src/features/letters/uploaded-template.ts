import type { PaperTemplate } from '@qingfeng/domain/features/warnings/scheme.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { limitedResult, type Limits } from '@qingfeng/platform/limited/run.ts';
import { freeze, type Paper } from './fill-template.ts';
import { paperData } from './paper-data.ts';
import { SAMPLE_PAPERS } from './sample-papers.ts';
import { shippedTemplate } from './shipped-template.ts';
import { fieldsOf, type TemplateData, type TemplateField } from './template.ts';

const MODULE = new URL('uploaded-template-worker.ts', import.meta.url);
/** A template is a few pages: what needs more than this is none. */
const LIMITS: Partial<Limits> = { memoryMb: 128, workMs: 15_000 };

/** Fills a template that somebody uploaded, in the limited process: its archive and its XML are not ours. */
export const fillUploadedTemplate = async (file: string, data: TemplateData): Promise<Paper> => {
  const filled = await limitedResult<string>({ module: MODULE, input: { file, data }, files: [file], limits: LIMITS });
  return freeze(new Uint8Array(Buffer.from(filled, 'base64')));
};

/**
 * What a department sees when it uploads a template of its own: the sample paper filled into it. A template with fields
 * that its kind of paper does not have, or without those that the paper may not lack, is refused by their names.
 */
export const tryTemplate = async (kind: PaperTemplate, file: string): Promise<Paper> => {
  const fields = await limitedResult<readonly TemplateField[]>({
    module: MODULE,
    input: { file, data: null },
    files: [file],
    limits: LIMITS,
  });
  const shipped = fieldsOf(await shippedTemplate(kind));
  const sample = paperData(kind, SAMPLE_PAPERS[kind]);
  const known = [...namesIn(shipped), ...Object.keys(sample)];
  const unknown = namesIn(fields).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Refusal('paper.template-unknown-fields', { fields: unknown });
  const lacking = namesIn(shipped).filter((name) => REQUIRED.has(name) && !namesIn(fields).includes(name));
  if (lacking.length > 0) throw new Refusal('paper.template-lacks-fields', { fields: lacking });
  return fillUploadedTemplate(file, sample);
};

/**
 * Whose paper it is, to whom, why, what is owed until when, and the right to appeal: where the shipped template says it, no
 * template in its place may leave it out.
 */
export const REQUIRED: ReadonlySet<string> = new Set([
  '发文字号',
  '主送',
  '署名',
  '成文日期',
  '问题',
  '问题清单',
  '质询问题',
  '依据',
  '要求',
  '建议',
  '答复期限',
  '整改期限',
  '申诉受理机关',
  '申诉期限',
  '原文书字号',
  '新期限',
  '解除日期',
]);

const namesIn = (fields: readonly TemplateField[]): readonly string[] => [
  ...new Set(fields.flatMap((field) => [field.name, ...(field.kind === 'section' ? namesIn(field.fields) : [])])),
];
