import type { PaperTemplate } from '../warnings/scheme.ts';

/** A kind of paper: its printed title, and the word of its document number where it bears one (DOMAIN §5). */
export type PaperKind = {
  readonly title: string;
  /** Between organ code and year: 廉预质 in 清廉预质〔2026〕7号; `null` for forms that are not numbered. */
  readonly word: string | null;
};

/** Every paper of the warning thread; DOMAIN §5.1 to §5.11 and the receipt. The fields of each stand with its template. */
export const PAPERS: Readonly<Record<PaperTemplate, PaperKind>> = {
  NOTICE: { title: '廉情预警告知书', word: '廉预告' },
  INQUIRY: { title: '廉情预警质询书', word: '廉预质' },
  ADVICE: { title: '廉情监察（检查）建议书', word: '廉监建' },
  COLOUR_WARNING: { title: '预警通知书', word: '廉预通' },
  RECTIFY: { title: '整改通知书', word: '廉整通' },
  INQUIRY_LETTER: { title: '询问函', word: '廉询函' },
  INTERVIEW_NOTICE_L1: { title: '廉情监察（检查）建议约谈通知单', word: '廉约建' },
  INTERVIEW_NOTICE_L2: { title: '廉情预警质询约谈通知单', word: '廉约质' },
  INTERVIEW_NOTICE_L3: { title: '廉情预警告知约谈通知单', word: '廉约告' },
  INTERVIEW_NOTICE: { title: '预警约谈通知单', word: '廉约通' },
  EXTENSION: { title: '延期整改通知书', word: '廉延通' },
  LIFT: { title: '解除预警通知书', word: '廉解通' },
  SERVICE_RECEIPT: { title: '送达回证', word: null },
  RETURN_VISIT: { title: '预警工作回访登记表', word: null },
  /** Decision sheet, talk plan and talk record: a form under the title that its step gives it. */
  RECORD: { title: '登记表', word: null },
};
