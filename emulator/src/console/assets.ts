import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

/** A file of the page, as it is sent. */
export interface Asset {
  readonly contentType: string;
  readonly body: Buffer;
}

/** The folder lies beside both `src` and `dist`, so that the page needs no build. */
const folder = join(__dirname, "..", "..", "console");

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The files of the page, by name. */
export const assets: ReadonlyMap<string, Asset> = new Map(
  readdirSync(folder).map((name) => {
    const contentType = contentTypes[extname(name)] ?? "application/octet-stream";
    return [name, { contentType, body: readFileSync(join(folder, name)) }];
  }),
);
