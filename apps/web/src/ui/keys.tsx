import { createContext, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../text/use-text.ts';
import { Dialog } from './dialog.tsx';

export type KeyBinding = {
  /** `j`, `Enter`, `/`, `?`, `Escape`, or with Ctrl (⌘ on a Mac): `Ctrl+k`. */
  readonly key: string;
  /** What it does, for the help and the palette. */
  readonly label: string;
  readonly run: () => void;
  /** Works while typing in a field, and beside an open dialog. */
  readonly everywhere?: boolean;
};

type Registered = { readonly bindings: () => readonly KeyBinding[] };

/** The keys of everything on screen. What was put on screen last is asked first, the frame's own at the very last. */
const createKeyboard = () => {
  let registered: readonly Registered[] = [];
  const listeners = new Set<() => void>();
  const replace = (next: readonly Registered[]): void => {
    registered = next;
    for (const listener of listeners) listener();
  };
  return {
    add: (entry: Registered, isFrame: boolean): (() => void) => {
      replace(isFrame ? [...registered, entry] : [entry, ...registered]);
      return () => replace(registered.filter((other) => other !== entry));
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => registered,
    /** Nearest first, each key once. */
    active: (): readonly KeyBinding[] => {
      const seen = new Map<string, KeyBinding>();
      for (const { bindings } of registered)
        for (const binding of bindings()) if (!seen.has(binding.key)) seen.set(binding.key, binding);
      return [...seen.values()];
    },
  };
};

const KeyboardContext = createContext<ReturnType<typeof createKeyboard> | null>(null);

const useKeyboard = () => {
  const keyboard = useContext(KeyboardContext);
  if (keyboard === null) throw new Error('keys need a KeysProvider');
  return keyboard;
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio'));

/** Keys that a button, link or box under focus needs for itself. */
const isOwnKey = (target: EventTarget | null, key: string): boolean =>
  (key === 'Enter' || key === ' ') && target instanceof HTMLElement && target.closest('a, button, summary') !== null;

export const KeysProvider = ({ children }: { children: ReactNode }) => {
  const [keyboard] = useState(createKeyboard);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // While an input method composes, the key belongs to the 汉字 being typed.
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const key = event.ctrlKey || event.metaKey ? `Ctrl+${event.key.toLowerCase()}` : event.key;
      const binding = keyboard.active().find((each) => each.key === key);
      if (binding === undefined || isOwnKey(event.target, event.key)) return;
      const busy = isTyping(event.target) || document.querySelector('dialog[open]') !== null;
      if (busy && binding.everywhere !== true) return;
      event.preventDefault();
      binding.run();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [keyboard]);
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
};

/**
 * Puts keys on the keyboard for as long as the component is on screen. `frame` for what surrounds every page: a page's
 * own meaning of a key goes before it (effects run from the inside out, so order alone would not say so).
 */
export const useKeys = (bindings: readonly KeyBinding[], place: 'page' | 'frame' = 'page'): void => {
  const keyboard = useKeyboard();
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  // The set of keys is what others see; what they do is read when they are pressed.
  const shown = bindings.map(({ key, label }) => `${key} ${label}`).join('\n');
  useEffect(() => keyboard.add({ bindings: () => latest.current }, place === 'frame'), [keyboard, shown, place]);
};

/** What can be pressed now. */
export const useActiveKeys = (): readonly KeyBinding[] => {
  const keyboard = useKeyboard();
  const registered = useSyncExternalStore(keyboard.subscribe, keyboard.snapshot);
  return useMemo(() => (registered.length === 0 ? [] : keyboard.active()), [keyboard, registered]);
};

const SHOWN: Readonly<Record<string, string>> = { Escape: 'Esc', 'Ctrl+k': 'Ctrl K' };

export const KeyCap = ({ name }: { name: string }) => <kbd>{SHOWN[name] ?? name}</kbd>;

export const KeysHelp = ({ open, onClose }: { open: boolean; onClose: () => void }) => {
  const { t } = useText();
  const keys = useActiveKeys();
  return (
    <Dialog open={open} title={t('keys.title')} onClose={onClose}>
      <ul className="key-list">
        {keys.map(({ key, label }) => (
          <li key={key}>
            {label}
            <KeyCap name={key} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
};
