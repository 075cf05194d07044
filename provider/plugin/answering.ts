import type { handleUnaryCall } from "@grpc/grpc-js";
import { failureOf } from "./failures";
import type { Plugin } from "./plugin";

/** Answers one kind of request. Users read the errors that it throws. */
export type Answer<Request, Reply> = (plugin: Plugin, request: Request) => Reply | Promise<Reply>;

/** A method of the gRPC service from the function that answers its requests. */
export function answering<Request, Reply>(
  plugin: Plugin,
  answer: Answer<Request, Reply>,
): handleUnaryCall<Request, Reply> {
  const run = async (request: Request): Promise<Reply> => {
    try {
      return await answer(plugin, request);
    } finally {
      await plugin.log.flushed();
    }
  };
  return ({ request }, callback) => {
    run(request).then(
      (reply) => callback(null, reply),
      (error: unknown) => callback(failureOf(error, plugin.wording)),
    );
  };
}
