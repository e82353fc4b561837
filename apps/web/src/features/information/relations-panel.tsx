import { getRelations } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../http/call.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { DataTable } from '../../ui/data-table.tsx';
import type { GraphNode } from '../../ui/graph.tsx';
import { Graph } from '../../ui/graph.tsx';
import { Empty, Loaded } from '../../ui/page-states.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';

type Relations = ResponseOf<typeof getRelations>;
type Node = Relations['nodes'][number];

const relationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['information', id, 'relations'],
    queryFn: ({ signal }) => call(getRelations, { params: { id }, signal }),
  });

/** A picture of fewer says nothing that the evidence does not. */
const FEWEST = 3;

/** Whom and what the records of the alert tie together: drawn, and as a table. */
export const RelationsPanel = ({ informationId }: { informationId: string }) => {
  const { t } = useText();
  const [shape, setShape] = useState<'picture' | 'table'>('picture');
  return (
    <Loaded result={useQuery(relationsQuery(informationId))}>
      {(relations) => (
        <Panel
          title={t('information:relations.title')}
          note={
            relations.left > 0
              ? t('information:relations.noteLeft', { count: relations.left })
              : t('information:relations.note')
          }
          action={
            relations.nodes.length >= FEWEST && (
              <Segmented
                label={t('information:relations.title')}
                value={shape}
                options={(['picture', 'table'] as const).map((value) => ({
                  value,
                  label: t(`information:relations.${value}`),
                }))}
                onChange={setShape}
              />
            )
          }
          flush={shape === 'table'}
        >
          {relations.nodes.length < FEWEST ? (
            <Empty title={t('information:relations.empty')} />
          ) : shape === 'picture' ? (
            <>
              <Picture relations={relations} />
              <div className="sr-only on-paper">
                <Ties relations={relations} />
              </div>
            </>
          ) : (
            <Ties relations={relations} />
          )}
        </Panel>
      )}
    </Loaded>
  );
};

const ROLES = {
  UNIT: 'plain',
  FIRM: 'plain',
  PERSON: 'plain',
  TRAIT: 'tie',
  RECORDS: 'small',
} as const satisfies Record<Node['kind'], GraphNode['role']>;

const useNames = () => {
  const { t } = useText();
  const { language } = useFormat();
  const headingOf = ({ kind, heading, field }: Node): string =>
    kind === 'TRAIT' ? ((language === 'en' ? field : heading) ?? '') : t(`information:relations.${kind}`);
  return {
    headingOf,
    nameOf: (node: Node): string => {
      if (node.kind === 'RECORDS') return t('information:relations.count', { count: node.records });
      return node.kind === 'TRAIT' ? `${headingOf(node)} ${node.name}` : node.name;
    },
  };
};

const Picture = ({ relations: { nodes, edges } }: { relations: Relations }) => {
  const { t } = useText();
  const { nameOf } = useNames();
  const drawn = {
    nodes: nodes.map((node) => ({
      id: node.id,
      label: nameOf(node),
      role: node.chief ? ('chief' as const) : ROLES[node.kind],
    })),
    edges: edges.map(({ from, to, count, tie }) => ({
      from,
      to,
      label: tie === 'MET' ? String(count) : undefined,
      loose: tie === 'MET',
      weight: tie === 'MET' ? 0.5 : Math.min(1, (count - 1) / 10),
    })),
  };
  const ties = nodes.filter(({ kind }) => kind === 'TRAIT').length;
  return (
    <Graph
      {...drawn}
      layout="web"
      height={nodes.length > 16 ? 520 : 380}
      label={t('information:relations.aria', { nodes: nodes.length, edges: edges.length, ties })}
    />
  );
};

/** Each party and trait with what it is tied to: through the records they are on together, or by having met. */
const Ties = ({ relations: { nodes, edges } }: { relations: Relations }) => {
  const { t } = useText();
  const { nameOf, headingOf } = useNames();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const tiedTo = (node: Node): string => {
    const records = edges.filter(({ to, tie }) => tie === 'RECORDS' && to === node.id).map(({ from }) => from);
    const together = edges
      .filter(({ from, to, tie }) => tie === 'RECORDS' && to !== node.id && records.includes(from))
      .map(({ to }) => to);
    const met = edges.flatMap(({ from, to, tie, count }) => {
      if (tie !== 'MET' || (from !== node.id && to !== node.id)) return [];
      const other = byId.get(from === node.id ? to : from);
      return other === undefined ? [] : [`${nameOf(other)}（${t('information:relations.met', { count })}）`];
    });
    const names = [...new Set(together)].flatMap((id) => {
      const other = byId.get(id);
      return other === undefined ? [] : [nameOf(other)];
    });
    return [...names, ...met].join('、');
  };
  return (
    <DataTable
      label={t('information:relations.title')}
      rows={nodes.filter(({ kind }) => kind !== 'RECORDS')}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'kind',
          label: t('information:relations.what'),
          width: '11em',
          phone: 'named',
          cell: (node) => headingOf(node),
        },
        {
          key: 'name',
          label: t('information:relations.name'),
          width: '18em',
          phone: 'headline',
          cell: ({ name, chief }) => (chief ? <b>{name}</b> : name),
        },
        {
          key: 'records',
          label: t('information:relations.RECORDS'),
          width: '5em',
          numeric: true,
          cell: ({ records }) => records,
        },
        {
          key: 'tied',
          label: t('information:relations.tied'),
          phone: 'named',
          className: 'wraps',
          cell: (node) => tiedTo(node) || t('none'),
        },
      ]}
    />
  );
};
