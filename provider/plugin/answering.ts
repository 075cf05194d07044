import type { ServerErrorResponse, handleUnaryCall } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { PartialStateError } from "../resource/state";
import type { Plugin } from "./plugin";
import { Any, grpc } from "./sdk-modules";
import { sent, type Wording } from "./secrets";

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

/** An unfinished change, with the names of the secret properties of the state that it leaves. */
class UnfinishedChange extends Error {
  constructor(
    readonly partial: PartialStateError,
    readonly secretNames: ReadonlySet<string>,
  ) {
    super(partial.message);
  }
}

/** An error in the form that the engine expects, with the same text as the dynamic provider's. */
export function failureOf(error: unknown, wording: Wording): ServerErrorResponse {
  const details = wording.of(error instanceof Error ? error.message : String(error));
  const failure = Object.assign(new Error(details), { code: grpc.status.UNKNOWN, details });
  if (!(error instanceof UnfinishedChange)) return failure;
  const metadata = new grpc.Metadata();
  // gRPC carries the details of a status under this name.
  metadata.add("grpc-status-details-bin", Buffer.from(statusOf(error, details, wording).serializeBinary()));
  return Object.assign(failure, { metadata });
}

/** This detail makes the engine keep the resource in the state and update it at the next `up`. */
function statusOf({ partial, secretNames }: UnfinishedChange, message: string, wording: Wording): Status {
  const detail = new ErrorResourceInitFailed();
  detail.setId(partial.id);
  detail.setReasonsList(partial.reasons.map((reason) => wording.of(reason)));
  detail.setProperties(sent(partial.state, secretNames));
  const packed = new Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(message);
  status.addDetails(packed);
  return status;
}

/** The same error, with what it takes to keep secrets secret in the state that it leaves. */
export function unfinished(error: unknown, secretNames: ReadonlySet<string>): unknown {
  return error instanceof PartialStateError ? new UnfinishedChange(error, secretNames) : error;
}
