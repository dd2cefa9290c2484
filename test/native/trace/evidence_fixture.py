"""Writes evidence_fixture.txt: what the Python reference of the evidence measure says about a small made-up case.

usage: evidence_fixture.py > evidence_fixture.txt        (needs numpy)

Background and lift are find_retrieval_layers.py's, line by line, with numpy for torch and made-up scores for the model.
The scores come from integers, so that evidence_fixture_test.cpp makes the same ones. BUCKETS is what SparseLens uses.
"""
import numpy as np

SMOOTH, SHRINK, SINKS, BUCKETS, MIN_PAIRS = 1e-3, 50, 8, 18, 1000
L, PROMPT, QUESTION, ANSWER, TOP_K = 3, 260, 12, 7, 32
SENTENCES = [(5, 18), (18, 40), (40, 47), (50, 90), (90, 91), (91, 130), (130, 171), (175, 220), (220, 260)]


def score(layer, t, s):
    """A multiple of 1/128 below 16, which F16 holds exactly: noise, more for the first and for near positions."""
    noise = (layer * 7919 + t * 104729 + s * 1299709 + 12345) * 2654435761 % 2**32 >> 22  # 0..1023
    return (noise + (400 if s < 4 else 0) + 600 // (1 + (t - s) // 4) + (300 if (s // 23 + layer) % 5 == 0 else 0)) / 128


def scores_and_selection(layer, queries):
    """-> scores (rows, n) with -1e30 where invisible, and what is selected: the TOP_K highest, of equals the first."""
    n = queries[-1] + 1
    scores = np.array([[score(layer, t, s) if s <= t else -1e30 for s in range(n)] for t in queries])
    keep = np.zeros(scores.shape, bool)
    for row, t in enumerate(queries):
        keep[row, sorted(range(t + 1), key=lambda s: (-scores[row, s], s))[:TOP_K]] = True
    return scores, keep


def index_mass(scores, keep):
    masked = np.where(keep, scores, -1e30)
    e = np.exp(masked - masked.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def bucket(distance):
    return np.minimum(np.floor(np.log2(np.maximum(distance, 1))).astype(int), BUCKETS - 1)


class Background:
    def __init__(self, n, ranges):
        self.member = np.zeros((n, len(ranges)))
        for j, (a, b) in enumerate(ranges):
            self.member[a:b, j] = 1
        self.ends = np.array([b for _, b in ranges])
        self.mass_by_distance, self.pairs_by_distance = np.zeros((L, BUCKETS)), np.zeros(BUCKETS)
        self.received, self.pairs_of_sentence = np.zeros((L, len(ranges))), np.zeros((BUCKETS, len(ranges)))
        for a, b in ((0, 100), (100, n)):  # the model reads in batches
            for i in range(L):
                self._watch(i, *scores_and_selection(i, list(range(a, b))))
        self.G = self.mass_by_distance / np.maximum(self.pairs_by_distance, 1)
        for k in range(1, BUCKETS):
            if self.pairs_by_distance[k] < MIN_PAIRS:
                self.G[:, k] = self.G[:, k - 1]
        predicted = self.G @ self.pairs_of_sentence
        typical = SHRINK * self.received.sum(1, keepdims=True) / self.pairs_of_sentence.sum() * self.member.sum(0).mean()
        self.r = (self.received + typical) / (predicted + typical)

    def _watch(self, i, scores, keep):
        rows, n = scores.shape
        mass, query = index_mass(scores, keep), np.arange(n - rows, n)[:, None]
        after = (query >= self.ends).astype(float)
        distance = query - np.arange(n)
        counted = distance >= 1
        counted[:, :SINKS] = False
        apart = bucket(distance)
        self.received[i] += ((mass @ self.member[:n]) * after).sum(0)
        self.mass_by_distance[i] += np.bincount(apart[counted], weights=mass[counted], minlength=BUCKETS)
        if i == 0:
            self.pairs_by_distance += np.bincount(apart[counted], minlength=BUCKETS)
            for k in range(BUCKETS):
                self.pairs_of_sentence[k] += (((apart == k) & counted).astype(float) @ self.member[:n] * after).sum(0)

    def lift(self, i, position, scores, keep):
        n = len(self.member)
        m = index_mass(scores, keep)[:n] @ self.member
        expected = self.r[i] * (self.G[i][bucket(position - np.arange(n))] @ self.member)
        return (m + SMOOTH) / (expected + SMOOTH)


def main():
    background = Background(PROMPT, SENTENCES)
    lift = np.zeros((L, len(SENTENCES)))
    for position in range(PROMPT + QUESTION - 1, PROMPT + QUESTION - 1 + ANSWER):
        for i in range(L):
            scores, keep = scores_and_selection(i, [position])
            lift[i] = np.maximum(lift[i], background.lift(i, position, scores[-1], keep[-1]))
    for name, values in (("G", background.G), ("r", background.r), ("evidence", [np.log(lift).sum(0)])):
        for row in values:
            print(name, *(f"{value:.9g}" for value in row))


if __name__ == "__main__":
    main()
