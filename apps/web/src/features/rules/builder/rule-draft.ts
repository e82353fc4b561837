import type { Found } from '@qingfeng/domain/features/rules/builder/check.ts';
import type { Json, Path } from '@qingfeng/domain/features/rules/builder/pattern.ts';
import type { RuleCase } from '@qingfeng/domain/features/rules/cases.ts';
import { createContext, useContext, useState } from 'react';
import { useMe } from '../../../http/me.ts';
import { remember, remembered } from '../../../ui/preferences.ts';

/** What is being written: the rule with its gaps, its cases, and why. */
export type RuleDraft = {
  readonly definition: Json;
  readonly cases: readonly RuleCase[];
  readonly reason: string;
};

/** Kept on this device under the person's own account until the server has it. */
export const useRuleDraft = (name: string, begun: RuleDraft) => {
  const { accountId } = useMe();
  const key = `draft.${accountId}.rule.${name}`;
  const [kept, setKept] = useState(() => remembered<RuleDraft | null>(key, null));
  const forget = (): void => {
    setKept(null);
    localStorage.removeItem(key);
  };
  return {
    draft: kept ?? begun,
    isKept: kept !== null,
    change: (next: Partial<RuleDraft>): void => {
      setKept((before) => {
        const changed = { ...(before ?? begun), ...next };
        remember(key, changed);
        return changed;
      });
    },
    forget,
  };
};

/** What every piece of the builder needs: how to change the draft, and what is wrong where. */
export type Building = {
  readonly put: (path: Path, next: Json | undefined) => void;
  readonly faultsAt: (path: Path) => readonly Found['fault'][];
  /** Of a rule that exists the kind of records stays. */
  readonly kindFixed: boolean;
};

const BuildingContext = createContext<Building | null>(null);
export const BuildingProvider = BuildingContext.Provider;
export const useBuilding = (): Building => {
  const building = useContext(BuildingContext);
  if (building === null) throw new Error('a piece stands outside of a builder');
  return building;
};

export const anchorOf = (path: Path): string => `piece-${path.join('-')}`;
