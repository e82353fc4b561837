import type { Instant, LocalDate } from './local-date.ts';
import type { Role } from './roles.ts';

/**
 * Who looks: what the one access module needs to know of a signed-in person, read anew on every request.
 * `coveredUnitIds` are the units whose matters this person's discipline roles cover (a resident group's list; empty = none);
 * `wholeCounty` marks commission-wide roles. `recusedPersonIds` are persons whose matters this viewer must not touch.
 */
export type Viewer = {
  readonly accountId: string;
  readonly personId: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly unitId: string | null;
  /** Materialised path of the own unit, `/` + ids + `/`; a unit below starts with it. */
  readonly unitPath: string | null;
  readonly sectionId: string | null;
  readonly coveredUnitIds: readonly string[];
  readonly wholeCounty: boolean;
  readonly recusedPersonIds: readonly string[];
  readonly recusedUnitIds: readonly string[];
  /** Suppliers by their code, as records name them. */
  readonly recusedSupplierCodes: readonly string[];
  /**
   * One thing that a colleague's delegation opens to this viewer for this request, beside what is theirs; `accountId` is the colleague,
   * `null` once nothing of the colleague's is left to do on it.
   */
  readonly lent?: { readonly thingId: string; readonly accountId: string | null };
};

/** By whom, when and under which ids a thing is done. Time and randomness reach the core only through here. */
export type By = {
  readonly viewer: Viewer;
  /** The account that delegated this step, when it is taken in someone's place. */
  readonly onBehalfOf: string | null;
  readonly now: Instant;
  readonly today: LocalDate;
  readonly newId: () => string;
  readonly requestId: string;
  /** Present on a write that a client may repeat: its key and the hash of what it asked. */
  readonly idempotency?: { readonly key: string; readonly requestHash: string };
};

const nobodyIn = (accountId: string, name: string, roles: readonly Role[]): Viewer => ({
  accountId,
  personId: null,
  name,
  roles,
  unitId: null,
  unitPath: null,
  sectionId: null,
  coveredUnitIds: [],
  wholeCounty: false,
  recusedPersonIds: [],
  recusedUnitIds: [],
  recusedSupplierCodes: [],
});

/** Someone without an account: the public, or a person about to sign in. */
export const VISITOR: Viewer = nobodyIn('00000000-0000-0000-0000-000000000000', '', ['PUBLIC']);
/** The platform itself: the rule engine, timed jobs, reactions. It holds no role, so no step that asks for a person is open to it (FS-15). */
export const SYSTEM: Viewer = nobodyIn('00000000-0000-0000-0000-000000000001', '', []);

export const hasRole = (viewer: Viewer, ...roles: readonly Role[]): boolean =>
  viewer.roles.some((role) => roles.includes(role));
