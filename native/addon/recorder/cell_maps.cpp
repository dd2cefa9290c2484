#include "recorder/cell_maps.h"

#include "error.h"
#include "ggml-backend.h"
#include "ggml.h"

namespace sparselens {

void CellMaps::Learn(int layer, const ggml_tensor * cells, int position) {
    const auto known = learned_.find(cells);
    if (known != learned_.end()) {
        mapOf_[layer] = known->second;
        return;
    }
    const auto before = mapOf_.find(layer);
    size_t at = before == mapOf_.end() ? maps_.size() : before->second;
    for (const auto & [input, taken] : learned_)
        if (taken == at) at = maps_.size(); // no longer shared with another layer
    if (at == maps_.size()) {
        maps_.push_back(before == mapOf_.end() ? CellMap() : maps_[before->second]);
        if (before == mapOf_.end()) maps_.back().Reset(resetTo_);
    }
    mapOf_[layer] = at;
    learned_[cells] = at;
    numbers_.resize(size_t(ggml_nelements(cells)));
    ggml_backend_tensor_get(cells, numbers_.data(), 0, ggml_nbytes(cells));
    for (size_t i = 0; i < numbers_.size(); i++) maps_[at].Store(numbers_[i], position + int32_t(i));
}

const CellMap & CellMaps::Of(int layer) const {
    const auto found = mapOf_.find(layer);
    if (found == mapOf_.end() || learned_.empty())
        throw EngineError("decode-failed", "llama.cpp's graph has changed: the KV cache's cells are not known.");
    return maps_[found->second];
}

void CellMaps::Drop(int32_t begin, int32_t end) {
    for (CellMap & map : maps_) map.Drop(begin, end);
}

void CellMaps::Refilled() {
    for (CellMap & map : maps_) map.Refilled();
}

void CellMaps::Reset(int32_t length) {
    resetTo_ = length;
    for (CellMap & map : maps_) map.Reset(length);
}

} // namespace sparselens
