import { useState } from 'react';
import { useText } from '../../text/use-text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';

/** The definition as the engine runs it: as a tree that opens, or as JSON. */
export const ConditionTree = ({ definition }: { definition: unknown }) => {
  const { t } = useText();
  const [shape, setShape] = useState<'sentence' | 'json'>('sentence');
  return (
    <Panel
      title={t('rules:tree.title')}
      action={
        <Segmented
          label={t('rules:tree.title')}
          value={shape}
          options={(['sentence', 'json'] as const).map((value) => ({ value, label: t(`rules:tree.${value}`) }))}
          onChange={setShape}
        />
      }
    >
      {shape === 'json' ? (
        <pre className="rule-json" tabIndex={0}>
          {JSON.stringify(definition, null, 2)}
        </pre>
      ) : (
        <Branch value={partOf(definition)} depth={0} />
      )}
    </Panel>
  );
};

/** Of a rule, what decides: which records it reads, how it groups them, when it fires. */
const DECIDING = ['records', 'reads', 'where', 'group', 'groupBy', 'window', 'finds', 'when', 'having', 'conditions'];

const partOf = (definition: unknown): unknown => {
  if (typeof definition !== 'object' || definition === null) return definition;
  const parts = Object.entries(definition).filter(([key]) => DECIDING.includes(key));
  return parts.length === 0 ? definition : Object.fromEntries(parts);
};

const OPEN_TO = 3;
const isLeaf = (value: unknown): boolean => typeof value !== 'object' || value === null;

const Branch = ({ value, depth }: { value: unknown; depth: number }) => {
  if (isLeaf(value)) return <code className="rule-value">{String(value)}</code>;
  const entries: [string, unknown][] = Array.isArray(value)
    ? value.map((item: unknown, index) => [String(index + 1), item])
    : Object.entries(value as Record<string, unknown>);
  return (
    <ul className="rule-tree">
      {entries.map(([key, item]) =>
        isLeaf(item) ? (
          <li key={key}>
            <span className="dim">{key}</span> <Branch value={item} depth={depth + 1} />
          </li>
        ) : (
          <li key={key}>
            <details open={depth < OPEN_TO}>
              <summary>{key}</summary>
              <Branch value={item} depth={depth + 1} />
            </details>
          </li>
        ),
      )}
    </ul>
  );
};
