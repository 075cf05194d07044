/** What the documentation leaves open about `sts`, `tag`, regions and zones; and what the emulator starts with. */
export const serviceAssumptions = {
  serviceOfCall: {
    question: "How is it known which service a call is for, where the host is an address?",
    decision:
      "By the service in the scope of the signature, as far as the client did not make that out of the address; else by the action.",
  },
  neighbourRates: {
    question: "How many calls a second do the actions take whose page gives no number?",
    decision: "As many as those of `postgres`: `--rate`. With a number, at least that number.",
  },
  anyRole: {
    question: "Which roles are there, and who may assume them?",
    decision:
      "All that a RoleArn can name, of any account, by anybody; they act in the one emulated account. `POST roles` describes one that is less open.",
  },
  untrustedRoleCode: {
    question: "Which code does a caller get whom the role does not trust, or who names another ExternalId?",
    decision: "`UnauthorizedOperation`.",
    value: "UnauthorizedOperation",
  },
  sessionCodes: {
    question:
      "Which codes do a malformed RoleArn, RoleSessionName or ExternalId and a DurationSeconds out of 1 to 43200 get?",
    decision:
      "`InvalidParameter.ParamError`; the last one `InvalidParameter.OverTimeError` from AssumeRole, whose page has that.",
  },
  policy: {
    question: "What does the Policy of AssumeRole do?",
    decision: "Its form is checked; it takes nothing away from what the role may do.",
  },
  webIdentityToken: {
    question: "Which WebIdentityToken is good?",
    decision:
      "A JSON Web Token with `iss`, `sub`, `aud` and an `exp` to come, signed by whomever and however; others get `InvalidParameter.WebIdentityTokenError`.",
  },
  callerIdentity: {
    question: "Who are the keys that the emulator gives out at its start, and those of `POST credentials`?",
    decision: "User 100000000002 of the account (`CAMUser`), and a federated user of that one.",
    value: { user: "100000000002" },
  },
  taggedResources: {
    question: "Which resources does GetResources list?",
    decision: "Instances that have a tag; those named without one are left out.",
  },
  otherResourcesTags: {
    question:
      "Which tags does DescribeResourceTagsByResourceIds show for what is no instance of PostgreSQL, or of another region?",
    decision: "None.",
  },
  tagListingCode: {
    question:
      "Which code does DescribeResourceTagsByResourceIds give for an unknown Category, and for an Offset within a page?",
    decision: "`InvalidParameterValue`.",
    value: "InvalidParameterValue",
  },
  regionNumbers: {
    question: "Which regions does DescribeRegions list, and with which numbers?",
    decision:
      "Those of the API's page, those with instances and the one that is called, all AVAILABLE; the numbers are the cloud's, 9999 for a region that is not on the page.",
    value: { ofUnknown: 9999 },
  },
  zones: {
    question: "Which zones does a region have?",
    decision:
      "Three, named -1 to -3, all AVAILABLE and each a standby of the others, whatever the StorageType. The number is that of the region times 100000 plus that of the zone.",
    value: { count: 3 },
  },
  account: {
    question: "Which account is it?",
    decision: "AppId 1250000000, Uid 100000000001.",
    value: {
      appId: 1_250_000_000,
      uid: 100_000_000_001,
    },
  },
  network: {
    question: "In which network are the instances?",
    decision: "`vpc-emu00001`, `subnet-emu00001`.",
    value: {
      vpcId: "vpc-emu00001",
      subnetId: "subnet-emu00001",
    },
  },
  storage: {
    question: "Which edition are the instances of?",
    decision:
      "Cloud disk (CLOUD_SSD); the third one local disk (PHYSICAL_LOCAL_SSD), so that both kinds of replies can be seen.",
  },
} as const;
