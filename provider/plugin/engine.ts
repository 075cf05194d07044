import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { assertEngineIsThere } from "../resource/engine";
import { grpc } from "./sdk-modules";

const PAUSE_MS = 1000;

/** The engine that started this process. */
export class Engine {
  readonly client: EngineClient;

  /** @param address - `127.0.0.1:PORT` */
  constructor(readonly address: string) {
    // A proxy of the environment is for other hosts, not for this machine.
    this.client = new EngineClient(address, grpc.credentials.createInsecure(), { "grpc.enable_http_proxy": 0 });
  }

  /**
   * Calls `onGone` once when the engine has ended. A CLI that is killed does not end its plugins, which would go on changing
   * instances.
   *
   * The connection shows it at once: it breaks and cannot be made again.
   */
  watch(onGone: () => void): void {
    const channel = this.client.getChannel();
    const look = async (): Promise<void> => {
      const state = channel.getConnectivityState(true);
      if (state === grpc.connectivityState.TRANSIENT_FAILURE) {
        if (await this.isGone()) onGone();
        else setTimeout(() => void look(), PAUSE_MS);
        return;
      }
      channel.watchConnectivityState(state, Infinity, () => void look());
    };
    void look();
  }

  /** Throws when the engine has ended, so that no change is started for it. */
  assertIsThere(): Promise<void> {
    return assertEngineIsThere(["", "", this.address]);
  }

  private async isGone(): Promise<boolean> {
    return this.assertIsThere().then(
      () => false,
      () => true,
    );
  }
}
