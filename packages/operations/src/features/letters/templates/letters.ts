import { PAPERS } from '@qingfeng/domain/features/letters/papers.ts';
import {
  annex,
  appeal,
  body,
  closing,
  each,
  head,
  cell,
  opening,
  p,
  stub,
  table,
  type Block,
  type Source,
} from './pieces.ts';
import type { StyleId } from './styles.ts';

/** Ground and basis, as every warning paper states them; never a reporter (DOMAIN §5.1, FS-08). */
const ground = (then: string): Block[] => body(`上述问题属于“{情形}”情形（情形代码{情形代码}）。依据{依据}，${then}`);

/** 5.1 廉情预警告知书: the person is told, and owes a written explanation. */
const notice: Block[] = [
  ...opening(PAPERS.NOTICE.title),
  ...body('{来源}，现将涉及{称谓}的有关问题告知如下：'),
  ...each('问题', p('Body', '{.}')),
  ...ground('现予告知，并提出以下要求：'),
  ...body(
    '**一、如实说明情况。**就上述问题逐项作出书面说明，能够证明情况的材料一并附上。',
    '**二、按期送交说明。**自收到本告知书次日起{答复期限}内{#答复截止}（即{.}前）{/答复截止}，将书面说明送交{报送单位}（{报送地址}）。',
    '**三、及时自行纠正。**情况属实或者部分属实的，应当立即自行纠正，并在书面说明中写明纠正情况。',
    '经审核，说明成立、没有过错的，予以了结，不作为对{称谓}评价的依据。',
  ),
  ...appeal('告知书'),
  ...closing('特此告知。'),
  ...stub(PAPERS.NOTICE.title),
];

/** 5.2 廉情预警质询书: the act is to stop at once, the questions are to be answered one by one, measures reported. */
const inquiry: Block[] = [
  ...opening(PAPERS.INQUIRY.title),
  ...body('{来源}，{称谓}存在以下问题：'),
  ...each('问题', p('Body', '{.}')),
  ...ground('现向{称谓}提出质询。请立即停止上述行为，并就下列问题逐项作出书面答复：'),
  ...each('质询问题', p('Body', '{序}、{内容}')),
  ...body(
    '**有关要求：**答复应当实事求是，不得隐瞒、编造或者回避；整改措施应当逐项明确责任人、完成时限和佐证材料。自收到本质询书次日起{答复期限}内{#答复截止}（即{.}前）{/答复截止}，将书面答复和整改措施送交{报送单位}（{报送地址}）；整改措施经审核同意后{整改期限}内完成整改，并报告结果。',
  ),
  ...appeal('质询书'),
  ...closing('特此质询。'),
  ...stub(PAPERS.INQUIRY.title),
];

/** 5.3 廉情监察（检查）建议书: facts, nature and harm, advice, one month, report, consequence. */
const advice: Block[] = [
  ...opening(PAPERS.ADVICE.title),
  ...body('{来源}，经核实，现就{称谓}存在的问题提出以下建议。'),
  p('Heading1', '一、查明的事实'),
  ...each('问题', p('Body', '{.}')),
  p('Heading1', '二、问题的性质和危害'),
  ...each('性质和危害', p('Body', '{.}')),
  ...ground('提出本建议。'),
  p('Heading1', '三、整改建议'),
  ...each('建议', p('Body', '（{序}）{内容}')),
  p('Heading1', '四、整改期限和报告'),
  ...body(
    '自收到本建议书次日起{答复期限}内{#答复截止}（即{.}前）{/答复截止}完成整改，并将整改情况书面报告送交{报送单位}（{报送地址}）。报告应当逐项回应本建议书所列事实，写明整改措施和完成情况，并附佐证材料。确有特殊情况不能按期完成的，应当在期限届满前书面申请延期；延期限一次，最长不超过1个月。',
  ),
  p('Heading1', '五、未按要求整改的后果'),
  ...each('后果', p('Body', '{.}')),
  ...appeal('建议书'),
  ...closing('特此建议。'),
  ...stub(PAPERS.ADVICE.title),
];

