export { createAuthority, type Authority, type ServerCertificate } from "./authority";
export { javaKeystorePassword } from "./java-keystore";
