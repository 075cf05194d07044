import { PolicyPack } from "@pulumi/policy";
import { staysEncrypted, sslEnabled } from "./policies";

new PolicyPack("tencentcloud-postgres-ssl", { policies: [sslEnabled, staysEncrypted] });