/** The colour band of 5.10: colour, shape and word together. */
const band = (field: string, style: StyleId, shape: string): Block[] =>
  each(field, p(style, `${shape}　{预警名称}`), p('AfterTable', ''));

/** 5.10 预警通知书: colour band, ground, mode, requirement, deadline, appeal. */
const colourWarning: Block[] = [
  ...opening(PAPERS.COLOUR_WARNING.title).slice(0, -1),
  ...band('红色', 'BandRed', '▲'),
  ...band('黄色', 'BandYellow', '◆'),
  ...band('蓝色', 'BandBlue', '●'),
  p('To', '{主送}：'),
  ...body('{来源}，{称谓}存在以下情形：'),
  ...each('问题', p('Body', '{.}')),
  ...ground('经{决定机关}决定，对{称谓}发出{预警名称}，方式为{预警方式}，并提出以下要求：'),
  ...each('要求', p('Body', '{序}、{内容}')),
  ...each(
    '须答复',
    p(
      'Body',
      '自收到本通知书次日起{答复期限}内{#答复截止}（即{.}前）{/答复截止}，将{答复内容}送交{报送单位}（{报送地址}）。',
    ),
  ),
  ...appeal('通知书'),
  ...closing('特此通知。'),
  ...stub(PAPERS.COLOUR_WARNING.title),
];

/** 5.11 整改通知书: problems, standard, measures, final limit, who supervises, and the form of the report. */
const rectify: Block[] = [
  ...opening(PAPERS.RECTIFY.title),
  ...body('{来源}，{称谓}存在需要整改的问题。经{决定机关}决定，责令限期整改。'),
  p('Heading1', '一、需要整改的问题'),
  ...each('问题清单', p('Body', '（{序}）{内容}')),
  ...ground('提出以下整改要求。'),
  p('Heading1', '二、整改标准'),
  ...each('整改标准', p('Body', '{.}')),
  p('Heading1', '三、整改期限'),
  ...body(
    '请立即停止并纠正有关行为。自收到本通知书次日起{答复期限}内{#答复截止}（即{.}前）{/答复截止}制定整改措施，送交{报送单位}（{报送地址}）；自收到本通知书之日起{整改期限}内完成全部整改，并报送整改情况报告表（样式附后）。',
  ),
  p('Heading1', '四、监督检查'),
  ...body('本通知书的落实情况由{监督单位}负责监督检查，检查结果报{备案机关}备案。'),
  ...appeal('通知书'),
  ...closing('特此通知。', '整改情况报告表'),
  ...annex('附件', '整改情况报告表'),
  table(
    [1, 4, 3, 2, 2],
    [
      { cells: [head('序号'), head('需要整改的问题'), head('整改措施及完成情况'), head('责任人'), head('佐证材料')] },
      {
        cells: [
          { text: '{#问题清单}{序}', style: 'CellCentre' },
          cell('{事项}'),
          cell(''),
          cell(''),
          cell('{/问题清单}'),
        ],
        lines: 3,
      },
      { cells: [head('报告单位（人）\n签名盖章', 2), cell('>年　　月　　日', 3)], lines: 3 },
      { cells: [head('监督单位\n检查意见', 2), cell('>年　　月　　日', 3)], lines: 3 },
    ],
  ),
  p('AfterTable', ''),
  ...stub(PAPERS.RECTIFY.title),
];

