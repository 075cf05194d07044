import { printable } from "../model/printable";
import type { Endpoint } from "./settings";

/** What is known of a request that got no `Response` of the API. */
export interface RequestFacts {
  /** What the API, the endpoint or the network said, without secrets. */
  readonly words: string;
  /** The API's error code, where the API refused the request. */
  readonly code?: string;
  readonly requestId?: string;
  /** The HTTP status, where something answered that is not the API. */
  readonly status?: number;
  /** Whether the endpoint can have got the request. */
  readonly mayHaveLeft: boolean;
  /** Whether no connection was made because the endpoint could not prove who it is. */
  readonly isUntrusted: boolean;
  readonly endpoint: Endpoint;
  /** Host and port of the proxy that it went through. */
  readonly proxy?: string;
  /** Where the keys came from that signed it. */
  readonly keySource?: string;
}

/** A request that got no `Response` of the API. */
export class RequestFailure extends Error {
  override readonly name = "RequestFailure";

  constructor(readonly facts: RequestFacts) {
    super(facts.words);
  }

  /** Whether the endpoint could not be reached, which may pass. */
  get isOutage(): boolean {
    const { mayHaveLeft, isUntrusted, status } = this.facts;
    return !mayHaveLeft && !isUntrusted && status === undefined;
  }

  /** Whether the cloud rejects the key or its signature. A missing permission is something else. */
  get isAboutTheKey(): boolean {
    return /^AuthFailure(\.(?!Unauthorized)\w+)?$/.test(this.facts.code ?? "");
  }
}

/** The line for users while a request to an endpoint that cannot be reached is sent again. */
export function outage({ endpoint: { host, setBy }, words, proxy }: RequestFacts): string {
  const from = setBy === undefined ? "" : `, set by ${setBy}`;
  const through = proxy === undefined ? "" : ` through the proxy ${proxy}`;
  return `${host}${from} cannot be reached${through} (${printable(words, 200)}); trying again`;
}
