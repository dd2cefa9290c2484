#include "reference.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace sparselens::reference {

static constexpr double SMOOTH = 1e-3, SHRINK = 50;
static constexpr int SINKS = 8, BUCKETS = 18, MIN_PAIRS = 1000;

static int Bucket(int distance) { return std::min(BUCKETS - 1, int(std::floor(std::log2(std::max(distance, 1))))); }

static bool In(const Segment & segment, int position) { return segment.begin <= position && position < segment.end; }

static double MassAt(const OwnedRow & row, size_t i) {
    double sum = 0;
    for (float score : row.scores) sum += std::exp(double(score));
    return std::exp(double(row.scores[i])) / sum;
}

/// m: index mass of a row within a segment.
static double MassIn(const OwnedRow & row, const Segment & segment) {
    double mass = 0;
    for (size_t i = 0; i < row.positions.size(); i++)
        if (In(segment, row.positions[i])) mass += MassAt(row, i);
    return mass;
}

static bool Asked(const OwnedRow & row, int from, int to, const std::vector<int32_t> & layers) {
    return row.token >= from && row.token < to && std::find(layers.begin(), layers.end(), row.layer) != layers.end();
}

SegmentTotals Totals(const RandomCase & of, const Span & span, const std::vector<Segment> & segments) {
    const size_t n = segments.size();
    SegmentTotals out{std::vector<uint32_t>(n + 1), std::vector<double>(n + 1),
                      std::vector<float>(n + 1, -std::numeric_limits<float>::infinity()), std::vector<uint32_t>(n + 1)};
    std::set<int32_t> seen;
    for (const OwnedRow & row : of.answer) {
        if (!Asked(row, span.from, span.to, span.layers)) continue;
        for (size_t i = 0; i < row.positions.size(); i++) {
            size_t s = 0;
            while (s < n && !In(segments[s], row.positions[i])) s++; // n: outside of all
            out.count[s]++;
            out.mass[s] += MassAt(row, i);
            out.score[s] = std::max(out.score[s], row.scores[i]);
            out.distinct[s] += seen.insert(row.positions[i]).second;
        }
    }
    return out;
}

std::vector<uint32_t> Uses(const RandomCase & of, const Segment & segment, const std::vector<int32_t> & layers) {
    std::vector<uint32_t> out(of.answer.size() / size_t(of.shape.layers));
    for (const OwnedRow & row : of.answer)
        if (Asked(row, 0, int(out.size()), layers))
            for (int32_t position : row.positions) out[size_t(row.token)] += In(segment, position);
    return out;
}

PromptTotals Prompt(const RandomCase & of, int layer) {
    PromptTotals out{std::vector<uint32_t>(size_t(of.shape.promptLength)),
                     std::vector<float>(size_t(of.shape.promptLength))};
    for (const auto * rows : {&of.prefix, &of.question})
        for (const OwnedRow & row : *rows)
            for (size_t i = 0; row.layer == layer && i < row.positions.size(); i++) {
                out.count[size_t(row.positions[i])]++;
                out.mass[size_t(row.positions[i])] += float(MassAt(row, i));
            }
    return out;
}

/// What the rows of one layer say: find_retrieval_layers.py's _watch, one pair after the other.
struct Sums {
    std::vector<double> massByDistance = std::vector<double>(BUCKETS), pairsByDistance = std::vector<double>(BUCKETS);
    std::vector<double> received;                     // [sentence]
    std::vector<std::vector<double>> pairsOfSentence; // [bucket][sentence]
};

static Sums SumsOf(const RandomCase & of, int layer) {
    const auto & sentences = of.shape.sentences;
    Sums sums;
    sums.received.resize(sentences.size());
    sums.pairsOfSentence.assign(BUCKETS, std::vector<double>(sentences.size()));
    for (const OwnedRow & row : of.prefix) {
        if (row.layer != layer) continue;
        const int t = row.position;
        std::vector<double> mass(size_t(t) + 1);
        for (size_t i = 0; i < row.positions.size(); i++) mass[size_t(row.positions[i])] = MassAt(row, i);
        for (int p = SINKS; p < t; p++) {
            sums.massByDistance[size_t(Bucket(t - p))] += mass[size_t(p)];
            sums.pairsByDistance[size_t(Bucket(t - p))]++;
        }
        for (size_t s = 0; s < sentences.size(); s++)
            for (int p = sentences[s].begin; p < sentences[s].end && t >= sentences[s].end; p++) {
                sums.received[s] += mass[size_t(p)];
                if (p >= SINKS) sums.pairsOfSentence[size_t(Bucket(t - p))][s]++;
            }
    }
    return sums;
}

Background BackgroundOf(const RandomCase & of) {
    Background out;
    const size_t n = of.shape.sentences.size();
    for (int layer = 0; layer < of.shape.layers; layer++) {
        const Sums sums = SumsOf(of, layer);
        std::vector<double> G(BUCKETS), r(n);
        for (size_t k = 0; k < BUCKETS; k++) {
            G[k] = sums.massByDistance[k] / std::max(sums.pairsByDistance[k], 1.0);
            if (k > 0 && sums.pairsByDistance[k] * of.shape.stride < MIN_PAIRS) G[k] = G[k - 1];
        }
        double received = 0, pairs = 0, length = 0;
        for (size_t s = 0; s < n; s++) {
            received += sums.received[s];
            for (size_t k = 0; k < BUCKETS; k++) pairs += sums.pairsOfSentence[k][s];
            length += of.shape.sentences[s].end - of.shape.sentences[s].begin;
        }
        const double typical = SHRINK / of.shape.stride * received / pairs * length / double(n);
        for (size_t s = 0; s < n; s++) {
            double predicted = 0;
            for (size_t k = 0; k < BUCKETS; k++) predicted += G[k] * sums.pairsOfSentence[k][s];
            r[s] = (sums.received[s] + typical) / (predicted + typical);
        }
        out.G.push_back(G);
        out.r.push_back(r);
    }
    return out;
}

std::vector<double> Evidence(const RandomCase & of, const Span & span) {
    const Background expectedBy = BackgroundOf(of);
    const auto & sentences = of.shape.sentences;
    std::vector<double> out(sentences.size());
    for (size_t s = 0; s < sentences.size(); s++)
        for (int32_t layer : span.layers) {
            double lift = 0;
            for (const OwnedRow & row : of.answer) {
                if (!Asked(row, span.from, span.to, {layer})) continue;
                double expected = 0;
                for (int p = sentences[s].begin; p < sentences[s].end; p++)
                    expected += expectedBy.G[size_t(layer)][size_t(Bucket(row.position - p))];
                expected *= expectedBy.r[size_t(layer)][s];
                lift = std::max(lift, (MassIn(row, sentences[s]) + SMOOTH) / (expected + SMOOTH));
            }
            if (lift > 0) out[s] += std::log(lift);
        }
    return out;
}

} // namespace sparselens::reference
