/** Which way a list is sorted. */
export type Direction = "asc" | "desc";

/** Sorts by the key, and what is alike in it by id. Each key is looked up once, since lists can be long. */
export function sorted<T extends { readonly id: string | number }>(
  items: readonly T[],
  key: (item: T) => string | number,
  direction: Direction,
): T[] {
  const sign = direction === "asc" ? 1 : -1;
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => sign * (compare(a.key, b.key) || compare(a.item.id, b.item.id)))
    .map(({ item }) => item);
}

/** One page out of a list. */
export function page<T>(items: readonly T[], offset: number, limit: number): T[] {
  return items.slice(offset, offset + limit);
}

function compare(a: string | number, b: string | number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
