import type { Answer, Question } from "./question";

/** One question with its answer. */
export interface Exchange<Q extends Question = Question> {
  /** When it was answered: ISO 8601, UTC. */
  readonly at: string;
  readonly question: Q;
  readonly answer: Answer<Q>;
}

/** A run of the conformance checks as it is kept: what was asked for, then each exchange, one JSON value a line. */
export interface Recording<Head> {
  readonly head: Head;
  readonly exchanges: readonly Exchange[];
}

/** @param secrets texts that must not get into the file, whatever an answer repeats */
export function writeRecording<Head>(recording: Recording<Head>, secrets: readonly string[]): string {
  const lines = [recording.head, ...recording.exchanges].map((value) => JSON.stringify(value));
  const text = `${lines.join("\n")}\n`;
  return secrets.filter((secret) => secret !== "").reduce((kept, secret) => kept.replaceAll(secret, "***"), text);
}

/** @throws Error when the text is no recording */
export function readRecording<Head>(text: string): Recording<Head> {
  const [head, ...exchanges] = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  if (head === undefined) throw new Error("The recording is empty.");
  return { head: head as Head, exchanges: exchanges as Exchange[] };
}
