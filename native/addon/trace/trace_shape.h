#pragma once

#include "trace/layer_kinds.h"
#include "trace/row.h"

#include <cstdint>
#include <vector>

namespace sparselens {

/// What a trace is about: fixed before its first row.
struct TraceShape {
    int topK = 0; // positions that enter attention, per token and layer
    int layers = 0;
    int32_t promptLength = 0;       // positions before the answer: template, document and question
    std::vector<Segment> sentences; // of the document
    int stride = 1;                 // every n-th prompt row is read for counts, mass and background
    ChoiceUnit unit = ChoiceUnit::Token;
    int unitTokens = 1; // that one of them stands for
};

} // namespace sparselens
