import { X509Certificate } from "node:crypto";
import { unzipSync } from "fflate";
import { type Fields, text } from "../lab/findings";
import { all, type Check, judge, notTried } from "../lab/lab";
import type { DownloadAnswer } from "../lab/question";
import { fromTour, unreachable } from "./changes";

/** How a Java keystore begins. Source: the format's magic number. */
const keystoreMagic = "feedfeed";
/** How a DER sequence longer than 255 bytes begins, as PKCS #7 does. */
const sequence = "3082";

/** Those of the emulator, and those of the product's own authority. */
const usualKeys = ["ec prime256v1", "rsa 2048"];

/** What a row is held to where the emulator is known to be different. */
export const certificateForms = {
  certificateKeys: "The authority's are ECDSA on P-256, or RSA of 2048 bits.",
};

export const certificateChecks = {
  caUrl: fromTour(({ again, download }) => {
    const url = text(again.after.CAUrl);
    const names = Object.keys(files(download)).map((name) => name.replace(/^.*\./, ""));
    const isZip = ["pem", "p7b", "jks"].every((kind) => names.includes(kind));
    const got = "failure" in download ? download.failure : `HTTP ${download.status}`;
    return judge(
      isZip && url.startsWith("http://"),
      `${url.replace(/:.*/, "")}: ${isZip ? `a zip of ${names.join(", ")}` : `no zip of the three (${got})`}`,
    );
  }),
  caFields: fromTour(({ instance, again, off, download }) => {
    if (instance.DBInstanceStorageType === "PHYSICAL_LOCAL_SSD") {
      return judge(again.after.CACert === undefined, "on local disk: no CACert");
    }
    const { CACert, CAJKS, CAP7B } = again.after;
    const zip = Object.values(files(download)).map((content) => Buffer.from(content).toString("base64"));
    const certificates = certificatesIn(text(CACert)).length;
    return all([
      judge(certificates === 2, `CACert: ${certificates} certificates`),
      judge(begins(CAJKS, keystoreMagic) && zip.includes(text(CAJKS)), `CAJKS: ${kindOf(CAJKS)}`),
      judge(begins(CAP7B, sequence) && zip.includes(text(CAP7B)), `CAP7B: ${kindOf(CAP7B)}`),
      judge(isEmpty(off.after), `off: ${isEmpty(off.after) ? "empty strings" : "not empty"}`),
    ]);
  }),
  certificateKeys: fromTour(({ instance, again }) => {
    if (instance.DBInstanceStorageType === "PHYSICAL_LOCAL_SSD") return notTried("on local disk: no CACert");
    const keys = certificatesIn(text(again.after.CACert)).map(({ publicKey }) => {
      const { namedCurve, modulusLength } = publicKey.asymmetricKeyDetails ?? {};
      return `${publicKey.asymmetricKeyType ?? "?"} ${namedCurve ?? modulusLength ?? ""}`;
    });
    return judge(keys.length > 0 && keys.every((key) => usualKeys.includes(key)), keys.join(", ") || "no CACert");
  }),
  serverCertificate: fromTour(({ again, database: { first, second } }) => {
    if ("failure" in first) return unreachable(first.failure);
    const before = first.says === "authenticate" ? first.certificate : undefined;
    const after = !("failure" in second) && second.says === "authenticate" ? second.certificate : undefined;
    if (!before || !after) return judge(false, "the database does not speak TLS while SSL is on");
    const authority = certificatesIn(text(again.after.CACert))[0]?.validTo;
    const isAsLong = authority === undefined || sameDay(authority, after.validTo);
    // What changes nothing and starts no task brings no other certificate; that is told by the row "unchanged".
    const isChange = Number(again.reply.fields.TaskId) > 0;
    return all([
      judge(isAsLong, `valid to ${after.validTo}, its authority to ${authority ?? "an unknown time"}`),
      ...(isChange ? [judge(before.serialNumber !== after.serialNumber, `another one after each change`)] : []),
    ]);
  }),
  serverChain: fromTour(({ database: { first } }) => {
    if ("failure" in first) return unreachable(first.failure);
    const length = first.says === "authenticate" ? first.certificate?.chainLength : undefined;
    if (length === undefined) return notTried("the database does not speak TLS while SSL is on");
    return judge(length > 1, length > 1 ? `${length} certificates are sent` : "the server's own certificate alone");
  }),
} satisfies Record<string, Check>;

function files(download: DownloadAnswer): Record<string, Uint8Array> {
  if ("failure" in download) return {};
  try {
    return unzipSync(Buffer.from(download.base64, "base64"));
  } catch {
    return {};
  }
}

function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

function begins(base64: unknown, hex: string): boolean {
  return Buffer.from(text(base64), "base64").toString("hex").startsWith(hex);
}

function kindOf(value: unknown): string {
  if (text(value) === "") return "nothing";
  return begins(value, keystoreMagic)
    ? "a Java keystore"
    : begins(value, sequence)
      ? "DER in base64"
      : "something else";
}

function isEmpty({ CACert, CAJKS, CAP7B }: Fields): boolean {
  return CACert === "" && CAJKS === "" && CAP7B === "";
}

/** Two certificates that are made one after the other end some seconds apart. */
function sameDay(a: string, b: string): boolean {
  return Math.abs(Date.parse(a) - Date.parse(b)) < 24 * 3600 * 1000;
}
