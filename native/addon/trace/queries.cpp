#include "trace/queries.h"

#include "trace/parallel.h"

#include <algorithm>

namespace sparselens {

void CheckLayers(const Rows & rows, const std::vector<int32_t> & layers) {
    for (int32_t layer : layers)
        if (layer < 0 || layer >= rows.layers)
            ThrowBadArgument("The model has no layer " + std::to_string(layer) + ".");
}

void CheckSpan(const Rows & rows, const Span & span) {
    CheckLayers(rows, span.layers);
    if (span.from < 0 || span.to < span.from || span.to > rows.source.Tokens())
        ThrowBadArgument("The answer has no tokens " + std::to_string(span.from) + " to " + std::to_string(span.to) +
                         ".");
}

static uint32_t UsesOfToken(const Rows & rows, int token, const Segment & of, const std::vector<int32_t> & layers,
                            std::vector<int32_t> & positions) {
    uint32_t uses = 0;
    for (int32_t layer : layers) {
        const Bytes bytes = rows.source.RowBytes(token, layer);
        if (bytes.size == 0) continue;
        RowView(bytes, rows.limits).Positions(positions);
        const auto begin = std::lower_bound(positions.begin(), positions.end(), of.begin);
        uses += uint32_t(std::lower_bound(begin, positions.end(), of.end) - begin);
    }
    return uses;
}

std::vector<uint32_t> TokenUses(const Rows & rows, const Segment & of, const std::vector<int32_t> & layers) {
    CheckLayers(rows, layers);
    std::vector<uint32_t> uses(size_t(rows.source.Tokens()));
    const int parts = PartsFor(uses.size() * layers.size());
    InParallel(parts, [&](int part) {
        std::vector<int32_t> positions;
        for (size_t token = size_t(part); token < uses.size(); token += size_t(parts))
            uses[token] = UsesOfToken(rows, int(token), of, layers, positions);
    });
    return uses;
}

} // namespace sparselens
