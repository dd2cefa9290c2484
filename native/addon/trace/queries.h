// The questions about the rows of an answer (electron/engine/native_trace.ts says what JavaScript sees of them).
//
// All throw 'bad-argument' for spans and segments that don't exist, and 'trace-damaged' for rows that can't be read.
// Tokens and layers without a row add nothing. A layer that is named twice counts twice.
#pragma once

#include "trace/background.h"
#include "trace/row_codec.h"
#include "trace/row_source.h"

#include <cstdint>
#include <vector>

namespace sparselens {

/// Answer tokens [from, to) and the layers to look at.
struct Span {
    int from = 0, to = 0;
    std::vector<int32_t> layers;
};

/// One value for each segment asked for, and a last one for all positions outside of them.
struct SegmentTotals {
    std::vector<uint32_t> count;    // how often positions of the segment entered attention
    std::vector<double> mass;       // index mass, summed over positions, tokens and layers
    std::vector<float> score;       // highest score that entered; -infinity if none did
    std::vector<uint32_t> distinct; // positions that entered at least once
};

/// Positions that enter whatever is asked, and so hide what a picture is about.
struct Always {
    bool sinks = false;  // see always_selected.h
    bool recent = false; // the last kRecent positions before the query
};

/// For each layer of a span, one after the other: counts of each segment, and of what was left out of them.
struct LayerCounts {
    std::vector<uint32_t> count;         // [layer][segment]; one more for all positions outside of them
    std::vector<uint32_t> sinks, recent; // [layer]: left out of `count`; one that is both is a sink
};

/// What all queries run on.
struct Rows {
    const RowSource & source;
    int layers;
    RowLimits limits;
};

/// `segments` ascending and disjoint.
SegmentTotals SumSegments(const Rows & rows, const Span & span, const std::vector<Segment> & segments);

/// `sinks[i]`: marks of the positions that are sinks on the span's i-th layer; empty where none is left out.
LayerCounts CountLayers(const Rows & rows, const Span & span, const std::vector<Segment> & segments,
                        const std::vector<std::vector<uint8_t>> & sinks, bool leaveOutRecent);

/// For every answer token: how often it selected a position in [begin, end), over these layers.
std::vector<uint32_t> TokenUses(const Rows & rows, const Segment & of, const std::vector<int32_t> & layers);

/// evidence(s) of every sentence (evidence_formula.h).
std::vector<float> SentenceEvidence(const Rows & rows, const Span & span, const std::vector<Segment> & sentences,
                                    const BackgroundView & background);

/// What each layer adds to the evidence of these sentences: log of the highest lift; [layer][sentence].
std::vector<float> EvidenceByLayer(const Rows & rows, const Span & span, const std::vector<Segment> & sentences,
                                   const BackgroundView & background, const std::vector<int32_t> & chosen);

void CheckLayers(const Rows & rows, const std::vector<int32_t> & layers);
void CheckSpan(const Rows & rows, const Span & span);

} // namespace sparselens
