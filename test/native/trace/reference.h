// Every query once more, as plainly as its formula: slow, over rows as they were made. The tests compare with it.
#pragma once

#include "random_case.h"

#include <vector>

namespace sparselens::reference {

SegmentTotals Totals(const RandomCase & of, const Span & span, const std::vector<Segment> & segments);
std::vector<uint32_t> Uses(const RandomCase & of, const Segment & segment, const std::vector<int32_t> & layers);
PromptTotals Prompt(const RandomCase & of, int layer);

struct Background {
    std::vector<std::vector<double>> G; // [layer][bucket]
    std::vector<std::vector<double>> r; // [layer][sentence]
};
Background BackgroundOf(const RandomCase & of);
std::vector<double> Evidence(const RandomCase & of, const Span & span);

} // namespace sparselens::reference
