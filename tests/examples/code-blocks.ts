import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./playground";

/** The code blocks of a Markdown file in the repository that are marked with a language, in order. */
export function codeBlocks(file: string, language: string): string[] {
  const text = readFileSync(join(repository, file), "utf8");
  const blocks = text.matchAll(/^```(\S*)\n(.*?)^```$/gms);
  return [...blocks].filter(([, name]) => name === language).map(([, , code = ""]) => code);
}

/** The commands of an example's README. @throws Error when it has not as many blocks as are asked for */
export function readmeCommands<const N extends number>(example: string, count: N): FixedList<N> {
  const blocks = codeBlocks(join("examples", example, "README.md"), "sh");
  if (blocks.length === count) return blocks as unknown as FixedList<N>;
  throw new Error(`the README of ${example} has ${blocks.length} blocks of commands, not ${count}`);
}

type FixedList<N extends number, List extends string[] = []> = List["length"] extends N
  ? List
  : FixedList<N, [...List, string]>;
