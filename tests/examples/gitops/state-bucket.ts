import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";

/** The keys that the server knows; it verifies the signatures of requests. */
export const BUCKET_KEYS = { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" };

/** A local server that speaks the protocol of S3, with one bucket. */
export interface StateBucket {
  readonly endpoint: string;
  /** The keys of all objects in the bucket. */
  objects(): string[];
  close(): Promise<void>;
}

export async function startStateBucket(name: string): Promise<StateBucket> {
  const directory = mkdtempSync(join(tmpdir(), "state-bucket-"));
  const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory, configureBuckets: [{ name }] });
  const { port } = await server.run();
  const suffix = "._S3rver_object";
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects: () =>
      readdirSync(join(directory, name), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(suffix))
        .map((file) => file.slice(0, -suffix.length)),
    close: async () => {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
