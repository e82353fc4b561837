import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { useState } from 'react';
import { remember, remembered } from '../../ui/preferences.ts';
import { useMe } from '../../http/me.ts';

type Kept<Value> = { readonly value: Value; readonly at: Instant };

/**
 * What is being written, kept on this device alone until it is submitted: under the person's own account, so that the next
 * one at the same desk does not see it.
 */
export const useDraft = <Value>(warningId: string, part: string, empty: Value) => {
  const { accountId } = useMe();
  const key = `draft.${accountId}.${warningId}.${part}`;
  const [kept, setKept] = useState(() => remembered<Kept<Value> | null>(key, null));
  return {
    value: kept?.value ?? empty,
    savedAt: kept?.at ?? null,
    save: (value: Value): void => {
      const next = { value, at: new Date().toISOString() as Instant };
      setKept(next);
      remember(key, next);
    },
    forget: (): void => {
      setKept(null);
      localStorage.removeItem(key);
    },
  };
};
