import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { grpc } from "./sdk-modules";

/** Writes lines to the engine, which shows each one at its resource. */
export class EngineLog {
  private engine: EngineClient | undefined;
  private readonly onTheWay = new Set<Promise<void>>();

  /** @param address - `127.0.0.1:PORT`; it may come late */
  attach(address: string): void {
    // A proxy of the environment is for other hosts, not for this machine.
    this.engine = new EngineClient(address, grpc.credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  }

  write(line: string, urn: string, severity: LogSeverity = LogSeverity.INFO): void {
    const { engine } = this;
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
