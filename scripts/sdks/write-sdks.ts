import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { create } from "tar";
import { startCommand } from "../pulumi-cli/command";
import { ensureSdkGenerator } from "../pulumi-cli/sdk-generator";

export const languages = ["nodejs", "python", "go"] as const;

/**
 * Writes the SDKs that Pulumi's own generators make from the plugin's schema, into a folder for each language.
 *
 * @throws when the generators report anything about the schema, even a warning
 */
export async function writeSdks(schema: string, folder: string): Promise<void> {
  const generator = await ensureSdkGenerator();
  const command = startCommand(generator, [schema, folder], { cwd: process.cwd(), env: process.env });
  const { exitCode, output } = await command.done;
  if (exitCode !== 0) throw new Error(`The SDKs could not be generated:\n${output}`);
}

/**
 * Writes an archive of the SDK for each language.
 *
 * @returns their paths
 */
export async function packSdks(schema: string, folder: string): Promise<string[]> {
  const { name, version } = JSON.parse(readFileSync(schema, "utf8")) as { name: string; version: string };
  const sources = mkdtempSync(join(tmpdir(), "sdks-"));
  try {
    await writeSdks(schema, sources);
    mkdirSync(folder, { recursive: true });
    const mtime = new Date(0);
    return await Promise.all(
      languages.map(async (language) => {
        const prefix = `${name}-${language}-sdk-${version}`;
        const archive = join(folder, `${prefix}.tar.gz`);
        const options = { file: archive, cwd: join(sources, language), prefix, gzip: true, portable: true, mtime };
        await create(options, ["."]);
        return archive;
      }),
    );
  } finally {
    rmSync(sources, { recursive: true, force: true });
  }
}
