/** `npm run package:plugin -- FOLDER`: writes the archives of the provider plugin, by default into `artifacts/plugin`. */
import { join, relative, resolve } from "node:path";
import { writePluginPackages } from "./plugin-packages/write-packages";

const repository = join(__dirname, "..");

writePluginPackages(repository, resolve(process.argv[2] ?? join(repository, "artifacts", "plugin"))).then(
  (archives) => {
    for (const archive of archives) console.log(relative(process.cwd(), archive));
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
