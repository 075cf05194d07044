/** How the text of a reply's field is written, where the API keeps something else than plain text in it. */
export const fieldFormats: Readonly<Record<string, { test(text: string): boolean }>> = {
  "TaskSet.StartTime": /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
  "TaskSet.EndTime": /^(|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)$/,
  "TaskDetail.AllSteps": { test: isJsonOrEmpty },
  "TaskDetail.Input": { test: isJsonOrEmpty },
  "TaskDetail.Output": { test: isJsonOrEmpty },
};

function isJsonOrEmpty(text: string): boolean {
  if (text === "") return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
