import { currentOf } from '../calendar/clocks.ts';
import type { Deadline } from '../calendar/deadline.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { OBJECT_CLOCKS } from './deadline.ts';
import { WARNING_EVENTS } from './events.ts';
import { levelOf, type Warning } from './warning.ts';

/** A limit of the object as rules may know it: no word of anybody, and nothing that is before service. */
export type Limit = {
  readonly clock: (typeof OBJECT_CLOCKS)[number];
  readonly dueOn: LocalDate;
  readonly state: Deadline['state'];
  readonly servedOn: LocalDate | null;
  /** An extension is asked for and not decided on. */
  readonly extensionAskedOn: LocalDate | null;
  /** An escalation is proposed already. */
  readonly proposedOn: LocalDate | null;
  /** What the scheme lets be proposed when nothing is answered. */
  readonly towards: string | null;
};

const TRACKS: Readonly<Record<string, string>> = { ORG_HANDLING: '组织处理', CASE_TRACK: '案件程序' };

/** The limits that run or ran for the object of a warning, each as it stands. */
export const limitsOf = (warning: Warning): readonly Limit[] => {
  const { deadlines, service, extension, proposals, scheme } = warning;
  const next = levelOf(warning)
    .escalation.filter(({ when }) => when === 'OVERDUE_NO_RESPONSE')
    .map(({ to }) => TRACKS[to] ?? scheme.levels.find(({ code }) => code === to)?.label ?? to);
  return OBJECT_CLOCKS.flatMap((clock) => {
    const deadline = currentOf(deadlines, clock);
    if (deadline === undefined) return [];
    return [
      {
        clock,
        dueOn: deadline.dueOn,
        state: deadline.state,
        servedOn: service?.on ?? null,
        extensionAskedOn: extension?.state === 'PENDING' ? extension.askedOn : null,
        proposedOn: proposals.at(-1)?.on ?? null,
        towards: next.length === 0 ? null : next.join('、'),
      },
    ];
  });
};

/** After any of these a limit may stand otherwise. */
export const LIMIT_EVENTS: readonly string[] = [...Object.values(WARNING_EVENTS), 'warning.deadline-recomputed'];
