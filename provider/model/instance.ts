/** Where an instance lives: what every request about it needs. */
export interface Instance {
  readonly dbInstanceId: string;
  readonly region: string;
}

/** One text for one instance, to keep things by. */
export function instanceKey({ region, dbInstanceId }: Instance): string {
  return `${region}/${dbInstanceId}`;
}
