import { testInstallations } from "./installations";
import { furtherWays, pairwise } from "./user-project";

// Not part of `npm test`, because it takes long: `npm run test:matrix`, or `npm run test:matrix -- -t pnpm` for some of it.
describe("any two choices that a user can make work together", () => {
  testInstallations(pairwise());
});

describe("less usual installations work too", () => {
  testInstallations(furtherWays);
});
