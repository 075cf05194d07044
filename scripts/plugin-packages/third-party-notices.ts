import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A package whose code is in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly repository?: string | { readonly url: string };
  /** Where it is installed. */
  readonly folder: string;
}

const LEGAL_FILE = /^(licen[cs]e|copying|copyright|notice)/i;
const LEGAL_SECTION = /^(?:#+ *licen[cs]e *$|licen[cs]e *\n-+$)(.*?)(?=^#+ |(?![^]))/ims;

/** Texts of packages that publish none. */
const kept = join(__dirname, "licences");

/** The packages that files belong to, by name and version. */
export function packagesOf(files: readonly string[]): BundledPackage[] {
  const folders = files.map((file) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0]);
  const found = new Map<string, BundledPackage>();
  for (const folder of folders) {
    if (folder === undefined) continue;
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Omit<BundledPackage, "folder">;
    found.set(`${manifest.name}@${manifest.version}`, { ...manifest, folder });
  }
  return [...found.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, bundled]) => bundled);
}

/**
 * The document that has to go with code of these packages: the licence of each, with its text.
 *
 * @throws when a package has no text
 */
export function thirdPartyNotices(packages: readonly BundledPackage[]): string {
  const textOf = (bundled: BundledPackage) => ownText(bundled) ?? siblingsText(bundled, packages) ?? keptText(bundled);
  const sections = packages.map((bundled) => ({ bundled, text: textOf(bundled)?.trim() }));
  const missing = sections.filter(({ text }) => !text).map(({ bundled: { name, version } }) => `${name}@${version}`);
  if (missing.length > 0) {
    throw new Error(`No licence text was found for ${missing.join(", ")}: put each into ${kept}, as NAME.txt.`);
  }
  const title = "The provider plugin contains code of these packages, under the licences below.";
  return `${[title, ...sections.map(({ bundled, text }) => section(bundled, text ?? ""))].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

function section({ name, version, license, repository }: BundledPackage, text: string): string {
  const source = typeof repository === "string" ? repository : repository?.url;
  return [`${name} ${version} (${license ?? "see below"})`, ...(source ? [source] : []), "", text].join("\n");
}

/** All legal files of a package, else what its README says. */
function ownText({ folder }: BundledPackage): string | undefined {
  const files = readdirSync(folder).sort();
  const legal = files.filter((name) => LEGAL_FILE.test(name));
  if (legal.length > 0) return legal.map((name) => readFileSync(join(folder, name), "utf8").trim()).join("\n\n");
  const readme = files.find((name) => /^readme/i.test(name));
  return readme && LEGAL_SECTION.exec(readFileSync(join(folder, readme), "utf8"))?.[1];
}

/** Packages of one repository share its licence, and not each of them carries the text. */
function siblingsText(
  { license, repository }: BundledPackage,
  packages: readonly BundledPackage[],
): string | undefined {
  if (typeof repository !== "object") return undefined;
  const isSibling = (other: BundledPackage) =>
    typeof other.repository === "object" && other.repository.url === repository.url && other.license === license;
  return packages
    .filter(isSibling)
    .map(ownText)
    .find((text) => text !== undefined);
}

function keptText({ name }: BundledPackage): string | undefined {
  const file = join(kept, `${name.replace("/", "__")}.txt`);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
