/** What was fetched: a file as it would be uploaded, or that nothing is new. `mark` is where the next fetch begins. */
export type Fetched =
  | { readonly name: string; readonly bytes: AsyncIterable<Uint8Array>; readonly mark: Mark }
  | { readonly nothingNew: true };

export type Mark = Readonly<Record<string, string>>;
