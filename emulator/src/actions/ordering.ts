/** 1 to sort upwards, -1 to sort downwards. */
export function direction(orderByType: "asc" | "desc"): 1 | -1 {
  return orderByType === "asc" ? 1 : -1;
}

/** One page out of a list. */
export function page<T>(items: readonly T[], offset: number, limit: number): T[] {
  return items.slice(offset, offset + limit);
}
