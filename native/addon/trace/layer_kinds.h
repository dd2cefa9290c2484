// What a layer does before it attends, as far as a trace tells: read at its attention, not guessed from the model.
#pragma once

#include <cstdint>
#include <vector>

namespace sparselens {

enum class LayerKind : uint8_t {
    Recurrent = 0, // no attention: what came before is in a state that nothing can look into
    Chosen = 1,    // its own indexer chose
    Shared = 2,    // what an earlier layer's indexer chose
    Window = 3,    // the last positions, all of them
    Dense = 4,     // every position
    Entries = 5,   // a window, and all entries that stand for several tokens each
    Attended = 6,  // every position it could see; the row holds those with the most attention mass
    Counted = 7,   // its own indexer chose, and another engine told which positions, without their scores
};

struct LayerInfo {
    LayerKind kind = LayerKind::Recurrent;
    int32_t from = -1; // Shared: the layer that chose
};

/// What indexers choose.
enum class ChoiceUnit : uint32_t {
    Token = 0,
    Entry = 1, // a key that stands for several tokens
    Block = 2, // neighbouring positions
};

/// By layer; empty where all layers chose for themselves.
using LayerKinds = std::vector<LayerInfo>;

} // namespace sparselens
