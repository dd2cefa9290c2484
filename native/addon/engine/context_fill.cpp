// Depth without reading: for measuring what a token costs where many came before it.
#include "engine/context.h"
#include "error.h"

#include <cstring>

namespace sparselens {
namespace {

[[noreturn]] void ThrowUnknown() {
    throw EngineError("state-failed", "llama.cpp writes its KV cache in another form than SparseLens knows.");
}

/// Copies llama.cpp's state of one sequence (llama_kv_cache::state_write), with more cells than it has.
class Tiled {
  public:
    Tiled(const std::vector<uint8_t> & state, int cells) : in_(state), cells_(uint32_t(cells)) {}

    std::vector<uint8_t> Bytes() {
        Copy(2 * sizeof(uint32_t));       // magic, sequence
        while (at_ < in_.size()) Cache(); // of attention; then of the indexer, if there is one
        return std::move(out_);
    }

  private:
    template <typename T> T Take() {
        if (at_ + sizeof(T) > in_.size()) ThrowUnknown();
        T value;
        std::memcpy(&value, &in_[at_], sizeof value);
        at_ += sizeof value;
        return value;
    }
    template <typename T> void Put(const T & value) {
        auto * bytes = reinterpret_cast<const uint8_t *>(&value);
        out_.insert(out_.end(), bytes, bytes + sizeof value);
    }
    void Copy(size_t bytes) {
        if (at_ + bytes > in_.size()) ThrowUnknown();
        out_.insert(out_.end(), in_.begin() + at_, in_.begin() + at_ + bytes);
        at_ += bytes;
    }

    void Cache() {
        if (Take<uint32_t>() != 1) ThrowUnknown(); // streams
        Put<uint32_t>(1);
        const uint32_t count = Take<uint32_t>();
        if (count == 0) ThrowUnknown();
        Put(cells_);
        const size_t metaBytes = 3 * sizeof(int32_t); // position, number of sequences, sequence
        at_ += count * metaBytes;
        for (uint32_t cell = 0; cell < cells_; cell++) {
            Put(int32_t(cell));
            Put<uint32_t>(1);
            Put<int32_t>(0);
        }
        Copy(sizeof(uint32_t)); // whether values are transposed: MLA keeps none
        const uint32_t layers = Take<uint32_t>();
        Put(layers);
        for (uint32_t layer = 0; layer < layers; layer++) Rows(count);
    }

    void Rows(uint32_t count) {
        Copy(sizeof(int32_t)); // type
        const uint64_t row = Take<uint64_t>();
        Put(row);
        if (at_ + count * row > in_.size()) ThrowUnknown();
        for (uint32_t cell = 0; cell < cells_; cell++) {
            const auto from = in_.begin() + at_ + (cell % count) * row;
            out_.insert(out_.end(), from, from + row);
        }
        at_ += count * row;
    }

    const std::vector<uint8_t> & in_;
    const uint32_t cells_;
    size_t at_ = 0;
    std::vector<uint8_t> out_;
};

} // namespace

void Context::Fill(int length) {
    CatchUp(kNeverCancelled);
    const int held = Length();
    if (held == 0 || length > Capacity())
        throw EngineError("bad-argument", "The KV cache can't be filled to that length.");
    std::vector<uint8_t> state(llama_state_seq_get_size(context_, 0));
    state.resize(llama_state_seq_get_data(context_, state.data(), state.size(), 0));
    const std::vector<uint8_t> tiled = Tiled(state, length).Bytes();
    if (llama_state_seq_set_data(context_, tiled.data(), tiled.size(), 0) == 0) ThrowUnknown();
    tokens_.resize(length);
    for (int i = held; i < length; i++) tokens_[i] = tokens_[i % held];
    held_ = length;
    recorder_.Cells().Reset(length);
}

} // namespace sparselens
