import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ensurePulumiCli } from "../../../../scripts/pulumi-cli";
import { officialInstaller } from "../../../../scripts/pulumi-cli/install/official-installer";
import { pulumiVersion } from "../../../../scripts/pulumi-cli/version";
import { fakeMachine, type FakeMachine } from "../fake-programs";

// Called as `sh install.sh --no-edit-path --install-root FOLDER --version VERSION`, as the real one is.
const script = `
mkdir -p "$3/bin"
for name in pulumi pulumi-language-nodejs pulumi-resource-pulumi-nodejs; do
  echo "#!/bin/sh
echo v$5" > "$3/bin/$name"
  chmod +x "$3/bin/$name"
done
touch "$TMPDIR/archive"
`;

let machine: FakeMachine;
beforeEach(() => {
  machine = fakeMachine();
});
afterEach(() => machine.remove());

test("the official install script is downloaded and run, and only the CLI is kept", async () => {
  await withSite({ "/install.sh": script }, async (site) => {
    const cli = await ensurePulumiCli({ ...machine, ways: [officialInstaller(site)] });
    expect(cli.folder).toBe(join(machine.cache, `pulumi-${pulumiVersion}`));
  });
  expect(readdirSync(machine.cache)).toEqual([`pulumi-${pulumiVersion}`]);
  expect(machine.said).toContainEqual(expect.stringContaining(`downloading Pulumi ${pulumiVersion}`));
});

test("an install script that fails halfway leaves nothing behind, and its output is reported", async () => {
  const failing = `${script}\necho "no release for this platform" >&2\nexit 4`;
  await withSite({ "/install.sh": failing }, async (site) => {
    const attempt = ensurePulumiCli({ ...machine, ways: [officialInstaller(site)] });
    await expect(attempt).rejects.toThrow("failed with exit code 4: no release for this platform");
  });
  expect(readdirSync(machine.cache)).toEqual([]);
});

test("if the site answers with an error page, the message names the address and the status", async () => {
  await withSite({}, async (site) => {
    const attempt = ensurePulumiCli({ ...machine, ways: [officialInstaller(site)] });
    await expect(attempt).rejects.toThrow(/asking http.*install\.sh failed .*404/);
  });
});

async function withSite(pages: Record<string, string>, use: (site: string) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ""];
    response.writeHead(page === undefined ? 404 : 200).end(page);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}
