import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { chinese } from './phrases.zh-cn.ts';

type Others = Exclude<keyof typeof chinese, 'ui'>;
/** `ui` first: the namespace of keys without a prefix. */
const NAMESPACES: ['ui', ...Others[]] = [
  'ui',
  ...(Object.keys(chinese) as (keyof typeof chinese)[]).filter((namespace) => namespace !== 'ui'),
];

/** Looks a phrase up: `t('tasks:title')`, and those of `ui` without their prefix. An unknown key does not compile. */
export type Text = TFunction<['ui', ...Others[]]>;

/** Every phrase in the language on screen; a switch of language draws anew. */
export const useText = (): { t: Text } => useTranslation(NAMESPACES);
