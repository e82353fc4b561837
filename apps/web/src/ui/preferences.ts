import { useSyncExternalStore } from 'react';
import { setLanguage } from '../text/i18n.ts';
import type { Language } from '../text/i18n.ts';

export const DENSITIES = ['compact', 'standard', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];
export type Size = 'standard' | 'large';
type Preferences = { readonly density: Density; readonly size: Size; readonly language: Language };

const KEY = 'preferences';
const DEFAULTS: Preferences = { density: 'standard', size: 'standard', language: 'zh-CN' };
const listeners = new Set<() => void>();

/** Storage may be full, forbidden or hold another version's value; a preference is never worth an error. */
export const remembered = <Value>(key: string, fallback: Value): Value => {
  try {
    const text = localStorage.getItem(key);
    return text === null ? fallback : (JSON.parse(text) as Value);
  } catch {
    return fallback;
  }
};

export const remember = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // As above: it then lasts as long as the page.
  }
};

let preferences: Preferences = { ...DEFAULTS, ...remembered(KEY, DEFAULTS) };

/** Row height and type size are written on `<html>`, where the tokens read them; the words follow the language. */
export const applyPreferences = async (): Promise<void> => {
  const { dataset } = document.documentElement;
  dataset['density'] = preferences.density;
  dataset['size'] = preferences.size;
  await setLanguage(preferences.language);
};

/** Keeps what this person prefers on this computer, and shows it at once. */
export const setPreference = (change: Partial<Preferences>): void => {
  preferences = { ...preferences, ...change };
  remember(KEY, preferences);
  void applyPreferences();
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, () => preferences);
