#include "recorder/row_reader.h"

#include "trace/index_mass.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>
#ifdef _MSC_VER
#include <intrin.h>
#endif

namespace sparselens {
namespace {

constexpr float kMasked = -std::numeric_limits<float>::infinity();

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

/// A score and its position as one number: the greater, the better, and of equal scores the earlier.
inline uint64_t Candidate(float score, int32_t position) {
    uint32_t bits;
    std::memcpy(&bits, &score, sizeof bits);
    const uint32_t ordered = bits ^ (bits & 0x80000000 ? 0xffffffff : 0x80000000);
    return uint64_t(ordered) << 32 | uint32_t(~position);
}

inline int32_t PositionIn(uint64_t candidate) { return int32_t(~uint32_t(candidate)); }

/// e^x for x <= 0 within 2e-7 relative: 2^n * p(f) with a polynomial (Cephes expf), written so that compilers vectorize
/// it.
inline float ExpOfNonPositive(float x) {
    x = std::max(x, -87.0f);
    const float kRound = 12582912.0f; // 1.5 * 2^23: adding it rounds to the nearest integer
    const float n = (x * 1.44269504f + kRound) - kRound;
    const float f = x - n * 0.693359375f + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * f + 1.3981999507e-3f;
    p = p * f + 8.3334519073e-3f;
    p = p * f + 4.1665795894e-2f;
    p = p * f + 1.6666665459e-1f;
    p = p * f + 5.0000001201e-1f;
    p = p * f * f + f + 1.0f;
    const int32_t bits = (int32_t(n) + 127) << 23;
    float power;
    std::memcpy(&power, &bits, sizeof power);
    return p * power;
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
        if (position >= 0 && position <= position_) gathered_[position] = std::max(gathered_[position], scores[cell]);
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
    parts_.positions.clear();
    parts_.scores.clear();
    ForEachBit(selected_, [&](int at) {
        parts_.positions.push_back(at);
        parts_.scores.push_back(byPosition_[at]);
    });
}

void RowReader::ReadPlaced(std::vector<float> & byPosition, const std::vector<int32_t> & entered, int position) {
    position_ = position;
    gathered_.swap(byPosition);
    byPosition_ = gathered_.data();
    parts_.positions = entered;
    parts_.scores.clear();
    for (int32_t at : entered) parts_.scores.push_back(byPosition_[at] == kMasked ? kNoScore : byPosition_[at]);
}

const std::vector<float> & RowReader::Mass() {
    mass_.resize(parts_.scores.size());
    IndexMass(parts_.scores.data(), int(parts_.scores.size()), mass_.data());
    return mass_;
}

void RowReader::ReadMissed() {
    rest_.assign(byPosition_, byPosition_ + position_ + 1);
    for (int32_t at : parts_.positions) rest_[at] = kMasked;
    // candidates gather until there are several times too many: nearly every position fails the first comparison
    constexpr int kRoom = 4 * kMissed;
    candidates_.resize(kRoom);
    int count = 0;
    float worst = kMasked;
    const auto keepBest = [&] {
        if (count <= kMissed) return;
        std::nth_element(candidates_.begin(), candidates_.begin() + kMissed - 1, candidates_.begin() + count,
                         std::greater<>());
        count = kMissed;
        worst = rest_[PositionIn(candidates_[kMissed - 1])];
    };
    for (int32_t at = 0; at <= position_; at++) {
        // without a branch on scores, which nothing could predict; a later position of equal score is no better
        candidates_[count] = Candidate(rest_[at], at);
        count += rest_[at] > worst;
        if (count == kRoom) keepBest();
    }
    keepBest();
    std::sort(candidates_.begin(), candidates_.begin() + count, std::greater<>());
    parts_.missed.clear();
    parts_.missedScores.clear();
    for (int i = 0; i < count; i++) {
        parts_.missed.push_back(PositionIn(candidates_[i]));
        parts_.missedScores.push_back(rest_[parts_.missed.back()]);
    }
}

void RowReader::PoolAll(const std::vector<Segment> & sentences) {
    const int count = position_ + 1;
    const float highest = std::max(*std::max_element(byPosition_, byPosition_ + count), kNoScore);
    exps_.resize(count);
    for (int i = 0; i < count; i++) exps_[i] = ExpOfNonPositive(byPosition_[i] - highest);
    allMax_.assign(sentences.size(), kMasked);
    allLse_.assign(sentences.size(), kMasked);
    for (size_t s = 0; s < sentences.size(); s++) {
        const int begin = sentences[s].begin, end = std::min(sentences[s].end, count);
        if (begin >= end) continue;
        allMax_[s] = *std::max_element(byPosition_ + begin, byPosition_ + end);
        const float sum = std::accumulate(exps_.begin() + begin, exps_.begin() + end, 0.0f);
        // so far below the best score that exp() has lost it: the highest score stands for the sum
        allLse_[s] = allMax_[s] < highest - 60 ? allMax_[s] : highest + std::log(sum);
    }
}

void RowReader::Pool(const std::vector<Segment> & sentences) {
    PoolAll(sentences);
    parts_.sentences.clear();
    for (size_t s = 0; s < sentences.size(); s++) {
        if (allMax_[s] != kMasked) parts_.sentences.push_back(int32_t(s));
    }
    const size_t kept = std::min<size_t>(parts_.sentences.size(), kSentences);
    std::partial_sort(
        parts_.sentences.begin(), parts_.sentences.begin() + kept, parts_.sentences.end(),
        [this](int32_t a, int32_t b) { return allMax_[a] != allMax_[b] ? allMax_[a] > allMax_[b] : a < b; });
    parts_.sentences.resize(kept);
    parts_.sentenceMax.clear();
    parts_.sentenceLse.clear();
    for (int32_t s : parts_.sentences) {
        parts_.sentenceMax.push_back(allMax_[s]);
        parts_.sentenceLse.push_back(allLse_[s]);
    }
}

} // namespace sparselens
