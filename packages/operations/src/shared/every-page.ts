/** An export is a list for a desk, not a dump. */
const MOST_PAGES = 100;

/** The rows of a list from its first page to its last, as an export walks through them; `size` is how many are read at one go. */
export async function* everyPage<Row>(
  read: (at: { readonly page: number; readonly size: number }) => Promise<readonly Row[]>,
  size = 200,
): AsyncIterable<Row> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const rows = await read({ page, size });
    yield* rows;
    if (rows.length < size) return;
  }
}
