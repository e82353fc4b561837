import type { Group } from './indicator.ts';
import { indicatorsOf } from './indicators.ts';
import { processOf } from './process.ts';
import { type Settings, settingsOf } from './settings.ts';

/** Results by group and id; groups without any are left out. */
export type RedFlags = Partial<Record<Group, Record<string, Record<string, number>>>>;

/** Takes parsed lines one after the other, so that no file has to fit into memory, and at the end tells what they gave. */
export type RedFlagReader = { readonly see: (line: unknown) => void; readonly finish: () => RedFlags };

/**
 * The eleven procurement red flags of the Open Contracting Partnership over parsed OCDS compiled releases, one a line
 * (DOMAIN MR-07, MR-09, MR-27). Lines that are no process, cancelled tenders and excluded methods are passed over.
 */
export const redFlagReader = (settings: Settings = settingsOf()): RedFlagReader => {
  const groups: Record<Group, Map<string, Record<string, number>>> = {
    OCID: new Map(),
    Buyer: new Map(),
    ProcuringEntity: new Map(),
    Tenderer: new Map(),
  };
  const indicators = indicatorsOf(settings, (group, id, code, value) => {
    groups[group].set(id, { ...groups[group].get(id), [code]: value });
  });
  return {
    see: (line) => {
      const process = processOf(line);
      if (process === undefined || process.cancelled) return;
      if (process.methodDetails !== undefined && settings.excludedDetails.has(process.methodDetails)) return;
      for (const { see } of indicators) see(process);
    },
    finish: () => {
      for (const { finish } of indicators) finish?.();
      return Object.fromEntries(
        Object.entries(groups)
          .filter(([, results]) => results.size > 0)
          .map(([group, results]) => [group, Object.fromEntries(results)]),
      );
    },
  };
};

/** The red flags of lines that are at hand. */
export const redFlags = (lines: Iterable<unknown>, settings?: Settings): RedFlags => {
  const { see, finish } = redFlagReader(settings);
  for (const line of lines) see(line);
  return finish();
};
