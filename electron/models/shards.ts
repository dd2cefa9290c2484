/** All files of a model: of `name-00001-of-00004.gguf` the four shards in order, else the file alone. */
export function shardsOf(path: string): string[] {
  const match = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/s.exec(path)
  if (!match) return [path]
  const [, base, , count] = match
  return Array.from({ length: Number(count) }, (_, i) => `${base}-${String(i + 1).padStart(5, '0')}-of-${count}.gguf`)
}
