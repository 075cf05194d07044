/** Says one line to the user. */
export type Say = (line: string) => void;

/** Says it on stderr, so that stdout holds nothing but what the Pulumi CLI itself prints. */
export const sayOnStderr: Say = (line) => {
  process.stderr.write(`[pulumi-cli] ${line}\n`);
};
