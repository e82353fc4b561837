import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { chinese } from './phrases.zh-cn.ts';

type Namespace = keyof typeof chinese;
const NAMESPACES = Object.keys(chinese) as ['ui', ...Exclude<Namespace, 'ui'>[]];

/** Looks a phrase up: `t('tasks:title')`, and those of `ui` without their prefix. An unknown key does not compile. */
export type Text = TFunction<['ui', ...Exclude<Namespace, 'ui'>[]]>;

/** Every phrase in the language on screen; a switch of language draws anew. */
export const useText = (): { t: Text } => useTranslation(NAMESPACES);
