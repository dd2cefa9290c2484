// What an experiment does with a context: asks again without some positions, or how likely a given answer is.
#include "engine/context.h"
#include "error.h"

#include <algorithm>
#include <cmath>

namespace sparselens {
namespace {

constexpr llama_seq_id kMain = 0, kBranch = 1;
/// Logits of so many tokens are held at once.
constexpr int kScoredAtOnce = 64;

/// log(sum(exp(logits)))
float LogSumExp(const float * logits, int count) {
    const float highest = *std::max_element(logits, logits + count);
    double sum = 0;
    for (int i = 0; i < count; i++) sum += std::exp(double(logits[i]) - highest);
    return float(highest + std::log(sum));
}

} // namespace

void Context::BeginBranch(std::vector<Segment> without, const std::atomic<bool> & cancel) {
    if (isBranch_) throw EngineError("bad-argument", "A branch was begun inside another one.");
    CatchUp(cancel);
    for (const Segment & range : without) {
        if (range.begin < 0 || range.end > Length() || range.begin >= range.end) {
            throw EngineError("bad-argument", "Positions " + std::to_string(range.begin) + " to " +
                                                  std::to_string(range.end) + " are not in the KV cache.");
        }
    }
    std::sort(without.begin(), without.end(), [](const Segment & a, const Segment & b) { return a.begin < b.begin; });
    llama_memory_t memory = llama_get_memory(context_);
    if (HidesInBranch()) {
        llama_memory_seq_cp(memory, kMain, kBranch, -1, -1);
        for (const Segment & range : without) llama_memory_seq_rm(memory, kBranch, range.begin, range.end);
        sequence_ = kBranch;
    } else {
        HideInCopy(without);
    }
    isBranch_ = true;
    branchStart_ = Length();
    cellsBefore_ = recorder_.Cells();
    int seen = Length(); // the position after the last one that can be seen
    for (auto range = without.rbegin(); range != without.rend() && range->end >= seen; range++)
        seen = std::min(seen, range->begin);
    if (seen < Length()) ReadLastAnew(seen, cancel);
}

/// llama.cpp wants the position before the next token in the cache. Where the last positions, from `begin` on, are not
/// to be seen, the last one is read again without the others: so nothing of them is left in it.
void Context::ReadLastAnew(int begin, const std::atomic<bool> & cancel) {
    const std::vector<llama_token> kept = tokens_;
    struct Restore {
        std::vector<llama_token> & tokens;
        const std::vector<llama_token> & kept;
        ~Restore() { tokens = kept; } // also if it is cancelled
    };
    {
        const Restore restore = {tokens_, kept};
        const std::vector<llama_token> fillers(kept.size() - begin, kept.back());
        tokens_.resize(begin);
        for (size_t done = 0; done < fillers.size();) {
            const int count = std::min(int(fillers.size() - done), UbatchAt(Length()));
            DecodeUbatch(&fillers[done], count, Watch::Off, count, cancel);
            done += count;
        }
    }
    if (begin < Length() - 1) llama_memory_seq_rm(llama_get_memory(context_), sequence_, begin, Length() - 1);
}

void Context::EndBranch() {
    if (!isBranch_) return;
    if (sequence_ == kMain && beforeHiding_.empty()) { // nothing was hidden: what was read in it is cut off
        Trim(branchStart_);
        isBranch_ = false;
        return;
    }
    tokens_.resize(branchStart_);
    isBranch_ = false;
    if (sequence_ == kMain) return ShowCopied();
    llama_memory_seq_rm(llama_get_memory(context_), kBranch, -1, -1);
    recorder_.Cells() = cellsBefore_;
    held_ = branchStart_;
    sequence_ = kMain;
}

Context::Scored Context::Score(const std::vector<llama_token> & tokens, int from, Watch watch, bool distributions,
                               const std::atomic<bool> & cancel) {
    const int total = int(tokens.size()) - 1, vocabulary = model_->VocabularySize();
    if (from < 1 || from > total) throw EngineError("bad-argument", "There is nothing to score.");
    if (Length() + total > Capacity()) {
        throw EngineError("context-full", "The context holds " + std::to_string(Capacity()) + " tokens, and " +
                                              std::to_string(Length() + total) + " are needed; use a larger --ctx.");
    }
    CatchUp(cancel);
    Scored scored;
    for (int done = 0; done < total;) {
        const int count = std::min({total - done, UbatchAt(Length()), kScoredAtOnce});
        const int first = std::clamp(from - 1 - done, 0, count);
        DecodeUbatch(&tokens[done], count, watch, first, cancel);
        recorder_.CommitRows();
        for (int i = first; i < count; i++) {
            const float * logits = llama_get_logits_ith(context_, i);
            const float sum = LogSumExp(logits, vocabulary);
            scored.logProbabilities.push_back(logits[tokens[done + i + 1]] - sum);
            if (!distributions) continue;
            for (int id = 0; id < vocabulary; id++) scored.distributions.push_back(logits[id] - sum);
        }
        done += count;
    }
    return scored;
}

} // namespace sparselens
