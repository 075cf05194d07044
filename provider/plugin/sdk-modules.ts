/**
 * The modules of gRPC and of Protocol Buffers that the Pulumi SDK brings along.
 *
 * They are dependencies of the SDK, not of this package. Resolved from the SDK's folder, they are the very copies that its
 * messages are made of, in every package manager's layout. A bundle contains them: its build replaces this file with plain
 * imports of the same modules. See docs/internals/decisions/024-provider-plugin.md.
 */
import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import type * as AnyModule from "google-protobuf/google/protobuf/any_pb";
import type * as EmptyModule from "google-protobuf/google/protobuf/empty_pb";
import type * as StructModule from "google-protobuf/google/protobuf/struct_pb";

const fromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));

export const grpc = fromSdk("@grpc/grpc-js") as typeof Grpc;
export const { Any } = fromSdk("google-protobuf/google/protobuf/any_pb") as typeof AnyModule;
export const { Empty } = fromSdk("google-protobuf/google/protobuf/empty_pb") as typeof EmptyModule;
export const { Struct } = fromSdk("google-protobuf/google/protobuf/struct_pb") as typeof StructModule;
