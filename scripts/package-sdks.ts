/** `npm run package:sdks -- FOLDER`: generates and packs the SDKs of the plugin, by default into `artifacts/sdks`. */
import { join, relative, resolve } from "node:path";
import { packSdks } from "./sdks/write-sdks";

const repository = join(__dirname, "..");

packSdks(
  join(repository, "plugin", "schema.json"),
  resolve(process.argv[2] ?? join(repository, "artifacts", "sdks")),
).then(
  (archives) => {
    for (const archive of archives) console.log(relative(process.cwd(), archive));
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
