import { setTimeout as sleep } from "node:timers/promises";
import { type Access, sdkAsker } from "./ask-api";
import { askDatabase } from "./ask-database";
import { askDownload } from "./ask-download";
import { rawAsker } from "./ask-raw";
import type { Answer, Question, Wire } from "./question";
import type { Exchange } from "./recording";

/** Asks for real, and keeps every exchange. */
export function liveWire(access: Access): Wire & { readonly exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = [];
  const askers = { api: sdkAsker(access), raw: rawAsker(access), database: askDatabase, download: askDownload };
  return {
    exchanges,
    ask: async <Q extends Question>(question: Q): Promise<Answer<Q>> => {
      // Which asker takes which question is known to the table, but not to the compiler.
      const ask = askers[question.ask] as (question: Question) => Promise<unknown>;
      const answer = withoutSecrets((await ask(question)) as Answer<Q>);
      exchanges.push({ at: new Date().toISOString(), question, answer });
      return answer;
    },
    pause: (seconds) => sleep(seconds * 1000),
    now: () => Date.now(),
  };
}

/** The keys of temporary credentials, as a reply names them. */
const secretFields = ["TmpSecretId", "TmpSecretKey", "Token"];

/** The answer with its keys taken out, for whoever looks at it and for the recording. */
function withoutSecrets<T>(answer: T): T {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) => (secretFields.includes(name) ? "***" : value)),
  ) as T;
}
