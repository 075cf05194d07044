/** A text with more mistakes than this is another name. */
const MOST_MISTAKES = 3;

/** `: did you mean connectAddress?` for a name close to one of `names`, the closest one, else nothing. */
export function didYouMean(name: string, names: readonly string[]): string {
  const text = name.toLowerCase();
  const isLong = text.length > Math.max(...names.map(({ length }) => length)) + MOST_MISTAKES;
  const distances = isLong ? [] : names.map((other) => ({ other, count: mistakes(text, other.toLowerCase()) }));
  const [closest] = distances.filter(({ count }) => count <= MOST_MISTAKES).sort((a, b) => a.count - b.count);
  return closest === undefined ? "" : `: did you mean ${closest.other}?`;
}

/** How many characters have to be added, left out or replaced to make one text of the other. */
function mistakes(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, character] of Array.from(one).entries()) {
    const next = [i + 1];
    for (const [j, candidate] of Array.from(other).entries()) {
      const replaced = (row[j] ?? 0) + (character === candidate ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
