import type { Program } from "./scenario";

/** The program without what may keep it from succeeding: contradictions and protection. */
export function closing(program: Program): Program {
  const first = program.filter(
    (resource, index) => !program.slice(0, index).some(({ instance }) => instance === resource.instance),
  );
  const names = first.map(({ name }) => name);
  return first.map(({ options, ...resource }) => {
    const dependsOn = options?.dependsOn?.filter((name) => names.includes(name));
    return { ...resource, options: { ...options, protect: false, ...(dependsOn && { dependsOn }) } };
  });
}