/** 询问函 (函询整改): written questions that must be answered in writing. */
const inquiryLetter: Block[] = [
  ...opening(PAPERS.INQUIRY_LETTER.title),
  ...body('{来源}，有关问题需要{称谓}作出说明：'),
  ...each('问题', p('Body', '{.}')),
  ...ground('请{称谓}就下列事项逐项作出书面答复：'),
  ...each('质询问题', p('Body', '{序}、{内容}')),
  ...body(
    '自收到本函次日起{答复期限}内{#答复截止}（即{.}前）{/答复截止}，将书面答复送交{报送单位}（{报送地址}）。答复应当实事求是，由本人签名；以单位名义答复的，由主要负责人签名并加盖公章。情况属实的，应当同时写明整改措施。',
  ),
  ...appeal('函'),
  ...closing('特此函询。'),
  ...stub(PAPERS.INQUIRY_LETTER.title),
];

/** 5.7 延期整改通知书. */
const extension: Block[] = [
  ...opening(PAPERS.EXTENSION.title),
  ...body(
    '{原文书名称}（{原文书字号}）要求{称谓}于{原期限}前完成整改。{申请日期}，{称谓}以“{延期事由}”为由申请延期。经{批准人}批准，同意将整改期限延长至{新期限}。',
    '请{称谓}在延长的期限内完成全部整改并书面报告，于{中期报告日期}前向{报送单位}报告整改进展。延期限一次，届满仍未完成整改的，按照有关规定处理。',
  ),
  ...closing('特此通知。'),
  ...stub(PAPERS.EXTENSION.title),
];

/** 5.9 解除预警通知书. */
const lift: Block[] = [
  ...opening(PAPERS.LIFT.title),
  ...body('{原文书名称}（{原文书字号}）于{送达日期}送达{称谓}。{结论}'),
  ...each('已回访', p('Body', '{回访日期}，{回访单位}进行了回访，确认整改情况属实。')),
  ...body('经{批准机关}批准，自{解除日期}起解除对{称谓}的{预警名称}。'),
  ...each('不再计入日期', p('Body', '本次预警的有关记录按照规定保存，自{.}起不再计入评价。')),
  ...body('请{称谓}巩固整改成果，防止同类问题再次发生。'),
  ...closing('特此通知。'),
  ...stub(PAPERS.LIFT.title),
];

/** 5.4 约谈通知单: the three differ in what the talk is for (DOMAIN WF-08). */
const interview = (purpose: string): Block[] => [
  ...opening('{文书标题}'),
  ...body(
    '依据{依据}，定于{约谈时间}在{约谈地点}对{称谓}进行约谈。有关事项通知如下：',
    '**一、约谈事由。**{约谈事由}。',
    `**二、约谈要求。**${purpose}`,
    '**三、携带材料。**{携带材料}。',
    '**四、约谈人员。**{约谈人员}。',
    '请准时到场，不得由他人代替。因特殊情况不能到场的，应当在约谈前1个工作日书面说明理由。认为约谈人员与本人有利害关系、可能影响公正的，可以在约谈前提出回避申请。',
  ),
  ...closing('特此通知。'),
  ...stub('{文书标题}'),
];

const letter = (blocks: readonly Block[]): Source => ({ layout: 'letter', blocks });

export const LETTERS = {
  NOTICE: letter(notice),
  INQUIRY: letter(inquiry),
  ADVICE: letter(advice),
  COLOUR_WARNING: letter(colourWarning),
  RECTIFY: letter(rectify),
  INQUIRY_LETTER: letter(inquiryLetter),
  EXTENSION: letter(extension),
  LIFT: letter(lift),
  INTERVIEW_NOTICE_L3: letter(interview('请就有关问题作出说明，或者对纠正问题作出承诺。')),
  INTERVIEW_NOTICE: letter(interview('请就有关问题如实说明情况，听取提醒和告诫，并对纠正问题作出承诺。')),
  INTERVIEW_NOTICE_L2: letter(interview('请就有关问题接受询问，如实作出回答，不得隐瞒、编造或者回避。')),
  INTERVIEW_NOTICE_L1: letter(interview('约谈时将告知查明的事实，指出问题的性质和危害，提出批评并责令限期整改。')),
};
