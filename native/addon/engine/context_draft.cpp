// Speculative decoding: tokens that may come next are evaluated along with the last one, in one ubatch, and those that
// the sampler would have chosen are kept with their rows. An answer is the same with and without.
#include "engine/context.h"
#include "recorder/recorder.h"

#include <algorithm>
#include <cstring>

namespace sparselens {

/// What was drafted in vain must leave nothing behind: only where the cache can be cut by a token.
bool Context::TakesDrafts() const {
    return model_->AttendsSparsely() && !model_->OnGpu() && !model_->Drafts().IsLost() && checkpoint_.state.empty();
}

std::vector<Sampled> Context::StepThrough(std::vector<llama_token> tokens, Sampler & sampler,
                                          const std::atomic<bool> & cancel) {
    const int room = std::max(1, Capacity() - Length());
    tokens.resize(TakesDrafts() ? std::min(int(tokens.size()), room) : 1);
    if (tokens.size() == 1) return {Step(tokens[0], sampler, cancel)};
    CatchUp(cancel);
    if (!model_->Drafts().IsEarned()) return TryDraft(tokens, sampler, cancel);
    const int before = Length();
    DecodeUbatch(tokens.data(), int(tokens.size()), Watch::Answer, 0, cancel);
    std::vector<Sampled> sampled;
    do sampled.push_back(sampler.Sample(context_, int(sampled.size())));
    while (GoesOn(tokens, sampled));
    recorder_.CommitRows(int(sampled.size()) - model_->EndsAnswer(sampled.back().token));
    Trim(before + int(sampled.size()));
    return sampled;
}

/// Whether the draft has said what was sampled last, and so holds the row of what comes next.
bool Context::GoesOn(const std::vector<llama_token> & tokens, const std::vector<Sampled> & sampled) const {
    const llama_token last = sampled.back().token;
    return sampled.size() < tokens.size() && tokens[sampled.size()] == last && !model_->EndsAnswer(last);
}

namespace {

/// What a ubatch gave: logits (tokens, vocabulary) and coded rows (tokens, layers).
struct Outcome {
    Outcome(llama_context * context, size_t vocabulary, size_t tokens, Recorder & recorder)
        : vocabulary(vocabulary), rows(recorder.Rows()) {
        for (size_t i = 0; i < tokens; i++) {
            const float * of = llama_get_logits_ith(context, int(i));
            logits.insert(logits.end(), of, of + vocabulary);
        }
    }
    /// Whether token `at` has here what `alone` has of it.
    bool Agrees(size_t at, const Outcome & alone) const {
        const size_t layers = alone.rows.size();
        return std::memcmp(&logits[at * vocabulary], alone.logits.data(), vocabulary * sizeof(float)) == 0 &&
               std::equal(alone.rows.begin(), alone.rows.end(), rows.begin() + int64_t(at * layers));
    }
    size_t vocabulary;
    std::vector<float> logits;
    std::vector<std::vector<uint8_t>> rows;
};

} // namespace

/// Both ways, and what counts is one token after the other.
std::vector<Sampled> Context::TryDraft(const std::vector<llama_token> & tokens, Sampler & sampler,
                                       const std::atomic<bool> & cancel) {
    const int before = Length();
    const size_t vocabulary = size_t(model_->VocabularySize());
    DecodeUbatch(tokens.data(), int(tokens.size()), Watch::Answer, 0, cancel);
    const Outcome together(context_, vocabulary, tokens.size(), recorder_);
    Trim(before);
    std::vector<Sampled> sampled;
    bool isEqual = true;
    do {
        const size_t at = sampled.size();
        DecodeUbatch(&tokens[at], 1, Watch::Answer, 0, cancel);
        isEqual = isEqual && together.Agrees(at, Outcome(context_, vocabulary, 1, recorder_));
        sampled.push_back(sampler.Sample(context_));
        if (!model_->EndsAnswer(sampled.back().token)) recorder_.CommitRows();
    } while (GoesOn(tokens, sampled));
    model_->Drafts().Tell(isEqual);
    return sampled;
}

} // namespace sparselens
