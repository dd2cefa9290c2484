#include "row_reader.h"

#include "trace/index_mass.h"

#include <algorithm>
#include <cmath>
#include <limits>
#ifdef _MSC_VER
#include <intrin.h>
#endif

namespace sparselens {
namespace {

constexpr float kMasked = -std::numeric_limits<float>::infinity();

bool Has(const std::vector<uint64_t> & bits, int i) {
    return bits[i / 64] >> (i % 64) & 1;
}

int LowestBit(uint64_t word) {
#ifdef _MSC_VER
    unsigned long at;
    _BitScanForward64(&at, word);
    return int(at);
#else
    return __builtin_ctzll(word);
#endif
}

/// Calls visit(i) for every set bit, ascending.
template <typename Visit> void ForEachBit(const std::vector<uint64_t> & bits, Visit visit) {
    for (size_t word = 0; word < bits.size(); word++) {
        for (uint64_t rest = bits[word]; rest; rest &= rest - 1) {
            visit(int(word * 64) + LowestBit(rest));
        }
    }
}

/// e^x for x <= 0 within 2e-7 relative: 2^n * p(f) with a polynomial (Cephes expf), written so that compilers vectorize it.
inline float ExpOfNonPositive(float x) {
    x = std::max(x, -87.0f);
    const float n = std::floor(x * 1.44269504f + 0.5f);
    const float f = x - n * 0.693359375f + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * f + 1.3981999507e-3f;
    p = p * f + 8.3334519073e-3f;
    p = p * f + 4.1665795894e-2f;
    p = p * f + 1.6666665459e-1f;
    p = p * f + 5.0000001201e-1f;
    p = p * f * f + f + 1.0f;
    union {
        int32_t bits;
        float value;
    } power = {(int32_t(n) + 127) << 23};
    return p * power.value;
}

} // namespace

void RowReader::OrderByPosition(const CellMap & cells, const float * scores, int64_t cellCount) {
    if (cells.IsIdentity()) {
        byPosition_ = scores;
        return;
    }
    gathered_.assign(position_ + 1, kMasked);
    for (int64_t cell = 0; cell < std::min(cellCount, cells.Cells()); cell++) {
        const int32_t position = cells.PositionOf(cell);
        if (position >= 0 && position <= position_) gathered_[position] = scores[cell];
    }
    byPosition_ = gathered_.data();
}

void RowReader::Read(const CellMap & cells, const float * scores, int64_t cellCount, const int32_t * selected, int k,
                     int position) {
    position_ = position;
    OrderByPosition(cells, scores, cellCount);
    selected_.assign(position / 64 + 1, 0);
    for (int i = 0; i < k; i++) {
        const int32_t at = cells.PositionOf(selected[i]);
        if (at >= 0 && at <= position && scores[selected[i]] != kMasked) selected_[at / 64] |= uint64_t(1) << (at % 64);
    }
    positions_.clear();
    scores_.clear();
    ForEachBit(selected_, [&](int at) {
        positions_.push_back(at);
        scores_.push_back(byPosition_[at]);
    });
}

const std::vector<float> & RowReader::Mass() {
    mass_.resize(scores_.size());
    indexMass(scores_.data(), int(scores_.size()), mass_.data());
    return mass_;
}

void RowReader::ReadMissed() {
    // a heap of the best so far, the worst of them on top: nearly every position fails the first comparison
    const auto better = [this](int32_t a, int32_t b) {
        return byPosition_[a] != byPosition_[b] ? byPosition_[a] > byPosition_[b] : a < b;
    };
    missed_.clear();
    for (int32_t at = 0; at <= position_; at++) {
        if (Has(selected_, at) || byPosition_[at] == kMasked) continue;
        if (int(missed_.size()) == kMissed) {
            if (!better(at, missed_.front())) continue;
            std::pop_heap(missed_.begin(), missed_.end(), better);
            missed_.back() = at;
        } else {
            missed_.push_back(at);
        }
        std::push_heap(missed_.begin(), missed_.end(), better);
    }
    std::sort_heap(missed_.begin(), missed_.end(), better);
    missedScores_.clear();
    for (int32_t at : missed_) missedScores_.push_back(byPosition_[at]);
}

void RowReader::Pool(const std::vector<Segment> & sentences) {
    allMax_.assign(sentences.size(), kMasked);
    allLse_.assign(sentences.size(), kMasked);
    sentences_.clear();
    for (size_t s = 0; s < sentences.size(); s++) {
        const float * begin = byPosition_ + sentences[s].begin;
        const float * end = byPosition_ + std::min(sentences[s].end, position_ + 1);
        if (begin >= end) continue;
        const float highest = *std::max_element(begin, end);
        if (highest == kMasked) continue;
        float sum = 0;
        for (const float * score = begin; score < end; score++) sum += ExpOfNonPositive(*score - highest);
        allMax_[s] = highest;
        allLse_[s] = highest + std::log(sum);
        sentences_.push_back(int32_t(s));
    }
    const size_t kept = std::min<size_t>(sentences_.size(), kSentences);
    std::partial_sort(sentences_.begin(), sentences_.begin() + kept, sentences_.end(), [this](int32_t a, int32_t b) {
        return allMax_[a] != allMax_[b] ? allMax_[a] > allMax_[b] : a < b;
    });
    sentences_.resize(kept);
    sentenceMax_.clear();
    sentenceLse_.clear();
    for (int32_t s : sentences_) {
        sentenceMax_.push_back(allMax_[s]);
        sentenceLse_.push_back(allLse_[s]);
    }
}

AnswerRow RowReader::Row(int layer) const {
    AnswerRow row = {};
    row.layer = layer;
    row.position = position_;
    row.count = int(positions_.size());
    row.positions = positions_.data();
    row.scores = scores_.data();
    row.missedCount = int(missed_.size());
    row.missed = missed_.data();
    row.missedScores = missedScores_.data();
    row.sentenceCount = int(sentences_.size());
    row.sentences = sentences_.data();
    row.sentenceMax = sentenceMax_.data();
    row.sentenceLse = sentenceLse_.data();
    return row;
}

} // namespace sparselens
