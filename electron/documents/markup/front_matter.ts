/** What stands before a Markdown text for programs: YAML between lines of three hyphens, TOML between three plus signs. */

const YAML = /^---[ \t]*\n((?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)/
const TOML = /^\+\+\+[ \t]*\n((?:.*\n)*?)\+\+\+[ \t]*(?:\n|$)/

/** Keys, items, comments, and what is indented below them. */
const YAML_LINE = /^(?:\s*|#.*|[\w"'][\w "'.@/-]*:(?:\s.*)?|- .*|\s+\S.*|[\]}],?)$/
const YAML_KEY = /^["']?[\w.@][\w.@-]*(?: [\w.@-]+){0,2}["']?:(?:\s|$)/
const TOML_LINE = /^(?:\s*|#.*|\[.*\]|[\w."-]+\s*=.*|\s+\S.*|[\]}],?|""".*|.*""")$/

/** A text between two rules is no front matter: that begins with a key, right below the first line, and holds nothing else. */
export function withoutFrontMatter(text: string): string {
  const yaml = YAML.exec(text)
  if (yaml && isYaml(yaml[1]!.split('\n'))) return text.slice(yaml[0].length)
  const toml = TOML.exec(text)
  return toml && isToml(toml[1]!) ? text.slice(toml[0].length) : text
}

function isYaml(lines: string[]): boolean {
  const first = lines.find((line) => !line.startsWith('#'))
  return first !== undefined && YAML_KEY.test(first) && lines.every((line) => YAML_LINE.test(line))
}

const isToml = (text: string): boolean => text.includes('=') && text.split('\n').every((line) => TOML_LINE.test(line))
