import type { DownloadAnswer, DownloadQuestion } from "./question";

const timeoutMs = 30_000;
/** A zip with three small files is far smaller. */
const largestBytes = 1_000_000;

/** Fetches what lies at a URL, without a signature. */
export async function askDownload({ url }: DownloadQuestion): Promise<DownloadAnswer> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    const body = Buffer.from(await reply.arrayBuffer());
    if (body.length > largestBytes) return { failure: `${body.length} bytes are more than a certificate has` };
    return {
      status: reply.status,
      contentType: reply.headers.get("content-type") ?? "",
      base64: body.toString("base64"),
    };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
