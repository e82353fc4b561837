import type { getWarning } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { EscalationGround, WarningLevel } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { EvidenceRef, Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import { levelOf } from '@qingfeng/domain/features/warnings/warning.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { dayText } from '../../shared/day-text.ts';
import { choicesOf } from './choices.ts';
import { schemesInForce } from './read-proposal.ts';
import type { Held } from './store.ts';

type Form = NonNullable<ResponseOf<typeof getWarning>['successorForm']>;

/** What was wrong with the way the old warning was answered, as the new paper tells it. */
const NOT_HEEDED: Readonly<Record<EscalationGround, string>> = {
  NOT_CORRECTED: '未按要求纠正',
  STILL_REPORTED_AND_TRUE: '仍有反映且经核实属实',
  SPREADING: '问题仍在蔓延',
  OVERDUE_NO_RESPONSE: '逾期未反馈',
};

/** What the successor rests on: the warning before it, and what that one rested on; its files stay with its own dossier. */
export const carriedEvidence = ({ id, evidence }: Warning): readonly EvidenceRef[] => [
  { kind: 'WARNING', id },
  ...evidence.filter(({ kind }) => kind !== 'FILE'),
];

/** What drafting a successor begins from: the levels that were proposed, the sister of the circumstance, the facts with what came of the first. */
export const successorForm = async (database: Database, { warning, paperWords }: Held): Promise<Form> => {
  const { proposals, circumstance, mode, questions, paper, service } = warning;
  const scheme = (await schemesInForce(database)).find(({ id }) => id === warning.scheme.id)?.scheme;
  const proposed = proposals.flatMap(({ towards }) => towards);
  const levels = (scheme?.levels ?? []).filter(
    ({ code, rank }) => proposed.includes(code) && rank < levelOf(warning).rank,
  );
  // The level of the latest proposal, the lowest that it names: a step up, not a leap.
  const level = levels.findLast(({ code }) => proposals.at(-1)?.towards.includes(code)) ?? levels.at(-1);
  const sister = level?.circumstances.find(
    ({ code, links }) =>
      links.includes(circumstance) ||
      levelOf(warning).circumstances.some((one) => one.code === circumstance && one.links.includes(code)),
  );
  const ground = proposals.at(-1)?.ground;
  return {
    levels: levels.map(choicesOf),
    levelCode: level?.code ?? null,
    circumstance: sister?.code ?? null,
    mode: level === undefined || sister === undefined ? null : modeFor(level, sister.code, mode),
    facts: [
      ...paperWords.facts,
      ...(ground === undefined || service === null
        ? []
        : [
            `${dayText(service.on)}送达的${levelOf(warning).act}预警（${paper?.number ?? ''}），${NOT_HEEDED[ground]}。`,
          ]),
    ],
    questions: [...questions],
  };
};

const modeFor = ({ modes }: WarningLevel, circumstance: string, before: string): string | null => {
  const allowed = modes.filter(({ circumstances }) => circumstances?.includes(circumstance) ?? true);
  return (allowed.find(({ code }) => code === before) ?? (allowed.length === 1 ? allowed[0] : undefined))?.code ?? null;
};
