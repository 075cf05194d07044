/** What the documentation leaves open about the gateway that all requests pass, and about lists. */
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
    question: "Which bodies are taken?",
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
} as const;
