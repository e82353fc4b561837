import type { By } from '../../shared/by.ts';
import type { Effects } from '../../shared/life.ts';
import { saying } from '../../shared/note.ts';
import type { InformationInputs } from './events.ts';
import type { Conclusion, Information } from './information.ts';
import type { InformationLife } from './life.ts';

/** The information as it would be received (version 0). */
export const received = (input: InformationInputs['receive'], by: By): Information => ({
  id: by.newId(),
  version: 0,
  state: 'RECEIVED',
  source: input.source,
  sourceId: input.sourceId,
  category: input.category,
  unitId: input.unitId,
  personId: input.personId,
  receivedOn: by.today,
  snoozedUntil: null,
  handlerId: null,
  confirmedBy: null,
  pending: null,
  level: null,
  dismissReason: null,
  dismissedByEngine: false,
  evidence: input.evidence,
  sheets: [],
  targetId: null,
  clueId: null,
  closedBecause: null,
  deadlines: [],
  notes: [],
});

const confirmed = ({ viewer }: By): Pick<Information, 'pending' | 'confirmedBy'> => ({
  pending: null,
  confirmedBy: viewer.accountId,
});
const levelIn = (pending: Conclusion | null) => (pending?.kind === 'ADOPT' ? pending.level : null);
const reasonIn = (pending: Conclusion | null) => (pending?.kind === 'DISMISS' ? pending.reason : null);

/** What each step changes besides state and clocks, and what it tells the record. */
export const EFFECTS: Effects<InformationLife> = {
  receive: (_, { source, sourceId, category }) => ({ changes: {}, tells: { source, sourceId, category } }),
  snooze: (information, { until, reason }, by) => {
    const { changes, tells } = saying(information, reason, by, { snoozedUntil: until });
    return { changes, tells: { ...tells, until } };
  },
  wake: () => ({ changes: { snoozedUntil: null }, tells: {} }),
  take: (_, __, { viewer }) => ({
    changes: { handlerId: viewer.accountId, snoozedUntil: null },
    tells: { handlerId: viewer.accountId },
  }),
  reassign: (_, { handlerId }) => ({ changes: { handlerId, snoozedUntil: null }, tells: { handlerId } }),
  addEvidence: (information, { evidence }) => ({
    changes: { evidence: [...information.evidence, ...evidence] },
    tells: { evidence },
  }),
  ask: (information, { sheet }, by) => {
    if (!sheet) return { changes: {}, tells: { sheetId: null, unitId: null } };
    const { unitId, fileId } = sheet;
    const sent = { id: by.newId(), unitId, fileId, sentOn: by.today };
    return { changes: { sheets: [...information.sheets, sent] }, tells: { sheetId: sent.id, unitId } };
  },
  adopt: (information, { level, reason }, by) => {
    const { changes, tells } = saying(information, reason, by);
    return { changes: { ...changes, pending: { kind: 'ADOPT', level, ...tells } }, tells: { ...tells, level } };
  },
  dismiss: (information, { code, reason }, by) => {
    const { changes, tells } = saying(information, reason, by);
    const pending = { kind: 'DISMISS', reason: code, ...tells } as const;
    return { changes: { ...changes, pending }, tells: { ...tells, reason: code } };
  },
  transfer: (information, { reason }, by) => {
    const { changes, tells } = saying(information, reason, by);
    return { changes: { ...changes, pending: { kind: 'TRANSFER', ...tells } }, tells };
  },
  confirmAdoption: ({ pending }, _, by) => {
    const level = levelIn(pending);
    return { changes: { ...confirmed(by), level }, tells: { level } };
  },
  confirmDismissal: ({ pending }, _, by) => {
    const reason = reasonIn(pending);
    return { changes: { ...confirmed(by), dismissReason: reason }, tells: { reason } };
  },
  confirmTransfer: (_, { clueId }, by) => ({ changes: { ...confirmed(by), clueId }, tells: { clueId } }),
  sendBack: (information, { reason }, by) => saying(information, reason, by, { pending: null }),
  merge: (_, { target }) => ({ changes: { targetId: target.id, pending: null }, tells: { targetId: target.id } }),
  correct: (information, { evidence, reason }) => ({
    changes: {
      dismissReason: reason,
      dismissedByEngine: true,
      evidence: [...information.evidence, ...evidence],
    },
    tells: { reason },
  }),
  recordLightAct: (information, { reason }, by) => saying(information, reason, by, { closedBecause: 'LIGHT_ACT' }),
  close: (_, { because }) => ({ changes: { closedBecause: because }, tells: { because } }),
};
