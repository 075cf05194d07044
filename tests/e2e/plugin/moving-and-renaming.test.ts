import { useLocalCloud } from "../local-cloud";
import { mustUp } from "../stack-verbs";
import { DYNAMIC_TYPE, PLUGIN_TYPE } from "./plugin-programs";

const cloud = useLocalCloud({ instances: 8 });

const DYNAMIC = "pulumi-tencentcloud-postgres-ssl";

/**
 * Eight resources, each with another kind of alias. The aliases of one layout name the places of the other, and none names the
 * other provider's type.
 */
function program(from: string, layout: "old" | "new"): string {
  const [here, there] = layout === "old" ? ["old", "new"] : ["new", "old"];
  return `
    import * as pulumi from "@pulumi/pulumi";
    import { InstanceSslConfig } from "${from}";
    const type = "${from === DYNAMIC ? DYNAMIC_TYPE : PLUGIN_TYPE}";
    const [project, stack] = [pulumi.getProject(), pulumi.getStack()];
    const databases = ${JSON.stringify([1, 2, 3, 4, 5, 6, 7, 8].map((number) => cloud.instance(number)))};
    let declared = 0;
    function declare(name: string, opts: pulumi.CustomResourceOptions): void {
      const { id, addresses } = databases[declared++];
      new InstanceSslConfig(name, { dbInstanceId: id, sslEnabled: true, connectAddress: addresses[0] }, opts);
    }
    const parents = Object.fromEntries(
      ["old", "new"].map((name) => [name, new pulumi.ComponentResource("test:index:Parent", name)]),
    );
    const renamed = new pulumi.ComponentResource("test:index:Renamed", "${here}-team", {}, { aliases: [{ name: "${there}-team" }] });

    declare("${here}-name", { aliases: [{ name: "${there}-name" }] });
    declare("${here}-place", { aliases: [{ name: pulumi.output("${there}-place"), project, stack }] });
    declare("${here}-output", { aliases: [pulumi.output({ name: "${there}-output" })] });
    declare("${here}-urn", { aliases: [\`urn:pulumi:\${stack}::\${project}::\${type}::${there}-urn\`] });
    declare("into-a-component", ${
      layout === "old"
        ? "{ aliases: [{ parent: parents.old }] }"
        : "{ parent: parents.old, aliases: [{ parent: pulumi.rootStackResource }] }"
    });
    declare("another-parent", { parent: parents.${here}, aliases: [{ parent: parents.${there} }] });
    declare("${here}-team-child", { parent: renamed });
    declare("${here}-child", { parent: renamed, aliases: [{ name: "${there}-child" }] });
  `;
}

test("resources move to the other provider and get another name or parent in the same up, in both directions, and no database notices", async () => {
  const stack = await cloud.stack({ program: program(DYNAMIC, "old") });
  await mustUp(stack);

  for (const [from, layout, type] of [
    [`${DYNAMIC}/plugin`, "new", PLUGIN_TYPE],
    [DYNAMIC, "old", DYNAMIC_TYPE],
  ] as const) {
    stack.setProgram(program(from, layout));
    const { result, actions } = await cloud.watch(() => mustUp(stack));
    // Only the components of the layout are created.
    expect(result.stdout).not.toMatch(/ (created|replaced|deleted)\b/);
    expect(actions).not.toContain("ModifyDBInstanceSSLConfig");
    const types = stack.resources().map((resource) => resource.type);
    expect(types.filter((one) => one.includes("InstanceSslConfig"))).toEqual(Array<string>(8).fill(type));
  }
  for (const { id } of cloud.control.instances().slice(0, 8)) {
    expect(cloud.control.instance(id)).toMatchObject({ sslEnabled: true, modifies: 1, restarts: 1 });
  }
});
