/** The one form that every reply of the API has. */
export function successReply(requestId: string, fields: object): string {
  return JSON.stringify({ Response: { ...fields, RequestId: requestId } });
}

/** The one form that every error of the API has. */
export function errorReply(requestId: string, code: string, message: string): string {
  return JSON.stringify({ Response: { Error: { Code: code, Message: message }, RequestId: requestId } });
}
