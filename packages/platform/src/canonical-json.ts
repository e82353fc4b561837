/** JSON with sorted keys and no blanks: the same value always gives the same text, so it can be hashed and compared. */
export const canonicalJson = (value: unknown): string => {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  ) as string | undefined;
  return text ?? 'null';
};
