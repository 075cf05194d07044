/** Parses an import id: `INSTANCE`, or `REGION/INSTANCE` for a region other than the provider's. */
export function parseImportId(id: string): { readonly dbInstanceId: string; readonly region?: string } {
  const slash = id.indexOf("/");
  return slash === -1 ? { dbInstanceId: id } : { region: id.slice(0, slash), dbInstanceId: id.slice(slash + 1) };
}
