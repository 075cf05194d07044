import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { assertEngineIsThere, watchEngine } from "../resource/engine";
import { grpc } from "./sdk-modules";

/** The engine that started this process. */
export class Engine {
  readonly client: EngineClient;

  /** @param address - `127.0.0.1:PORT` */
  constructor(readonly address: string) {
    // A proxy of the environment is for other hosts, not for this machine.
    this.client = new EngineClient(address, grpc.credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  }

  /** Calls `onGone` once when the engine has ended. */
  watch(onGone: () => void): void {
    watchEngine(this.address, onGone);
  }

  /** Throws when the engine has ended, so that no change is started for it. */
  assertIsThere(): Promise<void> {
    return assertEngineIsThere(this.address);
  }
}

/** Writes lines to the engine, which shows each one at its resource. */
export class EngineLog {
  private readonly onTheWay = new Set<Promise<void>>();

  /** @param engine - called for each line, because the engine's address may come late */
  constructor(private readonly engine: () => EngineClient | undefined) {}

  write(line: string, urn: string, severity: LogSeverity = LogSeverity.INFO): void {
    const engine = this.engine();
    if (engine === undefined) {
      console.error(line);
      return;
    }
    const request = new LogRequest();
    request.setSeverity(severity);
    request.setMessage(line);
    request.setUrn(urn);
    const arrival = new Promise<void>((resolve) => engine.log(request, () => resolve()));
    this.onTheWay.add(arrival);
    void arrival.then(() => this.onTheWay.delete(arrival));
  }

  /** Resolves when all lines so far have arrived: the engine drops lines that come after the end of their operation. */
  async flushed(): Promise<void> {
    await Promise.all(this.onTheWay);
  }
}
