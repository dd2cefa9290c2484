// What is taken out of a context's cache: its end, the middle of it, or nothing but what a branch may see.
//
// llama.cpp refuses some of it and says so (llama_memory_seq_rm), and grants some that isn't exact:
// - Compressed keys and recurrent states can't be cut, not even by a token. A checkpoint at the document's end is read
//   back instead, and what lay behind it evaluated again. Without one, all is.
// - After a cache was loaded, that of layers with a window holds the last window only: cut below it, they would attend
//   to less than they should.
// - Recurrent states keep what they read of positions that are dropped from the middle.
#include "engine/context.h"
#include "error.h"
#include "trace/trace.h"

#include <algorithm>
#include <climits>
#include <cstdint>

namespace sparselens {
namespace {

constexpr llama_seq_id kMain = 0, kBranch = 1;

bool HasState(const Model & model) {
    return llama_model_is_recurrent(model.Raw()) || llama_model_is_hybrid(model.Raw());
}

[[noreturn]] void ThrowCannotHide(const Model & model) {
    const char * why = model.File().family.unit == "entry" ? "it keeps several tokens in one key"
                                                           : "its recurrent layers remember what they have read";
    throw EngineError("cannot-leave-out", std::string("This model can't leave a part of the text out of sight: ") +
                                              why + "; ask about a document without that part.");
}

} // namespace

void Context::Trim(int length) {
    if (length < 0 || length > Length()) {
        throw EngineError("bad-argument", "The KV cache can't be trimmed to " + std::to_string(length) + " of " +
                                              std::to_string(Length()) + " tokens.");
    }
    if (isBranch_ && length < branchStart_) {
        throw EngineError("bad-argument", "A branch can't be trimmed before its beginning.");
    }
    recorder_.Cells().Drop(length, INT32_MAX);
    tokens_.resize(length);
    if (length < checkpoint_.length) checkpoint_ = {};
    if (length == 0) hasHoles_ = false;
    if (held_ <= length || CutExactly(length)) {
        held_ = std::min(held_, length);
        return;
    }
    GoBack();
}

/// To what the cache can be brought back to: the rest is to be read again.
void Context::GoBack() {
    if (RestoreCheckpoint(Length())) return;
    llama_memory_t memory = llama_get_memory(context_);
    llama_memory_seq_rm(memory, sequence_, -1, -1);
    held_ = 0;
    if (sequence_ == kBranch) {
        llama_memory_seq_cp(memory, kMain, kBranch, -1, -1);
        held_ = branchStart_;
    }
    recorder_.Cells().Drop(held_, INT32_MAX);
}

/// llama.cpp drops an ubatch that failed from its cache, where that can be cut.
void Context::DropFailed() {
    if (llama_memory_seq_pos_max(llama_get_memory(context_), sequence_) >= Length()) GoBack();
}

/// False, and nothing happened, if what stays would not be as it was when it was read.
bool Context::CutExactly(int length) {
    llama_memory_t memory = llama_get_memory(context_);
    if (length == 0) return llama_memory_seq_rm(memory, sequence_, -1, -1);
    const int first = llama_memory_seq_pos_min(memory, sequence_); // that layers with the fewest hold
    const int needed = std::max(0, length - std::max(0, llama_model_n_swa(model_->Raw())));
    const bool isHidden = sequence_ == kBranch || hasHoles_; // what came first may be out of sight on purpose
    if (first > needed && !(isHidden && llama_memory_seq_pos_min(memory, kMain) <= needed)) return false;
    return llama_memory_seq_rm(memory, sequence_, length, -1);
}

bool Context::RestoreCheckpoint(int length) {
    const auto & [at, state] = checkpoint_;
    if (sequence_ != kMain || state.empty() || at > length) return false;
    if (llama_state_seq_set_data_ext(context_, state.data(), state.size(), kMain, LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY) ==
        0)
        return false;
    if (!llama_memory_seq_rm(llama_get_memory(context_), kMain, at, -1)) return false;
    held_ = at;
    recorder_.Cells().Drop(at, INT32_MAX);
    recorder_.Cells().Refilled();
    return true;
}

/// Where the cache can't be cut, its end is kept as it is now.
void Context::KeepCheckpoint() {
    if (isBranch_ || hasHoles_ || Length() == 0) return;
    if (llama_memory_seq_pos_min(llama_get_memory(context_), kMain) <= 0) return;
    checkpoint_.length = Length();
    checkpoint_.state.resize(llama_state_seq_get_size_ext(context_, kMain, LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY));
    const size_t written = llama_state_seq_get_data_ext(context_, checkpoint_.state.data(), checkpoint_.state.size(),
                                                        kMain, LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY);
    if (written == 0) checkpoint_ = {};
    else checkpoint_.state.resize(written);
}

/// Reads what was cut away too much. Rows of it are known already.
void Context::CatchUp(const std::atomic<bool> & cancel) {
    if (held_ == Length()) return;
    const std::vector<llama_token> all = tokens_;
    struct Restore {
        std::vector<llama_token> & tokens;
        const std::vector<llama_token> & all;
        ~Restore() { tokens = all; } // also if it is cancelled
    } restore = {tokens_, all};
    tokens_.resize(held_);
    while (held_ < int(all.size())) {
        const int count = std::min(int(all.size()) - held_, UbatchAt(held_));
        DecodeUbatch(&all[held_], count, Watch::Off, held_ + count == int(all.size()) ? count - 1 : count, cancel);
    }
}

void Context::Drop(int begin, int end) {
    if (begin < 0 || end > Length() || begin >= end) {
        throw EngineError("bad-argument", "Positions " + std::to_string(begin) + " to " + std::to_string(end) +
                                              " are not in the KV cache.");
    }
    if (HasState(*model_) || !llama_memory_seq_rm(llama_get_memory(context_), kMain, begin, end))
        ThrowCannotHide(*model_);
    recorder_.Cells().Drop(begin, end);
    hasHoles_ = true;
    checkpoint_ = {};
}

void Context::Force(std::vector<Segment> ranges) {
    if (!ranges.empty() && model_->File().family.unit != "token") {
        throw EngineError("cannot-force",
                          "This model's indexers don't choose among single tokens, so that no token can be "
                          "made to enter; try it with another model.");
    }
    recorder_.Force(std::move(ranges));
}

/// Whether a second sequence may see less than the first one.
bool Context::HidesInBranch() const {
    if (HasState(*model_) || !model_->SharesCells()) return false;
    return llama_memory_seq_rm(llama_get_memory(context_), kBranch, 0, 1); // of an empty sequence: asks only
}

/// For a branch in the main sequence itself.
void Context::HideInCopy(const std::vector<Segment> & without) {
    if (without.empty()) return;
    llama_memory_t memory = llama_get_memory(context_);
    std::vector<uint8_t> state(llama_state_seq_get_size(context_, kMain));
    if (HasState(*model_) || !llama_memory_seq_rm(memory, kMain, without[0].begin, without[0].begin)) {
        ThrowCannotHide(*model_);
    }
    state.resize(llama_state_seq_get_data(context_, state.data(), state.size(), kMain));
    beforeHiding_ = std::move(state);
    for (const Segment & range : without) llama_memory_seq_rm(memory, kMain, range.begin, range.end);
}

void Context::ShowCopied() {
    const size_t read = llama_state_seq_set_data(context_, beforeHiding_.data(), beforeHiding_.size(), kMain);
    held_ = read > 0 ? branchStart_ : 0;
    if (read == 0) llama_memory_seq_rm(llama_get_memory(context_), kMain, -1, -1);
    recorder_.Cells().Reset(held_);
    beforeHiding_.clear();
}

} // namespace sparselens
