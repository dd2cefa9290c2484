// Which prompt rows were read already. A prompt may be read in several batches, and after a cancel again from an
// earlier position on; a row that arrives again says nothing new, and counting it twice would be wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sparselens {

class SeenRows {
  public:
    explicit SeenRows(int layers) : seen_(size_t(layers)) {}

    bool Has(int layer, int position) const {
        const std::vector<bool> & positions = seen_[size_t(layer)];
        return size_t(position) < positions.size() && positions[size_t(position)];
    }

    void Insert(int layer, int position) {
        std::vector<bool> & positions = seen_[size_t(layer)];
        if (size_t(position) >= positions.size()) positions.resize(size_t(position) + 1);
        positions[size_t(position)] = true;
    }

    /// One flag per position, up to the last one seen.
    const std::vector<bool> & OfLayer(int layer) const { return seen_[size_t(layer)]; }

  private:
    std::vector<std::vector<bool>> seen_; // [layer][position]
};

} // namespace sparselens
