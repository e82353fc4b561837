import type { faultsOf } from '@qingfeng/domain/features/rules/builder/check.ts';
import type { Json } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import { useState } from 'react';
import { useText } from '../../../text/use-text.ts';
import { Panel } from '../../../ui/panel.tsx';

type Props = {
  definition: Json;
  faults: ReturnType<typeof faultsOf>;
  onChange: (definition: Json) => void;
};

/** The draft as JSON: adopted as soon as it can be read, with what is wrong in it by place. */
export const JsonView = ({ definition, faults, onChange }: Props) => {
  const { t } = useText();
  const [text, setText] = useState(() => JSON.stringify(definition, null, 2));
  const [unread, setUnread] = useState<string | null>(null);
  const type = (next: string): void => {
    setText(next);
    try {
      const read = JSON.parse(next) as Json;
      if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new SyntaxError('{ }');
      setUnread(null);
      onChange(read);
    } catch (error) {
      setUnread(error instanceof Error ? error.message : '');
    }
  };
  return (
    <Panel title={t('builder:view.json')} note={unread === null ? t('builder:json.adopted') : undefined}>
      <div className="stack">
        <textarea
          className="builder-json"
          aria-label={t('builder:view.json')}
          spellCheck={false}
          value={text}
          onChange={({ target }) => type(target.value)}
        />
        {unread !== null && (
          <p className="piece-fault" role="alert">
            ✕ {t('builder:json.unreadable', { message: unread })}
          </p>
        )}
        {unread === null && faults.length > 0 && (
          <ul>
            {faults.slice(0, 20).map(({ path, fault }) => (
              <li key={`${path.join('.')} ${fault}`}>
                <code>{path.join('.')}</code> <span className="piece-fault">{t(`builder:fault.${fault}`)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
};
