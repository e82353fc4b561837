import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useText } from '../text/use-text.ts';
import { useModal } from './dialog.tsx';
import { SearchIcon } from './icons.tsx';
import { useActiveKeys } from './keys.tsx';

export type Command = {
  readonly key: string;
  readonly label: string;
  /** What sort of thing it is: page, action, unit. */
  readonly kind: string;
  readonly hint?: string;
  readonly run: () => void;
};

type PaletteProps = {
  open: boolean;
  onClose: () => void;
  commands: readonly Command[];
  /** Things found by the server for the typed text, already as commands; asked by whoever mounts the palette. */
  found: readonly Command[];
  onType: (text: string) => void;
};

const matches = (command: Command, text: string): boolean =>
  text === '' || command.label.toLowerCase().includes(text.toLowerCase());

/** One box for everything: pages, what can be done here, and whatever the server finds. */
export const CommandPalette = ({ open, ...rest }: PaletteProps) => (open ? <OpenPalette {...rest} /> : null);

const OpenPalette = ({ onClose, commands, found, onType }: Omit<PaletteProps, 'open'>) => {
  const { t } = useText();
  const ref = useModal(true);
  const listId = useId();
  const [text, setText] = useState('');
  const [current, setCurrent] = useState(0);
  const actions = useActiveKeys().map((binding): Command => ({
    key: `key ${binding.key}`,
    label: binding.label,
    kind: t('palette.action'),
    hint: binding.key,
    run: binding.run,
  }));
  const shown = [...found, ...[...commands, ...actions].filter((command) => matches(command, text))];
  const at = Math.min(current, shown.length - 1);

  const type = (next: string): void => {
    setText(next);
    setCurrent(0);
    onType(next);
  };
  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const steer = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) {
      event.preventDefault();
      setCurrent((at + move + shown.length) % Math.max(shown.length, 1));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(shown[at]);
    }
  };

  return (
    <dialog
      ref={ref}
      className="dialog top-centre"
      aria-label={t('palette.title')}
      onCancel={onClose}
      onClose={onClose}
    >
      <div className="palette">
        <label className="palette-input">
          <SearchIcon />
          <input
            autoFocus
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
            aria-label={t('palette.hint')}
            placeholder={t('palette.hint')}
            value={text}
            onChange={(event) => type(event.target.value)}
            onKeyDown={steer}
          />
        </label>
        <ul className="palette-list" role="listbox" id={listId} aria-label={t('palette.title')}>
          {shown.map((command, index) => (
            <li
              key={command.key}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseMove={() => setCurrent(index)}
              onClick={() => run(command)}
            >
              <span>{command.label}</span>
              <small>{command.kind}</small>
              {command.hint !== undefined && <kbd className="end">{command.hint}</kbd>}
            </li>
          ))}
        </ul>
        {shown.length === 0 && <p className="page-state dim">{t('palette.none')}</p>}
      </div>
    </dialog>
  );
};
