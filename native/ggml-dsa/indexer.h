#pragma once
#include "kernels/kernels.h"
#include "scratch.h"
#include "top_k.h"
#include "workers.h"

#include <vector>

namespace dsa {

/// The lightning indexer of an ubatch (DeepSeek-V3.2-Exp report, section 2.1):
///   scores[t,s] = sum_j weights[t,j] * ReLU(queries[t,j] . keys[s]) + mask[t,s]
struct IndexerTask {
    int tokens, heads, dim, keys;
    const float * queries;
    size_t queryHead, queryToken; // floats from head to head, from token to token
    RowType keyType;
    const char * keyRows;
    size_t keyStride; // bytes
    const float * weights;
    size_t weightToken;    // floats
    const uint16_t * mask; // F16: 0 or -infinity
    size_t maskToken;      // numbers
    float * scores;
    size_t scoreToken; // floats
    /// How many positions are selected by these scores; 0 if that is not known or somebody reads the scores. If more
    /// than 0, scores may be approximate (all the same where every visible position is selected), but their `selected`
    /// highest are exactly those of the formula in F32.
    int selected;
};

/// Runs the indexer: approximately in int8 where the kernels have it, and then in F32 wherever the approximation can't
/// tell on which side of the k-th score a position is.
class Indexer {
  public:
    Indexer(const Kernels & kernels, Workers & workers) : kernels_(kernels), workers_(workers) {}
    void Run(const IndexerTask & task);
    /// Whether it scores in int8 first.
    bool Approximates(const IndexerTask & task) const;
    /// What it holds between two runs.
    size_t ScratchBytes() const;

  private:
    struct Scratch {
        std::vector<float> keys, scores, scales, norms;
        std::vector<uint8_t> values;
        TopKScratch topK;
        Positions found;                // positions that may be near the k-th score
        std::vector<int32_t> positions; // to be scored in F32
        std::vector<float> exact;       // their scores
    };
    /// Bounds of what rounding adds to the scores of one token.
    struct Rounding {
        float queries; // sum_j w^2 |q|^2 / 12
        float scales;  // sum_j w^2 scale^2 / 12
    };
    /// The positions near a token's k-th score: at most deviations * (their own deviation) + margin away from it.
    struct Band {
        float kth, deviations, margin;
    };

    void RoundQueries(const IndexerTask & task, int token);
    void CountVisible(const IndexerTask & task, int token);
    void ScoreTile(const IndexerTask & task, int firstKey, int firstToken, int tokens, Scratch & scratch);
    bool Matters(const IndexerTask & task, int firstKey, int token, int count) const;
    void PackTile(const IndexerTask & task, int firstKey, bool keep, Scratch & scratch);
    void ScoreTokens(const IndexerTask & task, int firstToken, int tokens, float * out, size_t outStride,
                     Scratch & scratch) const;
    void AddMask(const IndexerTask & task, int firstKey, int token, int count, float * scores) const;
    float MaskValue(uint16_t half) const;

    // indexer_decide.cpp
    void Decide(const IndexerTask & task, int token, int thread, bool alone);
    float Deviation(int token, float scale, float norm) const;
    bool DecideNear(const IndexerTask & task, int token, int thread, bool alone, float worst);
    int FindNear(const IndexerTask & task, int token, const Band & band, const Band & done, float worst,
                 Scratch & scratch) const;
    float NeededDeviations(const IndexerTask & task, int token, const Scratch & scratch) const;
    void Rescore(const IndexerTask & task, int token, int thread, bool alone);

    const Kernels & kernels_;
    Workers & workers_;
    std::vector<Scratch> scratch_; // one per thread
    std::vector<int8_t> values_;
    std::vector<float> weights_;
    std::vector<int32_t> correction_;
    std::vector<Rounding> rounding_;
    std::vector<int> visible_;                // positions of each token
    std::vector<float> keyScales_, keyNorms_; // of all keys: the step of int8, the squared length
    float worstScale_ = 0, worstNorm_ = 0;    // the largest of them
    Int8Queries queries_ = {};
    bool approximate_ = false; // of the task at work: in int8 first
};

} // namespace dsa
