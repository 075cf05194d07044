/** What a cloud may do in one of several ways, since the documentation does not say which. */
export interface Behaviour {
  /** Modify of a setting that is already as asked for: restarts, is accepted with TaskId 0 and changes nothing, or is refused. */
  readonly unchangedModify: "restart" | "nothing" | "error";
  /** What a database sends in a TLS handshake: its certificate with the intermediate that signed it, or alone. */
  readonly serverChain: "intermediate" | "leaf";
  /** Where DescribeTasks says why a task failed or paused. In the last two there is no Message, as in the published examples. */
  readonly failureReason: "Message" | "StepMessage" | "Output";
}

const usual: Behaviour = { unchangedModify: "restart", serverChain: "intermediate", failureReason: "Message" };

/** Which of these ways the cloud goes at present. */
export class Behaviours {
  private chosen = usual;

  get current(): Behaviour {
    return this.chosen;
  }

  change(wanted: Partial<Behaviour>): Behaviour {
    this.chosen = { ...this.chosen, ...wanted };
    return this.chosen;
  }

  reset(): void {
    this.chosen = usual;
  }
}
