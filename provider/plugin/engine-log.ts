import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Writes lines to the engine, which shows each one at its resource. */
export class EngineLog {
  private readonly onTheWay = new Set<Promise<void>>();

  /** @param engine - called for each line, because the engine's address may come late */
  constructor(private readonly engine: () => EngineClient | undefined) {}

  write(line: string, urn = ""): void {
    const engine = this.engine();
    if (engine === undefined) {
      console.error(line);
      return;
    }
    const request = new LogRequest();
    request.setSeverity(LogSeverity.INFO);
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
