const timeoutMilliseconds = 5000;

/** What the page shows: a page of the instances that match the filter, tasks, faults and the latest calls. */
export function fetchOverview(filter, page) {
  return ask("GET", `console/overview?${new URLSearchParams([...filter, ...Object.entries(page)])}`);
}

/** An instance with all that its database's clients need. */
export function fetchInstance(id) {
  return ask("GET", `instances/${encodeURIComponent(id)}`);
}

/** Changes an instance at once, behind the API's back. It restarts a database, which takes as long as it takes. */
export function changeSsl(id, sslEnabled, connectAddress) {
  const change = sslEnabled ? { sslEnabled, connectAddress } : { sslEnabled };
  return ask("PUT", `instances/${encodeURIComponent(id)}`, change, 12 * timeoutMilliseconds);
}

export function addFault(fault) {
  return ask("POST", "faults", fault);
}

export function clearFaults() {
  return ask("DELETE", "faults");
}

/** Puts everything back to what it was at the start. */
export function resetEverything() {
  return ask("POST", "reset", undefined, 12 * timeoutMilliseconds);
}

/** Asks the control interface. An answer that does not come in time is an error, so that the page never waits for ever. */
async function ask(method, path, content, milliseconds = timeoutMilliseconds) {
  const response = await fetch(`/_emulator/${path}`, {
    method,
    signal: AbortSignal.timeout(milliseconds),
    ...(content ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(content) } : {}),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
  return answer;
}
