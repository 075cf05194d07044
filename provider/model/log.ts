/** Writes a line for the user; under Pulumi, lines on stdout appear live among the stack's messages. */
export type Log = (line: string) => void;
