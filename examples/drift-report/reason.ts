/** The errors that the engine printed, each once, without the one that only says that the preview failed. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = [...text.matchAll(/error: (.+)$/gm)].map(([, line = ""]) => line.trim());
  const reasons = [...new Set(lines)].filter((line) => line !== "preview failed");
  return reasons.length > 0 ? reasons.join("; ") : text;
}
