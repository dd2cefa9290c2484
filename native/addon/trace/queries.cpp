#include "trace/queries.h"

#include <algorithm>

namespace sparselens {

void checkLayers(const Rows& rows, const std::vector<int32_t>& layers) {
  for (int32_t layer : layers)
    if (layer < 0 || layer >= rows.layers) throwBadArgument("The model has no layer " + std::to_string(layer) + ".");
}

void checkSpan(const Rows& rows, const Span& span) {
  checkLayers(rows, span.layers);
  if (span.from < 0 || span.to < span.from || span.to > rows.source.tokens())
    throwBadArgument("The answer has no tokens " + std::to_string(span.from) + " to " + std::to_string(span.to) + ".");
}

std::vector<uint32_t> tokenUses(const Rows& rows, const Segment& of, const std::vector<int32_t>& layers) {
  checkLayers(rows, layers);
  std::vector<uint32_t> uses(size_t(rows.source.tokens()));
  std::vector<int32_t> positions;
  for (size_t token = 0; token < uses.size(); token++)
    for (int32_t layer : layers) {
      const Bytes bytes = rows.source.bytes(int(token), layer);
      if (bytes.size == 0) continue;
      RowView(bytes, rows.limits).positions(positions);
      const auto begin = std::lower_bound(positions.begin(), positions.end(), of.begin);
      const auto end = std::lower_bound(begin, positions.end(), of.end);
      uses[token] += uint32_t(end - begin);
    }
  return uses;
}

}  // namespace sparselens
