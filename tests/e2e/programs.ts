/** A resource's name in the program, and its arguments. */
export type Declared = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * The source of a program that declares these resources, each as a constant with its name. Arguments that the types would
 * refuse are accepted, as in a program in JavaScript.
 */
export function declaring(resources: Declared, more = ""): string {
  return [
    'import { InstanceSslConfig } from "pulumi-tencentcloud-postgres-ssl";',
    ...Object.entries(resources).map(
      ([name, args]) => `const ${name} = new InstanceSslConfig("${name}", ${JSON.stringify(args)} as never);`,
    ),
    more,
  ].join("\n");
}
