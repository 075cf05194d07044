/** The sections of an INI file with their keys and values. */
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads the flat INI files that Tencent Cloud's SDKs use: sections, `key = value`, and comments after `;` or `#`. */
export function parseIni(text: string): IniSections {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, title] = /^\s*\[([^\]]*)\]/.exec(line) ?? [];
    const [, key, value] = /^\s*([^\s;#=[][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (title !== undefined)
      sections.set(title.trim(), (section = sections.get(title.trim()) ?? new Map<string, string>()));
    else if (key !== undefined && value !== undefined) section.set(key, plain(value));
  }
  return sections;
}

/** Without the comment behind it or the quotes around it; no value that is read here has blanks in it. */
function plain(value: string): string {
  const text = value.replace(/\s[;#].*$/, "").trimEnd();
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
