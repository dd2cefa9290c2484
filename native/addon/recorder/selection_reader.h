#pragma once
#include "recorder/cell_map.h"
#include "recorder/graph_names.h"

#include <cstdint>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// Reads what an indexer scored and chose at a TOP_K node, whose scores are still in memory then, and says of each unit
/// which tokens it stands for.
class SelectionReader {
  public:
    /// blockSize: positions of a block, where blocks are chosen.
    explicit SelectionReader(int blockSize) : blockSize_(blockSize) {}

    /// The ubatch's tokens begin at `position`, and are `count`.
    void Begin(const ggml_tensor * topK, Unit unit, int position, int count);

    /// One token's scores as llama.cpp has them, (width), and its choice, (k), of all heads one after the other.
    void Fetch(int row);
    std::vector<float> & Scores() { return scores_; }
    const std::vector<int32_t> & Chosen() const { return chosen_; }

    /// True if cells have scores of their own, that are to be read as they are.
    bool IsPlain() const;

    /// Of the row that was fetched: (position + 1) scores, -inf where nothing is visible or a rule took the place of a
    /// score; and the positions that the choice stands for, ascending.
    void Place(const CellMap & cells, int row, std::vector<float> & byPosition, std::vector<int32_t> & entered) const;

    /// Blocks that each head chose for the ubatch's only token, in the order in which their keys are gathered.
    const std::vector<int32_t> & Gathered() const { return chosen_; }

  private:
    void PlaceCells(const CellMap & cells, int position, std::vector<float> & byPosition,
                    std::vector<uint8_t> & taken) const;
    void PlaceEntries(int position, std::vector<float> & byPosition, std::vector<uint8_t> & taken) const;
    void PlaceBlocks(int position, std::vector<float> & byPosition, std::vector<uint8_t> & taken) const;

    const int blockSize_;
    const ggml_tensor * topK_ = nullptr;
    Unit unit_ = Unit::Cells;
    int position_ = 0, heads_ = 1;
    int64_t width_ = 0;
    std::vector<float> scores_;
    std::vector<int32_t> chosen_;
};

} // namespace sparselens
