import { type Edit, NAMES, type Name, type Place, type Program, type Resource } from "./scenario";

/** The program after the edits; an edit that does not fit, such as of a resource that is not there, changes nothing. */
export function edited(program: Program, edits: readonly Edit[]): Program {
  return edits.reduce((now, edit) => consistent(apply(now, edit)), program);
}

/** The first name that no resource of the program has. */
export function freeName(program: Program): Name | undefined {
  return NAMES.find((name) => !has(program, name));
}

export function has(program: Program, name: Name): boolean {
  return program.some((resource) => resource.name === name);
}

function apply(program: Program, edit: Edit): Program {
  if (edit.edit === "add") {
    if (has(program, edit.resource.name)) return program;
    return edit.first === true ? [edit.resource, ...program] : [...program, edit.resource];
  }
  const resource = program.find(({ name }) => name === edit.name);
  if (resource === undefined) return program;
  switch (edit.edit) {
    case "remove":
      return program.filter((other) => other !== resource);
    case "rename":
      return has(program, edit.to) ? program : renamed(program, resource, edit);
    case "move":
      return replaced(program, resource, { instance: edit.instance });
    case "swap":
      return swapped(program, resource, edit.with);
    case "set":
      return replaced(program, resource, { setting: edit.setting });
    case "onDelete":
      return replaced(program, resource, { onDelete: edit.onDelete });
    case "reparent":
      return replaced(program, resource, {
        inComponent: resource.inComponent !== true,
        aliases: edit.alias ? places(resource) : [],
        ...(edit.provider && { provider: edit.provider }),
      });
    case "provider":
      return replaced(program, resource, { provider: edit.provider });
    case "option":
      return replaced(program, resource, { options: { ...resource.options, ...edit.options } });
  }
}

function replaced(program: Program, resource: Resource, change: Partial<Resource>): Program {
  return program.map((other) => (other === resource ? { ...other, ...change } : other));
}

function renamed(
  program: Program,
  resource: Resource,
  { to, alias, provider }: Extract<Edit, { edit: "rename" }>,
): Program {
  const aliases = alias ? places(resource) : [];
  const changed = replaced(program, resource, { name: to, aliases, ...(provider && { provider }) });
  return changed.map(({ options, ...other }) => {
    const dependsOn = options?.dependsOn?.map((name) => (name === resource.name ? to : name));
    return { ...other, ...(options && { options: { ...options, ...(dependsOn && { dependsOn }) } }) };
  });
}

function swapped(program: Program, resource: Resource, withName: Name): Program {
  const other = program.find(({ name }) => name === withName);
  if (other === undefined) return program;
  const moved = replaced(program, resource, { instance: other.instance });
  return replaced(moved, other, { instance: resource.instance });
}

/** Where the resource is in the program, and where it was. */
export function places({ name, inComponent, aliases = [] }: Resource): Place[] {
  return [{ name, inComponent: inComponent === true }, ...aliases];
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.name === other.name && one.inComponent === other.inComponent;
}

/** A resource depends only on what is registered before it, and was never where another one is now. */
function consistent(program: Program): Program {
  return program.map((resource, index) => {
    const { aliases = [], options, ...rest } = resource;
    const before = program.slice(0, index);
    const taken = program.filter((other) => other !== resource).map((other) => places(other)[0]);
    const free = aliases.filter((alias) => !taken.some((place) => place && isSamePlace(place, alias)));
    const dependsOn = options?.dependsOn?.filter((name) => has(before, name));
    return {
      ...rest,
      ...(free.length > 0 && { aliases: free }),
      ...(options && { options: { ...options, ...(dependsOn && { dependsOn }) } }),
    };
  });
}
