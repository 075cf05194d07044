/**
 * The clock of the API's tasks: `YYYY-MM-DD HH:MM:SS` without a zone, which is UTC+8 everywhere.
 *
 * Source: DescribeTasks, StartTime; its examples carry an epoch in a table name that shows the zone.
 */
const OFFSET_MS = 8 * 60 * 60_000;

export const cloudTime = {
  /** The API's text for a moment in milliseconds since 1970. */
  format(ms: number): string {
    return new Date(ms + OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
  },

  /** Milliseconds since 1970 for the API's text; 0 for any other text. */
  parse(text: string): number {
    const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text);
    const ms = match === null ? Number.NaN : Date.parse(`${match[1] ?? ""}T${match[2] ?? ""}Z`) - OFFSET_MS;
    return Number.isNaN(ms) ? 0 : ms;
  },
};
