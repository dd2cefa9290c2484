const NAMES =
  'article|art\\.|chapter|section|part|title|annex|appendix|schedule|exhibit|day|week|month|year|question|problem|exercise|task|step|stage|lesson|unit|module|session|lecture|slide|case|item|lot|rule|clause|act|scene|book|canto|letter|interview|witness|document|attachment|figure|table|map|plate|artikel|kapitel|abschnitt|teil|anhang|anlage|tag|woche|monat|frage|aufgabe|übung|lektion|schritt|fall|folie|jour|semaine|chapitre|partie|annexe|leçon|exercice|étape|pièce|capítulo|artículo|anexo|día|semana|pregunta|ejercicio|lección|capitolo|articolo|allegato|giorno|settimana|domanda|esercizio|hoofdstuk|bijlage|dag|vraag|kapittel|bilaga|fråga|глава|статья|день|неделя|вопрос'
const LABEL = new RegExp(`^(?:${NAMES})\\s+(?:no\\.?\\s*|nr\\.?\\s*)?(?:\\p{Nd}+|[ivxlc]+|\\p{Lu})[.:]?$`, 'iu')

/** "Day 1", "Question 7", "Annex B", with nothing behind it: what stands below is called so. */
export const isBareLabel = (text: string): boolean => LABEL.test(text.trim())
