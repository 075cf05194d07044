/** The program behind `pulumi-resource-tencentcloud-postgres-ssl`; also what a bundle of the plugin starts with. */
import { serve } from "./serve";

serve(process.argv[2] ?? "");
