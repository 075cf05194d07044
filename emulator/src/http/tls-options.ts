import { createSecureContext, type SecureContext, type TlsOptions } from "node:tls";
import type { Authority } from "../certificates";

const mostKeptNames = 50;

/**
 * What the endpoint needs to speak HTTPS: a certificate for its address, and one for each name that a client asks for.
 *
 * @param address the IP address of the endpoint
 */
export async function tlsOptions(authority: Authority, address: string): Promise<TlsOptions> {
  const contexts = new Map<string, SecureContext>();
  const contextFor = async (name: string): Promise<SecureContext> => {
    const known = contexts.get(name);
    if (known) return known;
    const { certificatePem, privateKeyPem } = await authority.issueServerCertificate(name);
    const context = createSecureContext({ cert: certificatePem, key: privateKeyPem });
    // The names come from clients, so the store must not grow with them.
    if (contexts.size >= mostKeptNames) contexts.clear();
    contexts.set(name, context);
    return context;
  };
  const { certificatePem, privateKeyPem } = await authority.issueServerCertificate(address);
  return {
    cert: certificatePem,
    key: privateKeyPem,
    ALPNProtocols: ["http/1.1"],
    SNICallback: (name, done) => {
      contextFor(name).then(
        (context) => done(null, context),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  };
}
