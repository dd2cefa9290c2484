import { libvips, nativeParts } from './native_parts'
import { type Part, packages } from './packages'

/** THIRD_PARTY.md: who made what people get beside our own code, and on which terms; each text once. */
export function thirdParty(): string {
  const vips = libvips(`linux-${process.arch}`)
  const parts = [...nativeParts(), ...packages().map((part) => withTexts(part, vips))]
  return [
    HEAD,
    '## Parts\n',
    '| part | version | licence | |\n|---|---|---|---|',
    ...parts.map((part) => `| ${part.name} | ${part.version} | ${part.licence} | ${noteOf(part)} |`),
    `\n## Inside ${vips.name}\n`,
    vips.table,
    '\n## Texts',
    ...textsOf(parts).map(([text, names]) => `\n### ${names.join(', ')}\n\n~~~~~~text\n${text}\n~~~~~~`),
    '',
  ].join('\n')
}

const HEAD = `# Licences of what is inside SparseLens

Written by \`npm run third-party\` from what the bundles and packages hold; \`test/e2e/third_party.test.ts\` fails when it isn't what they hold. SparseLens itself: MIT. ‹system› stands for linux-x64 and the like.
`

const noteOf = ({ note, texts }: Part): string => note ?? (texts.length === 0 ? 'brings no text along' : '')

const withTexts = (part: Part, { name, texts }: { name: string; texts: string[] }): Part =>
  part.name === name ? { ...part, texts } : part

function textsOf(parts: Part[]): [string, string[]][] {
  const names = new Map<string, string[]>()
  for (const { name, texts } of parts) {
    for (const text of texts) names.set(text, [...(names.get(text) ?? []), name])
  }
  return [...names]
}
