"""Ranks sentences by TextRank (sumy): JSON {sentences: [string], most: number} in, their indices out, in their order."""

import json
import re
import sys

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


class Words:
    """Sentences come as they are: sumy's own tokenizer wants to download its data."""

    def to_words(self, sentence):
        return tuple(WORD.findall(sentence))


asked = json.load(sys.stdin)
sentences = [Sentence(text, Words()) for text in asked["sentences"]]
summarizer = TextRankSummarizer(Stemmer("english"))
summarizer.stop_words = get_stop_words("english")
chosen = summarizer(ObjectDocumentModel([Paragraph(sentences)]), asked["most"])
json.dump([i for i, one in enumerate(sentences) if any(one is other for other in chosen)], sys.stdout)
