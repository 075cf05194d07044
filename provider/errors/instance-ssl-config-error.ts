/** The base of every error that this package throws on purpose. `message` is complete: users see nothing else. */
export abstract class InstanceSslConfigError extends Error {
  abstract override readonly name: string;
}
