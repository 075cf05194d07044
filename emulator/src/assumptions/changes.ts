/** What the documentation leaves open about a change of the SSL setting, and about the certificates that it brings. */
export const changeAssumptions = {
  restarts: {
    question: "Which changes restart the database?",
    decision: "All: turning SSL on (documented), turning it off, and changing the address.",
  },
  unchanged: {
    question: "What does Modify do when the setting is already as asked for?",
    decision: "It is accepted, gets a task and restarts the database like any other.",
  },
  settingWhileBusy: {
    question: "What does DescribeDBInstanceSSLConfig show while the task is running?",
    decision: "The setting from before; the new one as soon as the task has succeeded.",
  },
  plaintext: {
    question: "Are connections without TLS still accepted while SSL is on?",
    decision: "Yes, as PostgreSQL does by default.",
  },
  publicName: {
    question:
      "May ConnectAddress be the public domain name? (The API's page speaks of IP addresses, the guide of a domain name.)",
    decision: "Yes, in any letter case; it is kept in lower case.",
  },
  closedPublicNetwork: {
    question: "What are the public addresses good for while access from the internet is closed?",
    decision: "The API shows none, and ConnectAddress may not name one; a setting that protects one already stays.",
  },
  missingAddressCode: {
    question: "Which code does turning SSL on without ConnectAddress get?",
    decision: "`InvalidParameterValue.InvalidParameterValueError`.",
    value: "InvalidParameterValue.InvalidParameterValueError",
  },
  malformedAddressCode: {
    question: "Which code does a ConnectAddress get that is neither an IP address nor a domain name?",
    decision: "`InvalidParameterValue.ParameterCharacterLimitError`.",
    value: "InvalidParameterValue.ParameterCharacterLimitError",
  },
  foreignAddressCode: {
    question: "Which code does a ConnectAddress get that belongs to another instance or to none?",
    decision: "`InvalidParameterValue.InvalidParameterValueError`.",
    value: "InvalidParameterValue.InvalidParameterValueError",
  },
  oldVersionCode: {
    question: "Which code does an instance of PostgreSQL 10 or older get?",
    decision: "`FailedOperation.FailedOperationError`.",
    value: "FailedOperation.FailedOperationError",
  },
  malformedId: {
    question: "Which code does an instance id get that no instance could have?",
    decision: "`ResourceNotFound.InstanceNotFoundError`, like one that there is not.",
  },
  caUrl: {
    question: "What is at CAUrl, and for how long?",
    decision:
      "The zip of the guide (pem, p7b, jks), over plain HTTP, without a signature, as long as the emulator runs.",
  },
  caFields: {
    question: "What is in CACert, CAJKS and CAP7B?",
    decision: "PEM text (root and intermediate), and the files of the zip in base64; empty strings while SSL is off.",
  },
  serverCertificate: {
    question: "How long is a server's certificate good?",
    decision: "As long as the authority's; every accepted change brings a new one.",
  },
  certificateKeys: {
    question: "Of which kind are the keys of the certificates?",
    decision:
      "ECDSA on P-256, because they are made in no time. The product's authority has RSA keys of 2048 bits; what its servers have is not published.",
  },
} as const;
