import { announce, announceFailure } from "./announcements.js";
import { fetchInstance } from "./api.js";

/** Copies what a client needs to connect to the instance's database, for the address that its certificate names. */
export async function copyConnectionString(id) {
  try {
    const text = connectionString(await fetchInstance(id));
    try {
      await navigator.clipboard.writeText(text);
      announce(`The connection string of ${id} is copied.`);
    } catch {
      // Some browsers and some origins have no clipboard: then the text is shown to be copied by hand.
      prompt("Copy this:", text);
    }
  } catch (error) {
    announceFailure(`The connection string of ${id} could not be read: ${error.message}`);
  }
}

function connectionString({ server, sslEnabled, connectAddress }) {
  const { host, port, user, password, database } = server;
  // A name leads nowhere here; the database listens at its addresses only.
  const isAddress = /^[\d.]+$/.test(connectAddress);
  const to = sslEnabled && isAddress ? connectAddress : host;
  const mode = sslEnabled ? (isAddress ? "verify-full&sslrootcert=ca.pem" : "verify-ca&sslrootcert=ca.pem") : "disable";
  return `postgres://${user}:${encodeURIComponent(password)}@${to}:${port}/${database}?sslmode=${mode}`;
}
