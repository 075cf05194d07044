/** How figures are written in tables. */
export const seconds = (value: number): string => value.toFixed(1);
export const milliseconds = (value: number): string => String(Math.round(value));
export const megabytes = (value: number): string => String(Math.round(value));
export const ratio = (value: number): string => value.toFixed(2);
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The value that 95 of a hundred do not exceed. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
