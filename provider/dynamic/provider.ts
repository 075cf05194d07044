/**
 * The provider as Pulumi serialises it into the state of every resource: forwarders, each of which loads this package's
 * runtime by name when it is called, and nothing else.
 *
 * The text stays in states for years, and refresh and destroy run what is in the state. So it must not close over anything,
 * and the names that it calls stay for ever. The lookup starts at the program's folder, because text from a state has no
 * location in the file system. See docs/internals/decisions/008-serialised-shell.md.
 */
/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call,
   @typescript-eslint/no-unsafe-member-access, @typescript-eslint/require-await --
   the text has to be plain JavaScript that names everything at the moment of the call; types would need an import, which
   the serialiser would close over, and a test pins the text */
import type { dynamic } from "@pulumi/pulumi";

type Provider = Required<dynamic.ResourceProvider>;

export const configure: Provider["configure"] = async (...args) =>
  process
    .getBuiltinModule("module")
    .createRequire(process.cwd() + "/")("pulumi-tencentcloud-postgres-ssl/runtime")
    .configure(...args);

export const check: Provider["check"] = async (...args) =>
  process
    .getBuiltinModule("module")
    .createRequire(process.cwd() + "/")("pulumi-tencentcloud-postgres-ssl/runtime")
    .check(...args);

export const diff: Provider["diff"] = async (...args) =>
  process
    .getBuiltinModule("module")
    .createRequire(process.cwd() + "/")("pulumi-tencentcloud-postgres-ssl/runtime")
    .diff(...args);

export const create: Provider["create"] = async (...args) =>
  process
    .getBuiltinModule("module")
    .createRequire(process.cwd() + "/")("pulumi-tencentcloud-postgres-ssl/runtime")
    .create(...args);

export const read: Provider["read"] = async (...args) =>
  process
    .getBuiltinModule("module")
    .createRequire(process.cwd() + "/")("pulumi-tencentcloud-postgres-ssl/runtime")
    .read(...args);

export const update: Provider["update"] = async (...args) =>
  process
    .getBuiltinModule("module")
    .createRequire(process.cwd() + "/")("pulumi-tencentcloud-postgres-ssl/runtime")
    .update(...args);

const del: Provider["delete"] = async (...args) =>
  process
    .getBuiltinModule("module")
    .createRequire(process.cwd() + "/")("pulumi-tencentcloud-postgres-ssl/runtime")
    .delete(...args);
export { del as delete };
