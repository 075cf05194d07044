/** What the documentation leaves open about requests: the gateway, lists, the services beside `postgres`, and what they find. */
export const requestAssumptions = {
  orderOfChecks: {
    question: "In which order is a request checked?",
    decision:
      "Method, size, Action, Timestamp, Version, signature (form, time, key, token, signature), Region, rate, permission, parameters.",
  },
  rateWindow: {
    question: "How are calls counted for the rate limit?",
    decision: "By action, for all of the account together, in whole seconds of the clock; refused calls count as well.",
  },
  nullParameter: {
    question: "What does a parameter that is null mean?",
    decision: "The same as one that is left out.",
  },
  wrongType: {
    question: "What does a parameter of a wrong type get?",
    decision: "`InvalidParameter`; a number as text is not taken.",
  },
  contentTypes: {
    question: "Which bodies does the API accept?",
    decision:
      "`application/json`; `application/x-www-form-urlencoded` with the older signature. Others get `InvalidParameter`.",
  },
  regions: {
    question: "Which regions are there?",
    decision:
      "All whose names are written like `ap-guangzhou`; where nothing was made, lists are empty. Others get `UnsupportedRegion`.",
  },
  otherRegion: {
    question: "What does a call get that names another region than the instance's?",
    decision: "`ResourceNotFound.InstanceNotFoundError`; lists are empty.",
  },
  permission: {
    question: "Which code does a credential without permission get?",
    decision: "`UnauthorizedOperation` (`AuthFailure.UnauthorizedOperation` occurs in the wild as well).",
  },
  language: { question: "In which language are messages when X-TC-Language is missing?", decision: "English." },
  texts: {
    question: "How do the messages read?",
    decision:
      "As in published replies where there are any (unknown SecretId, wrong signature, rate limit, missing or unknown parameter, permission), else in the emulator's own words.",
  },
  instanceLimits: {
    question: "Which Limit does DescribeDBInstances take, and which PageSize DescribeReadOnlyGroups?",
    decision: "1 to 100, 10 when it is missing; others get `InvalidParameterValue.InvalidParameterValueError`.",
    value: { usual: 10, largest: 100 },
  },
  taskLimit: {
    question: "Which code does DescribeTasks give for a Limit outside of 1 to 100?",
    decision: "`InvalidParameterValue.ParameterValueExceedError`.",
  },
  order: {
    question: "In which order are instances and groups without OrderBy, and those that are alike in it?",
    decision: "By time of creation, the latest first; alike ones by id.",
  },
  filters: {
    question: "How do several filters and values work together?",
    decision:
      "All filters must let an instance through; one does when any of its values fits, and none without values.",
  },
  wrongFilter: {
    question: "Which code does an unknown filter get, and a mandatory one that is missing?",
    decision: "`InvalidParameterValue.InvalidParameterValueError`.",
  },
  serviceOfCall: {
    question: "Which service is a call for, where the host is an address?",
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
      "A JSON Web Token with `iss`, `sub`, `aud` and an `exp` to come, whoever signed it; others get `InvalidParameter.WebIdentityTokenError`.",
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
  maintenance: {
    question: "When may the cloud work on an instance, and how does DescribeMaintainTimeWindow write it?",
    decision:
      "From 02:00 for 2 hours, Beijing time, on every day; `HH:MM`, and the days' English names in lower case. `PUT instances/:id` sets another window.",
    value: {
      start: "02:00",
      hours: 2,
      weekDays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    },
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
