import type { Group } from './indicator.ts';
import { indicatorsOf } from './indicators.ts';
import { processOf } from './process.ts';
import { type Settings, settingsOf } from './settings.ts';

/** Results by group and id; groups without any are left out. */
export type RedFlags = Partial<Record<Group, Record<string, Record<string, number>>>>;

/**
 * The eleven procurement red flags of the Open Contracting Partnership over parsed OCDS compiled releases, one a line
 * (DOMAIN MR-07, MR-09, MR-27). Lines that are no process, cancelled tenders and excluded methods are passed over.
 */
export const redFlags = (lines: Iterable<unknown>, settings: Settings = settingsOf()): RedFlags => {
  const groups: Record<Group, Map<string, Record<string, number>>> = {
    OCID: new Map(),
    Buyer: new Map(),
    ProcuringEntity: new Map(),
    Tenderer: new Map(),
  };
  const indicators = indicatorsOf(settings, (group, id, code, value) => {
    groups[group].set(id, { ...groups[group].get(id), [code]: value });
  });
  for (const line of lines) {
    const process = processOf(line);
    if (process === undefined || process.cancelled) continue;
    if (process.methodDetails !== undefined && settings.excludedDetails.has(process.methodDetails)) continue;
    for (const { see } of indicators) see(process);
  }
  for (const { finish } of indicators) finish?.();
  return Object.fromEntries(
    Object.entries(groups)
      .filter(([, results]) => results.size > 0)
      .map(([group, results]) => [group, Object.fromEntries(results)]),
  );
};
