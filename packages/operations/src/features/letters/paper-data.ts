import type { SourceKind } from '@qingfeng/domain/features/letters/source-kind.ts';
import type { PaperTemplate, VisitMethod } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { TemplateData } from './template.ts';
import type { Head, PaperFields, Reply } from './paper-fields.ts';
import { dayText } from '../../shared/day-text.ts';
import { clause, paragraph, paragraphs, periodText, points, ticked, timeText } from './paper-text.ts';

/** How a paper opens, by the kind of source; none lets the reader guess at a reporter. */
const SOURCES: Record<SourceKind, string> = {
  INSPECTION: '在监督检查中发现',
  DATA_COMPARISON: '在数据比对中发现',
  TRANSFER: '据有关部门移送的情况',
  ASSESSMENT: '在考核测评中发现',
  AT_WORK: '在工作中发现',
};
const YOU: Record<Head['addressee']['kind'], string> = { PERSON: '你', UNIT: '你单位', SECTION: '你科室' };
/** A mark of up to so many characters is set at 34 pt; a longer one at 22 pt, so that it keeps to its line. */
const SHORT_MARK = 13;

const head = (fields: Head): TemplateData => ({
  发文机关: fields.organ,
  短标志: fields.organ.length <= SHORT_MARK,
  长标志: fields.organ.length > SHORT_MARK,
  发文字号: fields.number,
  标注: some(fields.marks),
  主送: fields.addressee.kind === 'PERSON' ? `${fields.addressee.name}同志` : fields.addressee.name,
  称谓: YOU[fields.addressee.kind],
  署名: fields.signedBy,
  成文日期: dayText(fields.issuedOn),
  联系人: fields.contact.name,
  联系电话: fields.contact.phone,
  抄送: fields.copies.length > 0 && [paragraph(fields.copies.join('，'))],
  档案号: fields.dossier,
  版本: String(fields.version),
  校验码: fields.check,
});

/** A list that may lawfully be empty: then its place on the paper is left out. */
const some = (texts: readonly string[]): readonly string[] | false => texts.length > 0 && texts;

const ground = (fields: PaperFields['NOTICE'] | PaperFields['COLOUR_WARNING']): TemplateData => ({
  来源: SOURCES[fields.source],
  情形: fields.circumstance.label,
  情形代码: fields.circumstance.code,
  依据: clause(fields.basis),
  申诉受理机关: fields.appealTo,
  申诉期限: periodText(fields.appealWithin),
});

const reply = (fields: Reply): TemplateData => ({
  答复期限: periodText(fields.within),
  答复截止: fields.dueOn !== null && [dayText(fields.dueOn)],
  报送单位: fields.to,
  报送地址: fields.address,
});

const warned = (fields: PaperFields['NOTICE']): TemplateData => ({
  ...head(fields),
  ...ground(fields),
  ...reply(fields.reply),
});
/** The facts as paragraphs; where each is to be put right by itself they are points instead. */
const told = (fields: PaperFields['NOTICE']): TemplateData => ({ ...warned(fields), 问题: paragraphs(fields.facts) });

const interview = (fields: PaperFields['INTERVIEW_NOTICE_L1']): TemplateData => ({
  ...head(fields),
  文书标题: fields.title,
  依据: clause(fields.basis),
  约谈时间: `${dayText(fields.on)}${timeText(fields.time)}`,
  约谈地点: fields.place,
  约谈事由: clause(fields.subject),
  携带材料: clause(fields.bring),
  约谈人员: fields.interviewers.join('、'),
  报送单位: fields.returnTo,
});

const METHODS: Record<VisitMethod, string> = {
  HEARING: '听取汇报',
  PAPERS: '查阅资料',
  MEETING: '座谈会',
  SITE: '现场检查',
};
const MEASURE_STATES = { DONE: '已落实', PARTLY: '部分落实', NOT_DONE: '未落实' } as const;
const VERDICTS = { LIFT: '解除预警', CONTINUE: '继续整改', ESCALATE: '转级' } as const;

