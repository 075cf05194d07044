import { testInstallations } from "./installations";
import { everyRun } from "./user-project";

describe("a package installed from its tarball turns SSL on, refreshes and turns it off", () => {
  testInstallations(everyRun);
});
