import { defineAcceptanceTests } from "./acceptance-tests";
import { targetFromEnvironment } from "./target";

// Read at once, so that a run without consent ends before anything else happens.
const target = targetFromEnvironment(process.env);

defineAcceptanceTests(() => target);
