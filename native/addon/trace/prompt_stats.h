// How often each position was selected by the rows of a prompt, and the index mass it got.
#pragma once

#include "trace/row.h"
#include "trace/seen_rows.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sparselens {

/// One for the document and what stands before it (shared by all questions), one for each question's own rows.
class PromptStats {
  public:
    explicit PromptStats(int layers);
    /// What was counted before, by layer and position; for keeping, not for adding to. Throws 'bad-argument'.
    PromptStats(std::vector<std::vector<uint32_t>> count, std::vector<std::vector<float>> mass);

    int Layers() const { return int(count_.size()); }

    /// Counts one row; `mass` is its index mass (index_mass.h). A (layer, position) counts once: when it arrives again,
    /// as after a cancel, nothing changes and false is returned. Throws 'bad-argument'.
    bool Add(const PromptRow & row, const float * mass);

    /// By position, up to the last position selected so far (so they may be shorter than the prompt).
    const std::vector<uint32_t> & Count(int layer) const { return count_[size_t(layer)]; }
    const std::vector<float> & Mass(int layer) const { return mass_[size_t(layer)]; }

  private:
    SeenRows seen_;
    std::vector<std::vector<uint32_t>> count_; // [layer][position]
    std::vector<std::vector<float>> mass_;
};

/// Throws 'bad-argument' if the row isn't what row.h says.
void CheckPromptRow(const PromptRow & row, int layers);

} // namespace sparselens
