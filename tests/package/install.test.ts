import { testInstallations } from "./installations";
import { everyRun } from "./user-project";

describe("installed from its tarball, the package turns SSL on, refreshes and turns it off", () => {
  testInstallations(everyRun);
});
