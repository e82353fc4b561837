import { getExplanation } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { ExplanationNode, KeptFinding, NodeOutcome } from '@qingfeng/domain/features/rules/explanation-tree.ts';
import { explanationTree } from '@qingfeng/domain/features/rules/explanation-tree.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '../../http/call.ts';
import { useToday } from '../../http/me.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { StateChip } from '../../ui/badges.tsx';
import { Loaded } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { TreeItem } from '../../ui/tree.tsx';
import { Tree } from '../../ui/tree.tsx';

const explanationQuery = (id: string) =>
  queryOptions({
    queryKey: ['explanation', id],
    queryFn: ({ signal }) => call(getExplanation, { params: { id }, signal }),
    // A finding never changes.
    staleTime: Infinity,
  });

const PHASES = {
  HOLDS: 'running',
  FAILS: 'finished',
  NOT_EVALUABLE: 'waiting',
  NOT_KEPT: 'waiting',
} as const satisfies Record<NodeOutcome, string>;

/** Why an alert came about, condition by condition, from what was kept when it was found. */
export const ExplanationPanel = ({ informationId }: { informationId: string }) => {
  const { t } = useText();
  return (
    <Loaded result={useQuery(explanationQuery(informationId))}>
      {(told) => (
        <Panel
          title={t('rules:explanation.title')}
          note={t('rules:explanation.note', { code: told.ruleCode, version: told.ruleVersion })}
        >
          <Explained told={told} />
        </Panel>
      )}
    </Loaded>
  );
};

const Explained = ({ told: { definition, finding, foundAt } }: { told: ResponseOf<typeof getExplanation> }) => {
  const { t } = useText();
  const wording = useWording();
  const format = useFormat();
  const today = useToday();
  const nodes = explanationTree(
    definition as Rule,
    finding as KeptFinding,
    format.language === 'en' ? 'en' : 'zh',
    (kind) => wording('sources', `kind.${kind}`),
  );
  const itemOf = (node: ExplanationNode, key: string): TreeItem => ({
    key,
    content: <NodeLine node={node} />,
    // What decided nothing is opened by hand.
    closed: node.outcome === 'FAILS' || node.outcome === 'NOT_KEPT',
    parts: node.parts.map((part, at) => itemOf(part, `${key}.${String(at)}`)),
  });
  return (
    <>
      <Tree label={t('rules:explanation.title')} items={nodes.map((node, at) => itemOf(node, String(at)))} />
      <p className="caption">{t('rules:explanation.kept', { at: format.dayAndTime(foundAt, today) })}</p>
    </>
  );
};

/** A condition with what was read for it and what came of it; what is not known says why. */
const NodeLine = ({ node: { text, read, outcome, follows, note } }: { node: ExplanationNode }) => {
  const { t } = useText();
  return (
    <>
      <span className="grow">
        {text}
        {note !== null && <span className="dim"> {t(`rules:explanation.${note}`)}</span>}
      </span>
      {read !== null && <mark>{read}</mark>}
      {outcome !== null && (
        <span className="outcome">
          {follows && <span className="dim">{t('rules:explanation.follows')} </span>}
          <StateChip phase={PHASES[outcome]}>{t(`rules:explanation.${outcome}`)}</StateChip>
        </span>
      )}
    </>
  );
};
