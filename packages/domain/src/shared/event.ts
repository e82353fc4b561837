type BodyValue = string | number | boolean | null | readonly BodyValue[] | { readonly [key: string]: BodyValue };

/**
 * One thing that happened, for the record. `type` is a dictionary word of the past (`warning.lifted`); `body` holds ids, codes,
 * days and numbers of the process, never a person's words.
 */
export type DomainEvent = {
  readonly thingKind: string;
  readonly thingId: string;
  readonly type: string;
  /** The thing's version after the change, where it has one. */
  readonly version: number | null;
  readonly body: Readonly<Record<string, BodyValue>>;
};
