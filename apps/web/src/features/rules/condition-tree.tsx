import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import type { Said } from '@qingfeng/domain/features/rules/say.ts';
import { sayRule } from '@qingfeng/domain/features/rules/say.ts';
import { useState } from 'react';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/use-text.ts';
import { useWording } from '../../text/wording.ts';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';

/** A rule in words, in the language on screen. */
export const useSaidRule = () => {
  const wording = useWording();
  const { language } = useFormat();
  return (rule: Rule): readonly Said[] =>
    sayRule(rule, language === 'en' ? 'en' : 'zh', (kind) => wording('sources', `kind.${kind}`));
};

/** The definition as the engine runs it: in words that open like a tree, or as JSON. */
export const ConditionTree = ({ definition }: { definition: unknown }) => {
  const { t } = useText();
  const said = useSaidRule();
  const [shape, setShape] = useState<'words' | 'json'>('words');
  return (
    <Panel
      title={t('rules:tree.title')}
      action={
        <Segmented
          label={t('rules:tree.title')}
          value={shape}
          options={(['words', 'json'] as const).map((value) => ({ value, label: t(`rules:tree.${value}`) }))}
          onChange={setShape}
        />
      }
    >
      {shape === 'json' ? (
        <pre className="rule-json" tabIndex={0}>
          {JSON.stringify(definition, null, 2)}
        </pre>
      ) : (
        <Branches said={said(definition as Rule)} depth={0} />
      )}
    </Panel>
  );
};

/** Deeper than this a branch is opened by hand. */
const OPEN_TO = 5;

export const Branches = ({ said, depth }: { said: readonly Said[]; depth: number }) => (
  <ul className="rule-tree">
    {said.map(({ text, parts = [] }) => (
      <li key={text}>
        {parts.length === 0 ? (
          text
        ) : (
          <details open={depth < OPEN_TO}>
            <summary>{text}</summary>
            <Branches said={parts} depth={depth + 1} />
          </details>
        )}
      </li>
    ))}
  </ul>
);
