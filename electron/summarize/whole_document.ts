/**
 * Questions about a document as a whole ("What is it about?", "Summarize the agreement."): no sentence states what they ask, so
 * they have no words that a first look could find, and nothing explains them. They are known by having no word beside those
 * that ask, that name a document, and that mean all of it.
 */

const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/))

/** In English, German, French and Spanish, as all of the following. */
const MEANS_ALL = words(`
  about summary summaries summarize summarise summarizing overview gist main key point points topic topics subject theme
  themes purpose content contents message takeaway takeaways essence outline abstract brief briefly short shortly general
  generally overall
  zusammenfassung zusammenfassen zusammen fasse inhalt geht überblick thema themen hauptpunkte kernaussage kernaussagen kurz worum
  résumé résumer résume résumez sujet thème contenu principaux points parle aperçu
  resumen resumir resume resuma tema contenido trata principales puntos
`)

const NAMES_A_DOCUMENT = words(`
  document documents text file pdf paper article report book letter story agreement contract lease page pages essay study
  memo email mail this that it these
  dokument text datei bericht buch brief artikel vertrag dies dieses diesem dieser es
  document texte fichier article rapport livre lettre contrat ce cet cette ceci
  documento texto archivo artículo informe libro carta contrato este esta esto
`)

const ASKS = words(`
  what whats what's which who how why when where is are was were does do did can could would will you me us i we the a an
  of in on for to from with and or please give tell write make say says said describe explain list show give sentence
  sentences words paragraph paragraphs bullet bullets one two three four five few some
  was ist wovon handelt um den die das der ein eine von in bitte mir uns gib kannst du sie
  que quel quelle quels quelles est de du des la le les un une dans peux tu vous moi s'il te plaît quoi
  qué cuál cuáles es son de del la el los las un una en puedes me por favor se
`)

export function asksOfTheWhole(question: string): boolean {
  const asked = question.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu) ?? []
  const known = (word: string) => MEANS_ALL.has(word) || NAMES_A_DOCUMENT.has(word) || ASKS.has(word)
  return asked.some((word) => MEANS_ALL.has(word)) && asked.every((word) => known(word.replace('’', "'")))
}
