import { dossierOf } from '@qingfeng/domain/features/warnings/needs-of-handling.ts';
import type { Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import { WARNING_ENDS } from '@qingfeng/domain/features/warnings/warning.ts';

type DossierEntry = {
  readonly document: string;
  readonly present: boolean;
  readonly required: boolean;
  /** Files that stand nowhere else on the page: sheets and scans, not numbered papers. */
  readonly fileIds: readonly string[];
};

/** Which documents of the one file per matter (§5.15) are there, and which are still missing before it can be archived. */
export const dossierDocuments = (warning: Warning): readonly DossierEntry[] => {
  const present: Readonly<Record<string, boolean>> = {
    DECISION: warning.decision !== null,
    PAPER: warning.paper !== null,
    INTERVIEW_RECORD: warning.service?.how === 'INTERVIEW' && warning.service.receiptFileId !== null,
    RECEIPT: warning.service !== null && (warning.service.how === 'SIGNED' || warning.service.receiptFileId !== null),
    RESPONSE: warning.response !== null,
    EXTENSION: warning.extension?.paper != null,
    VISIT_FORM: warning.visits.length > 0,
    LIFT: warning.liftPaper !== null,
  };
  const talkOrScan = [warning.service?.receiptFileId ?? null];
  const files: Readonly<Record<string, readonly (string | null)[]>> = {
    DECISION: [warning.decision?.fileId ?? null],
    PAPER: [warning.interviewPlanFileId],
    INTERVIEW_RECORD: talkOrScan,
    RECEIPT: talkOrScan,
  };
  // An end leaves behind what there is; only what goes on to the archive lacks anything.
  const isEnded = WARNING_ENDS.some((end) => end === warning.state);
  return dossierOf(warning).map((document) => ({
    document,
    present: present[document] ?? false,
    required: !isEnded,
    fileIds: (files[document] ?? []).filter((id) => id !== null),
  }));
};
