const eightHoursMs = 8 * 3600 * 1000;

/** Writes a time as the API does: `YYYY-MM-DD HH:MM:SS` in UTC+8, without saying so. */
export function toBeijingTime(time: number | Date): string {
  return new Date(Number(time) + eightHoursMs).toISOString().slice(0, 19).replace("T", " ");
}

/** Reads a time written as the API does; undefined when it is none. Answer in milliseconds since 1970. */
export function fromBeijingTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return undefined;
  const time = Date.parse(`${text.replace(" ", "T")}+08:00`);
  // Date.parse turns 30 February into 1 March.
  return Number.isNaN(time) || toBeijingTime(time) !== text ? undefined : time;
}
