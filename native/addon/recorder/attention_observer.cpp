#include "recorder/attention_observer.h"

#include "dsa.h"
#include "error.h"
#include "ggml-backend.h"
#include "ggml.h"
#include "mask.h"
#include "recorder/dsa_function.h"
#include "recorder/graph_names.h"

#include <algorithm>
#include <utility>

namespace sparselens {
namespace {

dsa_observe_attention_t Observe() { return DsaFunction<dsa_observe_attention_t>("dsa_observe_attention"); }

[[noreturn]] void ThrowOutOfReach() {
    throw EngineError(
        "cannot-observe",
        "Attention weights can be read only where the CPU computes attention over single tokens with ggml-dsa "
        "loaded; use --gpu-layers 0 and leave SPARSELENS_DSA unset.");
}

/// Cells and their positions, in order of positions.
using Places = std::vector<std::pair<int32_t, int32_t>>;

std::vector<int32_t> CellsOf(const Places & places) {
    std::vector<int32_t> cells;
    for (const auto & place : places) cells.push_back(place.second);
    return cells;
}

std::vector<int32_t> PositionsOf(const Places & places) {
    std::vector<int32_t> positions;
    for (const auto & place : places) positions.push_back(place.first);
    return positions;
}

} // namespace

AttentionObserver::AttentionObserver(int begin, int end) : begin_(begin), end_(end) {
    if (!Observe()) ThrowOutOfReach();
}

bool AttentionObserver::Wants(const ggml_tensor * node, int position, int count) const {
    return node->op == GGML_OP_FLASH_ATTN_EXT && AttentionLayer(node) >= 0 && position < end_ &&
           position + count > begin_;
}

std::vector<float> AttentionObserver::Masses(const ggml_tensor * node, int row,
                                             const std::vector<int32_t> & cells) const {
    std::vector<float> masses(cells.size());
    if (!Observe()(node, row, cells.data(), int(cells.size()), masses.data())) ThrowOutOfReach();
    for (float & mass : masses) mass /= float(node->src[0]->ne[2]);
    return masses;
}

void AttentionObserver::Receive(const ggml_tensor * node, int position, int count, const CellMap & cells) {
    const int layer = AttentionLayer(node);
    const ggml_tensor * mask = node->src[3];
    if (WindowColumns(node) > 0) ThrowOutOfReach(); // columns that stand for several tokens
    std::vector<uint16_t> hidden(mask->ne[0]);
    for (int at = std::max(begin_, position); at < std::min(end_, position + count); at++) {
        const int row = at - position;
        ggml_backend_tensor_get(mask, hidden.data(), row * mask->nb[1], hidden.size() * sizeof(uint16_t));
        Places visible, entered;
        for (int64_t cell = 0; cell < std::min(cells.Cells(), mask->ne[0]); cell++) {
            const int32_t held = cells.PositionOf(cell);
            if (held < 0 || held > at) continue;
            visible.push_back({held, int32_t(cell)});
            if (hidden[cell] != dsa::kHidden) entered.push_back(visible.back());
        }
        std::sort(visible.begin(), visible.end());
        std::sort(entered.begin(), entered.end());
        ObservedRow observed = {layer,
                                at,
                                0,
                                PositionsOf(entered),
                                Masses(node, row, CellsOf(entered)),
                                PositionsOf(visible),
                                Masses(node, row, CellsOf(visible))};
        for (size_t i = 0, s = 0; i < visible.size() && s < entered.size(); i++) {
            if (visible[i] != entered[s]) continue;
            observed.kept += observed.dense[i];
            s++;
        }
        rows_.push_back(std::move(observed));
    }
}

std::vector<ObservedRow> AttentionObserver::Take() {
    std::stable_sort(rows_.begin(), rows_.end(), [](const ObservedRow & a, const ObservedRow & b) {
        return std::make_pair(a.position, a.layer) < std::make_pair(b.position, b.layer);
    });
    return std::exchange(rows_, {});
}

} // namespace sparselens
