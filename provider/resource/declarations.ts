import { Abandoned } from "./abandoned";
import { Declared } from "./declared";
import { OtherProviders, type Surroundings } from "./other-providers";
import { QuietMoment } from "./quiet-moment";
import { Turns } from "./turns";

/** What the provider processes of one engine know of the running program and of each other. */
export class Declarations {
  readonly moment: QuietMoment;
  readonly declared: Declared;
  readonly abandoned: Abandoned;
  readonly turns: Turns;

  /** @param surroundings - where the process stands; without them it knows of no others */
  constructor(surroundings?: Surroundings) {
    const others = new OtherProviders(surroundings);
    this.moment = new QuietMoment(others);
    this.declared = new Declared(others, this.moment);
    this.abandoned = new Abandoned(others, this.declared);
    this.turns = new Turns(others);
  }
}
