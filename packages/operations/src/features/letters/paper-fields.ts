import type { SourceKind } from '@qingfeng/domain/features/letters/source-kind.ts';
import type { Period } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { LevelColour, VisitMethod } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';

/** What stands on every paper (DOMAIN §5, common head and tail). */
export type Head = {
  /** The issuing organ; its name is the red mark. */
  readonly organ: string;
  /** 发文字号, allotted at issue. */
  readonly number: string;
  /** 份号, 密级和保密期限, 紧急程度, each on a line of its own. */
  readonly marks: readonly string[];
  readonly addressee: { readonly kind: 'PERSON' | 'UNIT' | 'SECTION'; readonly name: string };
  /** The organ that signs and seals. */
  readonly signedBy: string;
  readonly issuedOn: LocalDate;
  readonly contact: { readonly name: string; readonly phone: string };
  readonly copies: readonly string[];
  /** Number of the matter's file, version of the paper and the code by which a copy is checked. */
  readonly dossier: string;
  readonly version: number;
  readonly check: string;
};

type Ground = {
  readonly source: SourceKind;
  /** Facts, a paragraph each. */
  readonly facts: readonly string[];
  readonly circumstance: { readonly code: string; readonly label: string };
  readonly basis: string;
};

/** What is owed, until when and where it goes. The last day is known in advance only when day 0 is (a talk already held). */
export type Reply = {
  readonly within: Period;
  readonly dueOn: LocalDate | null;
  readonly to: string;
  readonly address: string;
};

type Appeal = { readonly appealTo: string; readonly appealWithin: Period };
type Warned = Head & Ground & Appeal & { readonly reply: Reply };
type Original = { readonly original: { readonly name: string; readonly number: string } };

type InterviewNotice = Head & {
  /** 廉情预警质询约谈通知单 … */
  readonly title: string;
  readonly basis: string;
  readonly on: LocalDate;
  /** Time of day, `HH:MM`. */
  readonly time: string;
  readonly place: string;
  /** In general words only. */
  readonly subject: string;
  readonly bring: string;
  readonly interviewers: readonly string[];
  /** Where the signed receipt goes back to. */
  readonly returnTo: string;
};

/** The facts of each kind of paper; the wording is the template's. */
export type PaperFields = {
  readonly NOTICE: Warned;
  readonly INQUIRY: Warned & { readonly questions: readonly string[]; readonly rectifyWithin: Period };
  readonly ADVICE: Warned & {
    readonly harm: readonly string[];
    readonly measures: readonly string[];
    readonly consequences: readonly string[];
  };
  readonly COLOUR_WARNING: Head &
    Ground &
    Appeal & {
      readonly level: { readonly colour: LevelColour; readonly label: string };
      readonly decidedBy: string;
      readonly mode: string;
      readonly requirements: readonly string[];
      /** Null when nothing is owed (KEY_REMINDER). */
      readonly reply: (Reply & { readonly what: string }) | null;
      readonly returnTo: string;
    };
  readonly RECTIFY: Warned & {
    readonly decidedBy: string;
    readonly standards: readonly string[];
    readonly rectifyWithin: Period;
    readonly supervisor: string;
    readonly filedWith: string;
  };
  readonly INQUIRY_LETTER: Warned & { readonly questions: readonly string[] };
  readonly INTERVIEW_NOTICE_L1: InterviewNotice;
  readonly INTERVIEW_NOTICE_L2: InterviewNotice;
  readonly INTERVIEW_NOTICE_L3: InterviewNotice;
  readonly INTERVIEW_NOTICE: InterviewNotice;
  readonly EXTENSION: Head &
    Original & {
      readonly dueOn: LocalDate;
      readonly askedOn: LocalDate;
      readonly reason: string;
      readonly approvedBy: string;
      readonly newDueOn: LocalDate;
      readonly interimReportOn: LocalDate;
      readonly reportTo: string;
    };
  readonly LIFT: Head &
    Original & {
      readonly servedOn: LocalDate;
      readonly conclusion: string;
      readonly visit: { readonly on: LocalDate; readonly by: string } | null;
      readonly approvedBy: string;
      readonly liftedOn: LocalDate;
      /** 廉情预警质询, 黄色预警 … */
      readonly warning: string;
      /** From then on the warning no longer counts (FS-06); null when it never did. */
      readonly countsUntil: LocalDate | null;
      readonly returnTo: string;
    };
  readonly SERVICE_RECEIPT: Original & {
    readonly organ: string;
    readonly dossier: string;
    readonly pieces: number;
    readonly recipient: string;
    /** Empty for a unit. */
    readonly post: string;
    readonly place: string;
    readonly method: string;
    readonly servers: readonly string[];
    readonly remark: string | null;
  };
  readonly RECORD: {
    readonly title: string;
    readonly dossier: string;
    readonly entries: readonly { readonly label: string; readonly text: string }[];
    readonly signers: readonly string[];
  };
  readonly RETURN_VISIT: Original & {
    readonly dossier: string;
    readonly object: string;
    /** Empty for a unit. */
    readonly post: string;
    readonly unit: string;
    readonly level: string;
    readonly visitedOn: LocalDate;
    readonly place: string;
    readonly methods: readonly VisitMethod[];
    readonly met: readonly string[];
    readonly measures: readonly {
      readonly text: string;
      readonly state: 'DONE' | 'PARTLY' | 'NOT_DONE';
      readonly evidence: string | null;
    }[];
    readonly reaction: string;
    readonly verdict: 'LIFT' | 'CONTINUE' | 'ESCALATE';
    readonly opinion: string;
    readonly visitors: readonly string[];
    readonly remark: string | null;
  };
};
