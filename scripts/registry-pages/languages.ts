import type { Argument, Example } from "./example";

/** How one language writes an {@link Example}. */
export interface Language {
  /** As the Registry's chooser and code blocks call it. */
  readonly name: "typescript" | "yaml" | "python" | "go" | "csharp" | "java";
  readonly program: (example: Example) => string;
}

const RESOURCE = "InstanceSslConfig";
const LOOKUP = "getInstanceSslConfig";
const GO_MODULE = "github.com/example/pulumi-tencentcloud-postgres-ssl/sdk/go/tencentcloudpostgresssl";

const pascal = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const isDeclared = ({ does }: Example) => does === "declares";

/** One line for each argument, and its comment above it. */
function lines({ args }: Example, indent: string, hint: string, line: (arg: Argument) => string): string {
  return args
    .flatMap((arg) => [...(arg.comment === undefined ? [] : [`${hint} ${arg.comment}`]), line(arg)])
    .map((text) => `${indent}${text}\n`)
    .join("");
}

const typescript: Language = {
  name: "typescript",
  program: (example) => {
    const { name, output } = example;
    const args = (indent: string) =>
      lines(example, indent, "//", (arg) => `${arg.name}: ${JSON.stringify(arg.value)},`);
    const used = isDeclared(example) ? RESOURCE : `${LOOKUP}Output`;
    const head = `import { ${used} } from "pulumi-tencentcloud-postgres-ssl/plugin";\n\n`;
    return isDeclared(example)
      ? `${head}const ${name} = new ${RESOURCE}("${name}", {\n${args("  ")}});\n\nexport const ${output} = ${name}.${output};\n`
      : `${head}const ${name} = ${used}({\n${args("  ")}});\n\nexport const ${output} = ${name}.${output};\n`;
  },
};

const yaml: Language = {
  name: "yaml",
  program: (example) => {
    const { name, output } = example;
    const args = (indent: string) => lines(example, indent, "#", (arg) => `${arg.name}: ${String(arg.value)}`);
    const body = isDeclared(example)
      ? `resources:\n  ${name}:\n    type: tencentcloud-postgres-ssl:${RESOURCE}\n    properties:\n${args("      ")}`
      : `variables:\n  ${name}:\n    fn::invoke:\n      function: tencentcloud-postgres-ssl:${LOOKUP}\n      arguments:\n${args("        ")}`;
    return `name: databases\nruntime: yaml\n${body}outputs:\n  ${output}: \${${name}.${output}}\n`;
  },
};

const python: Language = {
  name: "python",
  program: (example) => {
    const { name, output } = example;
    const written = ({ value }: Argument) =>
      typeof value === "string" ? JSON.stringify(value) : pascal(String(value));
    const args = lines(example, "    ", "#", (arg) => `${snake(arg.name)}=${written(arg)},`);
    const used = isDeclared(example) ? RESOURCE : `${snake(LOOKUP)}_output`;
    const first = isDeclared(example) ? `    "${name}",\n` : "";
    return `import pulumi
from pulumi_tencentcloud_postgres_ssl import ${used}

${name} = ${used}(
${first}${args})

pulumi.export("${output}", ${name}.${snake(output)})
`;
  },
};

const go: Language = {
  name: "go",
  program: (example) => {
    const { name, output } = example;
    const alias = "postgresssl";
    const written = ({ value, member }: Argument) => {
      if (member !== undefined) return `${alias}.OnDelete${member}`;
      return `pulumi.${typeof value === "string" ? "String" : "Bool"}(${JSON.stringify(value)})`;
    };
    // As gofmt aligns them: a comment ends a block.
    const parts = example.args.reduce<Argument[][]>((blocks, arg) => {
      if (arg.comment !== undefined || blocks.length === 0) return [...blocks, [arg]];
      return [...blocks.slice(0, -1), [...(blocks.at(-1) ?? []), arg]];
    }, []);
    const args = parts
      .map((block) => {
        const width = Math.max(...block.map((arg) => arg.name.length));
        const line = (arg: Argument) => `${`${goName(arg.name)}:`.padEnd(width + 2)}${written(arg)},`;
        return lines({ ...example, args: block }, "\t\t\t", "//", line);
      })
      .join("");
    const call = isDeclared(example)
      ? `${name}, err := ${alias}.New${RESOURCE}(ctx, "${name}", &${alias}.${RESOURCE}Args{\n${args}\t\t})
		if err != nil {
			return err
		}\n`
      : `${name} := ${alias}.Lookup${RESOURCE}Output(ctx, ${alias}.Lookup${RESOURCE}OutputArgs{\n${args}\t\t})\n`;
    const exported = isDeclared(example) ? `${name}.${goName(output)}` : `${name}.${goName(output)}()`;
    return `package main

import (
	${alias} "${GO_MODULE}"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		${call}		ctx.Export("${output}", ${exported})
		return nil
	})
}
`;
  },
};

const goName = pascal;

const csharp: Language = {
  name: "csharp",
  program: (example) => {
    const { name, output } = example;
    const written = ({ value, member }: Argument) =>
      member === undefined ? JSON.stringify(value) : `OnDelete.${member}`;
    const args = lines(example, "        ", "//", (arg) => `${pascal(arg.name)} = ${written(arg)},`);
    const call = isDeclared(example) ? `new ${RESOURCE}("${name}", new()` : `${pascal(LOOKUP)}.Invoke(new()`;
    const exported = isDeclared(example)
      ? `${name}.${pascal(output)}`
      : `${name}.Apply(found => found.${pascal(output)})`;
    return `using System.Collections.Generic;
using Pulumi;
using Pulumi.TencentcloudPostgresSsl;

return await Deployment.RunAsync(() =>
{
    var ${name} = ${call}
    {
${args}    });

    return new Dictionary<string, object?>
    {
        ["${output}"] = ${exported},
    };
});
`;
  },
};

const java: Language = {
  name: "java",
  program: (example) => {
    const { name, output } = example;
    const written = ({ value, member }: Argument) =>
      member === undefined ? JSON.stringify(value) : `OnDelete.${member}`;
    const args = lines(example, "                ", "//", (arg) => `.${arg.name}(${written(arg)})`);
    const base = "com.pulumi.tencentcloudpostgresssl";
    const inputs = isDeclared(example) ? `${RESOURCE}Args` : `${pascal(LOOKUP)}Args`;
    const call = isDeclared(example)
      ? `new ${RESOURCE}("${name}", ${inputs}.builder()`
      : `TencentcloudpostgressslFunctions.${LOOKUP}(${inputs}.builder()`;
    const exported = isDeclared(example) ? `${name}.${output}()` : `${name}.applyValue(found -> found.${output}())`;
    const imports = isDeclared(example)
      ? [`${base}.${RESOURCE}`, `${base}.${inputs}`, `${base}.enums.OnDelete`]
      : [`${base}.TencentcloudpostgressslFunctions`, `${base}.inputs.${inputs}`];
    return `import com.pulumi.Pulumi;
${imports.map((name) => `import ${name};\n`).join("")}
public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var ${name} = ${call}
${args}                .build());

            ctx.export("${output}", ${exported});
        });
    }
}
`;
  },
};

export const languages: readonly Language[] = [typescript, yaml, python, go, csharp, java];