const BUILDERS: { readonly [T in PaperTemplate]: (fields: PaperFields[T]) => TemplateData } = {
  NOTICE: told,
  INQUIRY: (fields) => ({
    ...told(fields),
    质询问题: points(fields.questions),
    整改期限: periodText(fields.rectifyWithin),
  }),
  ADVICE: (fields) => ({
    ...told(fields),
    性质和危害: paragraphs(fields.harm),
    建议: points(fields.measures),
    后果: paragraphs(fields.consequences),
  }),
  COLOUR_WARNING: (fields) => ({
    ...head(fields),
    ...ground(fields),
    问题: paragraphs(fields.facts),
    红色: fields.level.colour.token === 'RED',
    黄色: fields.level.colour.token === 'YELLOW',
    蓝色: fields.level.colour.token === 'BLUE',
    预警名称: fields.level.label,
    决定机关: fields.decidedBy,
    预警方式: fields.mode,
    要求: points(fields.requirements),
    须答复: fields.reply !== null && [{ ...reply(fields.reply), 答复内容: fields.reply.what }],
    报送单位: fields.returnTo,
  }),
  RECTIFY: (fields) => ({
    ...warned(fields),
    问题清单: points(fields.facts),
    决定机关: fields.decidedBy,
    整改标准: paragraphs(fields.standards),
    整改期限: periodText(fields.rectifyWithin),
    监督单位: fields.supervisor,
    备案机关: fields.filedWith,
  }),
  INQUIRY_LETTER: (fields) => ({ ...told(fields), 质询问题: points(fields.questions) }),
  INTERVIEW_NOTICE_L1: interview,
  INTERVIEW_NOTICE_L2: interview,
  INTERVIEW_NOTICE_L3: interview,
  INTERVIEW_NOTICE: interview,
  EXTENSION: (fields) => ({
    ...head(fields),
    原文书名称: fields.original.name,
    原文书字号: fields.original.number,
    原期限: dayText(fields.dueOn),
    申请日期: dayText(fields.askedOn),
    延期事由: clause(fields.reason),
    批准人: fields.approvedBy,
    新期限: dayText(fields.newDueOn),
    中期报告日期: dayText(fields.interimReportOn),
    报送单位: fields.reportTo,
  }),
  LIFT: (fields) => ({
    ...head(fields),
    原文书名称: fields.original.name,
    原文书字号: fields.original.number,
    送达日期: dayText(fields.servedOn),
    结论: paragraph(fields.conclusion),
    已回访: fields.visit !== null && [{ 回访日期: dayText(fields.visit.on), 回访单位: fields.visit.by }],
    批准机关: fields.approvedBy,
    解除日期: dayText(fields.liftedOn),
    预警名称: fields.warning,
    不再计入日期: fields.countsUntil !== null && [dayText(fields.countsUntil)],
    报送单位: fields.returnTo,
  }),
  SERVICE_RECEIPT: (fields) => ({
    发文机关: fields.organ,
    档案号: fields.dossier,
    原文书名称: fields.original.name,
    原文书字号: fields.original.number,
    件数: String(fields.pieces),
    受送达人: fields.recipient,
    职务: fields.post === '' ? '无' : fields.post,
    送达地点: fields.place,
    送达方式: fields.method,
    送达人: fields.servers.join('、'),
    备注: fields.remark ?? '无',
  }),
  RECORD: (fields) => ({
    标题: fields.title,
    档案号: fields.dossier,
    条目: fields.entries.map(({ label, text }) => ({ 项: label, 内容: text })),
    签名: fields.signers.join('、'),
  }),
  RETURN_VISIT: (fields) => ({
    档案号: fields.dossier,
    回访对象: fields.object,
    职务: fields.post === '' ? '无' : fields.post,
    所在单位: fields.unit,
    原文书字号: fields.original.number,
    预警等级: fields.level,
    回访日期: dayText(fields.visitedOn),
    回访地点: fields.place,
    回访方式: ticked(METHODS, fields.methods),
    受访人员: fields.met.join('、'),
    措施: fields.measures.map((measure, index) => ({
      序: String(index + 1),
      内容: clause(measure.text),
      落实情况: MEASURE_STATES[measure.state],
      佐证: measure.evidence ?? '无',
    })),
    群众反映: paragraph(fields.reaction),
    回访结论: ticked(VERDICTS, [fields.verdict]),
    回访意见: paragraph(fields.opinion),
    回访人: fields.visitors.join('、'),
    备注: fields.remark !== null && [paragraph(fields.remark)],
  }),
};

/** The values that a template's fields stand for, worded and punctuated, from the facts of the paper. */
export const paperData = <T extends PaperTemplate>(template: T, fields: PaperFields[T]): TemplateData =>
  BUILDERS[template](fields);
