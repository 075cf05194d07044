import type { Fields } from "../reply";
import { all, type Check, judge, notTried } from "../verdict";

/** What is made up in the emulator has another value in every account, so that its form is tried. */
export const accountChecks = {
  account: async (lab) => {
    const instances = await lab.instances();
    const pairs = new Set(instances.map(({ AppId, Uid }) => `AppId ${String(AppId)}, Uid ${String(Uid)}`));
    const isNumber = ({ AppId, Uid }: Fields) => Number(AppId) > 0 && Number(Uid) > 0;
    return judge(
      pairs.size === 1 && instances.every(isNumber),
      `${pairs.size} account in ${instances.length} instances`,
    );
  },
  network: async (lab) => {
    const { VpcId, SubnetId } = await lab.instance();
    const isRight = /^vpc-[a-z0-9]{8}$/.test(String(VpcId)) && /^subnet-[a-z0-9]{8}$/.test(String(SubnetId));
    return judge(isRight, isRight ? "both of this form" : `${String(VpcId)}, ${String(SubnetId)}`);
  },
  storage: async (lab) => {
    const instances = (await lab.instances()).filter(({ DBInstanceStatus: status }) => status === "running");
    const ofKind = (isLocal: boolean) =>
      instances.find(({ DBInstanceStorageType: type }) => (type === "PHYSICAL_LOCAL_SSD") === isLocal);
    const tried = [ofKind(true), ofKind(false)].filter((instance) => instance !== undefined);
    if (tried.length === 0) return notTried("no instance of the region is running");
    const verdicts = tried.map(async ({ DBInstanceId: id, DBInstanceStorageType: type }) => {
      const { fields } = await lab.sslConfig(String(id));
      const hasFields = ["CACert", "CAJKS", "CAP7B"].filter((name) => name in fields).length;
      return judge(hasFields === (type === "PHYSICAL_LOCAL_SSD" ? 0 : 3), `${String(type)}: ${hasFields} of 3`);
    });
    return all(await Promise.all(verdicts));
  },
} satisfies Record<string, Check>;

/** What the rows are held to, in place of the emulator's own values. */
export const accountForms = {
  account: "AppId and Uid are numbers above 0, the same for all instances.",
  network: "`vpc-` and `subnet-`, each with 8 lower-case letters or digits.",
  storage: "Replies for cloud disks have CACert, CAJKS and CAP7B, those for local disks have none of them.",
};
