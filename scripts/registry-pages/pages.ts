import { SETTING_NAMES } from "../../provider/credentials/settings";
import schema from "../../plugin/schema.json";
import { type Example, examples } from "./example";
import { languages } from "./languages";

const source = schema.repository;
const file = (path: string) => `${source}/blob/main/${path}`;

/** The page that introduces the package in Pulumi's Registry. */
export function indexPage(): string {
  return `---
title: ${schema.displayName}
meta_desc: Declare the SSL setting of TencentDB for PostgreSQL instances with Pulumi.
layout: package
---

${schema.description}

- Each change restarts the database. If the instance already is as declared, nothing is changed.
- The run waits for the cloud's task, and then checks that the cloud has the setting that you declared.
- \`pulumi refresh\` finds drift, and \`pulumi up --refresh\` repairs it.

The [source and the other documents](${source}) say more: [permissions](${file("docs/security.md#permissions")}), [drift](${file("docs/drift.md")}), [errors and what to do](${file("docs/errors.md")}), and a [local cloud](${file("emulator/README.md")}) to try programs on.

${examples.map((example) => `## ${example.title}\n\n${chooser(example)}`).join("\n\n")}
`;
}

/** The page of Pulumi's Registry on how to get the package and how to set it up. */
export function installationPage(): string {
  return `---
title: ${schema.displayName} Installation & Configuration
meta_desc: How to install and configure the ${schema.displayName} provider for Pulumi.
layout: package
---

## Installation

The provider needs Node.js on the machine that runs \`pulumi\`, for programs in every language. [Supported versions](${file("docs/supported-versions.md")}) says which.

- **JavaScript and TypeScript**: \`npm install pulumi-tencentcloud-postgres-ssl @pulumi/pulumi\`, and import from \`pulumi-tencentcloud-postgres-ssl/plugin\`. The package contains the plugin; its [documents](${file("docs/provider-plugin.md")}) say how the project finds it.
- **YAML** needs only the plugin.
- **Python, Go, C# and Java**: \`pulumi package add tencentcloud-postgres-ssl\` generates the SDK in your project.

Pulumi downloads the plugin when a program needs it. To install it yourself, also on a machine without access to GitHub, where FOLDER_URL serves the [files of a release](${source}/releases):

\`\`\`sh
pulumi plugin install resource tencentcloud-postgres-ssl VERSION --server ${schema.pluginDownloadURL}
pulumi plugin install resource tencentcloud-postgres-ssl VERSION --server FOLDER_URL
\`\`\`

Each release has \`SHA256SUMS\`, and a statement of the workflow and the commit that it was built from:

\`\`\`sh
sha256sum --check --ignore-missing SHA256SUMS
gh attestation verify ARCHIVE --repo ${source.replace("https://github.com/", "")}
\`\`\`

## Configuration

Set a region and the keys of a user who has the [three permissions](${file("docs/security.md#permissions")}):

\`\`\`sh
pulumi config set tencentcloud-postgres-ssl:region ap-guangzhou
pulumi config set --secret tencentcloud-postgres-ssl:secretId
pulumi config set --secret tencentcloud-postgres-ssl:secretKey
\`\`\`

Or take them from the environment, where pipelines have them:

\`\`\`sh
export TENCENTCLOUD_REGION=ap-guangzhou TENCENTCLOUD_SECRET_ID=AKID… TENCENTCLOUD_SECRET_KEY=…
\`\`\`

Accounts of the mainland site also set the domain: \`pulumi config set tencentcloud-postgres-ssl:domain tencentcloudapi.com\`.

A setting of the stack's configuration takes precedence over the environment, and the first variable that is set over the next. [Credentials](${file("docs/credentials.md")}) says in which order the sources are tried, and how jobs on GitHub and GitLab need no key.

${settingsTable()}

These have no key in the stack's configuration:

${furtherVariables()}
`;
}

/** The examples as a schema's description has them; each generator keeps the program in its own language. */
export function examplesInDescription(does: Example["does"]): string {
  const parts = examples
    .filter((example) => example.does === does)
    .map((example) => {
      const programs = languages.map(({ name, program }) => `\`\`\`${name}\n${program(example)}\`\`\`\n`);
      return `{{% example %}}\n### ${example.title}\n\n${programs.join("")}{{% /example %}}\n`;
    });
  return `{{% examples %}}\n## Example Usage\n${parts.join("")}{{% /examples %}}`;
}

function chooser(example: Example): string {
  const tabs = languages.map(
    ({ name, program }) =>
      `{{% choosable language ${name} %}}\n\n\`\`\`${name}\n${program(example)}\`\`\`\n\n{{% /choosable %}}`,
  );
  const names = languages.map(({ name }) => name).join(",");
  return [`{{< chooser language "${names}" >}}`, ...tabs, "{{< /chooser >}}"].join("\n\n");
}

function settingsTable(): string {
  const rows = Object.entries(schema.config.variables).map(([name, { description, defaultInfo }]) =>
    row(`\`tencentcloud-postgres-ssl:${name}\``, codes(defaultInfo.environment), description),
  );
  return [row("Setting", "Environment", "What it is"), row("---", "---", "---"), ...rows].join("\n");
}

/** What is read from the environment alone. */
const FURTHER: Readonly<Record<string, string>> = {
  credentialsFile: "The SDKs' credentials file, instead of `~/.tencentcloud/credentials`.",
  tkeRegion: "The pod's region; TKE sets this one and the next three.",
  tkeProviderId: "The pod's identity provider.",
  tkeTokenFile: "The file with the pod's token.",
  tkeRoleArn: "The pod's role.",
};

function furtherVariables(): string {
  const rows = Object.entries(SETTING_NAMES)
    .filter(([, names]) => !("key" in names))
    .map(([name, { variables }]) => row(codes(variables), FURTHER[name] ?? ""));
  return [row("Environment", "What it is"), row("---", "---"), ...rows].join("\n");
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
