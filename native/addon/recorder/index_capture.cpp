#include "recorder/index_capture.h"

#include "ggml-backend.h"
#include "ggml.h"

#include <cstdlib>
#include <cstring>

namespace sparselens {
namespace {

constexpr const char * kNames[] = {"indexer_q-", "indexer_k-", "indexer_weights-"};

/// Which of kNames, or -1; `layer` is set.
int Which(const char * name, int & layer) {
    for (int i = 0; i < 3; i++) {
        const size_t length = std::strlen(kNames[i]);
        if (std::strncmp(name, kNames[i], length) != 0) continue;
        char * end = nullptr;
        layer = int(std::strtol(name + length, &end, 10));
        if (*end == '\0') return i;
    }
    return -1;
}

} // namespace

bool IndexCapture::Wants(const char * name) const {
    int layer;
    return Which(name, layer) >= 0;
}

void IndexCapture::Receive(ggml_tensor * tensor, int position) {
    int layer;
    const int which = Which(tensor->name, layer);
    if (which < 0 || tensor->type != GGML_TYPE_F32 || !ggml_is_contiguous(tensor)) return;
    Ubatch & ubatch = ubatches_[{position, layer}];
    ubatch.layer = layer;
    ubatch.position = position;
    std::vector<float> & kept = which == 0 ? ubatch.q : which == 1 ? ubatch.k : ubatch.w;
    kept.resize(ggml_nelements(tensor));
    ggml_backend_tensor_get(tensor, kept.data(), 0, ggml_nbytes(tensor));
    if (which == 2) ubatch.count = int(tensor->ne[1]);
}

std::vector<IndexCapture::Ubatch> IndexCapture::Take() {
    std::vector<Ubatch> taken;
    for (auto & entry : ubatches_) taken.push_back(std::move(entry.second));
    ubatches_.clear();
    return taken;
}

} // namespace sparselens
