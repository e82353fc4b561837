/** The second language of a file of phrases: the same keys, none missing and none more, or it does not compile. */
export type Phrases<Source> = Record<keyof Source, string>;
