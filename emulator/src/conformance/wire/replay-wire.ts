import type { Answer, Question, Wire } from "./question";
import type { Exchange } from "./recording";

/** Answers out of a recording: each question with what was answered to it then, in the same order. */
export function replayWire(exchanges: readonly Exchange[]): Wire {
  const left = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    const key = JSON.stringify(exchange.question);
    left.set(key, [...(left.get(key) ?? []), exchange]);
  }
  let now = Date.parse(exchanges[0]?.at ?? "");
  return {
    ask: async <Q extends Question>(question: Q): Promise<Answer<Q>> => {
      const exchange = left.get(JSON.stringify(question))?.shift();
      if (!exchange) throw new Error(`The recording has no answer to ${JSON.stringify(question)}.`);
      now = Math.max(now, Date.parse(exchange.at));
      return Promise.resolve(exchange.answer as Answer<Q>);
    },
    pause: () => Promise.resolve(),
    now: () => now,
  };
}
