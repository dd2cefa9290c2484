import { codeLine, type TextBlock } from '../blocks'

/** Programs and data: the lines of a listing, and the blanks they begin with, mean something. */

const NAMES =
  /\.(?:jsonl?|ndjson|geojson|xml|xsd|xslt?|svg|ya?ml|toml|ini|cfg|conf|properties|csv|tsv|log|py|jsx?|mjs|cjs|tsx?|java|kt|c|h|cc|cpp|hpp|cs|go|rs|rb|php|swift|scala|pl|lua|r|sql|sh|bash|ps1|bat|css|scss|less|vue|diff|patch)$/i

export const isListing = (text: string, file: string): boolean =>
  NAMES.test(file) || isJson(text) || isXml(text) || isYaml(text.split('\n')) || isProgram(text.split('\n'))

/** Each line that says something is a paragraph. */
export const listingBlocks = (text: string, page: number): TextBlock[] =>
  text.split('\n').map((line) => ({ text: codeLine(line), kind: 'item', page }))

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text) || !/[\]}]\s*$/.test(text)) return false
  return (
    parses(text) ||
    text
      .trim()
      .split('\n')
      .every((line) => line.trim() === '' || (/^\s*[[{]/.test(line) && parses(line)))
  )
}

function parses(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object'
  } catch {
    return false
  }
}

const isXml = (text: string): boolean =>
  /^\s*<\?xml\s/.test(text) || /^\s*(?:<!--.*?-->\s*)*<([\p{L}_][\w:.-]*)(?:\s[^<>]*)?>.*<\/\1>\s*$/su.test(text)

/** Keys, with others indented below some of them. */
function isYaml(lines: string[]): boolean {
  const full = lines.filter((line) => line.trim() !== '')
  const keys = full.filter((line) => /^\s*(?:- )?[\w.-]+:(?:\s|$)/.test(line))
  const parents = full.filter((line, i) => /^\s*(?:- )?[\w.-]+:$/.test(line) && /^\s+\S|^- /.test(full[i + 1] ?? ''))
  const others = full.filter((line) => /^\s*(?:- \S|#|---$)/.test(line) && !keys.includes(line))
  return parents.length > 0 && keys.length >= full.length / 2 && keys.length + others.length >= full.length * 0.9
}

/** How lines of programs begin or end, and lines of prose do not. */
const STATEMENT =
  /[;{}]\s*(?:\/\/.*)?$|^\s*(?:\/\/|\/\*|\*\/|#include\b|#!\/|@\w+\s*(?:\(|$)|[\])}]+[;,]?$|import [\w{*"'.]|from [\w.]+ import |export |def \w+\(|class \w+|func(?:tion)? \w+|(?:const|let|var) \w+|return\b.*\w\(|(?:if|for|while|with|elif|else|try|except|finally)\b.*:$|(?:public|private|protected|static) |package [\w.]+$|using [\w.]+;|[\w.]+\(.*\)$|[\w.[\]"']+ (?:[-+*/|]?=|:=|<-) \S|<\/?\w[^>]*>\s*$|(?:SELECT|INSERT|UPDATE|CREATE|FROM|WHERE) )/

export const isStatement = (line: string): boolean => STATEMENT.test(line)

/** Most of the lines of a program are statements, and some are indented or end as no sentence does. */
export function isProgram(lines: string[]): boolean {
  const full = lines.filter((line) => line.trim() !== '')
  if (full.length < 3) return false
  const statements = full.filter(isStatement).length
  const isShaped =
    full.some((line) => /^(?: {2,}|\t)\S/.test(line)) || full.filter((line) => /[;{}]\s*$/.test(line)).length > 1
  return isShaped && statements >= full.length * 0.55
}
