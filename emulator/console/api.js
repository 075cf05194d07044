/** What the page shows: instances that match the filter, running tasks and the latest calls. */
export async function fetchOverview(filter) {
  return read(await fetch(`/_emulator/console/overview?${new URLSearchParams(filter)}`));
}

/** Changes an instance at once, behind the API's back. */
export async function changeSsl(id, sslEnabled, connectAddress) {
  const body = JSON.stringify(sslEnabled ? { sslEnabled, connectAddress } : { sslEnabled });
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(`/_emulator/instances/${encodeURIComponent(id)}`, { method: "PUT", headers, body }));
}

async function read(response) {
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
  return answer;
}
