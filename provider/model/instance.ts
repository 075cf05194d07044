/** Where an instance lives: what every request about it needs. */
export interface Instance {
  readonly dbInstanceId: string;
  readonly region: string;
}

/** A key for maps: the same text for the same instance. */
export function instanceKey({ region, dbInstanceId }: Instance): string {
  return `${region}/${dbInstanceId}`;
}
