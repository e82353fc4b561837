import type { InformationSource } from '../information/information.ts';
import type { WarningOrigin } from '../warnings/warning.ts';

/** How a paper says the matter became known. Reports and informants have no word of their own: a paper never points at one. */
export type SourceKind = 'INSPECTION' | 'DATA_COMPARISON' | 'TRANSFER' | 'ASSESSMENT' | 'AT_WORK';

/** In a unit of fewer people even the kind of source could tell who spoke (FS-08). */
const FEWEST_PEOPLE = 10;

const OF_INFORMATION: Readonly<Record<InformationSource, SourceKind>> = {
  ALERT: 'DATA_COMPARISON',
  PARTNER: 'TRANSFER',
  INFORMANT: 'AT_WORK',
  GATEWAY: 'AT_WORK',
  MANUAL: 'AT_WORK',
};

/** The source kind that a paper prints (DOMAIN §5.1, FS-08); `unitPeople` are those of the unit of whom it is about. */
export const sourceKindOf = (
  origin: WarningOrigin['kind'],
  source: InformationSource | null,
  unitPeople: number,
): SourceKind => {
  if (unitPeople < FEWEST_PEOPLE) return 'AT_WORK';
  if (origin === 'ASSESSMENT') return 'ASSESSMENT';
  return origin === 'INFORMATION' && source !== null ? OF_INFORMATION[source] : 'AT_WORK';
};
