import type { LocalDate } from '../../../shared/local-date.ts';
import type { Kind } from '../columns.ts';

/** What a compiled rule looks at. */
export type Scope = {
  readonly county: number;
  /** As in `Facts`: the day up to which the data are complete. */
  readonly asOf: LocalDate;
  readonly zone: string;
  /**
   * Revisions that came, and those they replaced, with their days: only rows and groups that these may have changed are
   * looked at, whole. Absent: the whole history.
   */
  readonly touched?: readonly { readonly recordId: string; readonly occurredOn: LocalDate }[];
  /** Their kind, where it is not the rule's own but one that it reads beside. */
  readonly arrived?: Kind;
};
