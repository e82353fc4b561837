import type { Process } from './process.ts';
import type { IndicatorCode, Settings } from './settings.ts';

export type Group = 'OCID' | 'Buyer' | 'ProcuringEntity' | 'Tenderer';
/** Where an indicator writes a result; the same id and code again overwrites. */
export type Report = (group: Group, id: string, code: IndicatorCode, value: number) => void;
/** Sees every process once, then is asked what can only be said of all of them together. */
export type Indicator = { readonly see: (process: Process) => void; readonly finish?: () => void };

/** The main currency: as set, else the first that any price comparison meets. One for all indicators of a run. */
export type MainCurrency = { is: (currency: string) => boolean };
export const mainCurrency = (set: string | undefined): MainCurrency => {
  let main = set;
  return { is: (currency) => currency === (main ??= currency) };
};

/** Whether prices mean anything for this procurement method (the buyer may have fixed them beforehand). */
export const pricesCompared = (process: Process, { compared, notCompared }: Settings): boolean =>
  compared.size > 0
    ? process.methodDetails !== undefined && compared.has(process.methodDetails)
    : process.methodDetails === undefined || !notCompared.has(process.methodDetails);
