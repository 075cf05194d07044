import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../package/packed-package";

/** The recipe of the emulator's README that stands under this mark. */
export function recipe(name: string): string {
  const readme = readFileSync(join(repository, "emulator", "README.md"), "utf8");
  const [, text] = new RegExp(`<!-- recipe: ${name} -->\\n\\n\`\`\`\\w+\\n([^]*?)\`\`\``).exec(readme) ?? [];
  if (text === undefined) throw new Error(`The emulator's README has no recipe called ${name}.`);
  return text;
}
