export { type Authority, caDownload, type CaDownload, createAuthority, type ServerCertificate } from "./authority";
export { javaKeystorePassword } from "./certificate";
