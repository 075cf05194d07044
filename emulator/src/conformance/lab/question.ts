/** A question to the endpoint under test or to what it names. Questions hold no secrets, so they can be recorded. */
export type Question = ApiQuestion | RawQuestion | DatabaseQuestion | DownloadQuestion;

/** A call of an action through the vendor's SDK. */
export interface ApiQuestion {
  readonly ask: "api";
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** @default the region under test */
  readonly region?: string;
  /** @default "TC3-HMAC-SHA256" */
  readonly signMethod?: "HmacSHA1" | "HmacSHA256";
  /** Signs with the credential that has no permission. */
  readonly isRestricted?: true;
}

/** A request that the SDK would not send. What is left out is as it should be; what is null is not sent. */
export interface RawQuestion {
  readonly ask: "raw";
  readonly method?: string;
  readonly action?: string | null;
  readonly version?: string;
  readonly region?: string | null;
  readonly language?: string;
  readonly token?: string;
  /** How far the timestamp is from the present. @default 0 */
  readonly timestampOffsetSeconds?: number | null;
  readonly contentType?: string;
  /** The text of the body, or how many spaces it has. @default "{}" */
  readonly body?: string | number;
  /** The service that the request is signed for. @default that of the endpoint */
  readonly service?: string;
  /** @default "right" */
  readonly signature?: "right" | "wrong" | "malformed" | "of an unknown key";
}

/** What a PostgreSQL server says to somebody who has not logged in. */
export interface DatabaseQuestion {
  readonly ask: "database";
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

export interface DownloadQuestion {
  readonly ask: "download";
  readonly url: string;
}

/** The reply of the API: its whole body, or why there was none. */
export type ApiAnswer = { readonly body: unknown } | { readonly failure: string };

export type DatabaseAnswer =
  /** It goes on to ask for a password. */
  | { readonly says: "authenticate"; readonly certificate?: ServerCertificateView }
  | { readonly says: "error"; readonly message: string }
  | { readonly says: "no TLS" }
  | { readonly failure: string };

/** What a client sees of the server's certificate. */
export interface ServerCertificateView {
  readonly serialNumber: string;
  readonly names: string;
  /** As OpenSSL writes it, such as `Nov 24 19:13:04 2046 GMT`. */
  readonly validTo: string;
  /** How many certificates the server sends: 1 when it sends its own alone. */
  readonly chainLength: number;
}

export type DownloadAnswer =
  { readonly status: number; readonly contentType: string; readonly base64: string } | { readonly failure: string };

export type Answer<Q extends Question> = Q extends DatabaseQuestion
  ? DatabaseAnswer
  : Q extends DownloadQuestion
    ? DownloadAnswer
    : ApiAnswer;

/** How questions reach the outside: for real, or out of a recording. */
export interface Wire {
  ask<Q extends Question>(question: Q): Promise<Answer<Q>>;
  /** Waits; a recording is not waited for. */
  pause(seconds: number): Promise<void>;
  /** Milliseconds since 1970; in a recording, the time of the latest answer. */
  now(): number;
}
