// A trace made of what another engine tells of its indexers: which positions entered attention, and no scores.
//
// Every position of a row counts the same: its score is 0, so its index mass is its share of the row, and the evidence
// (evidence_formula.h) is the lift of counts over what distance and the prompt's own rows explain.
#pragma once

#include "trace/trace.h"

#include <memory>
#include <vector>

namespace sparselens {

class CountedTrace {
  public:
    /// Rows of the prompt up to `textEnd` tell what is always selected; those after it are the question's. Throws
    /// 'bad-argument'.
    CountedTrace(const TraceShape & shape, int32_t textEnd);

    /// The rows of the next query, layer by layer: topK positions each, -1 where there is none. The first query stands
    /// at position 0; from promptLength - 1 on they are the answer's. A row that was never filled (one position many
    /// times, or none at all) is left out and counted. Throws 'impossible-rows' where a position is none that the query
    /// can see.
    void Add(const std::vector<int32_t> & positions);

    /// The trace of the first `tokens` answer tokens. Takes no more rows. Throws 'bad-argument' without any.
    std::shared_ptr<Trace> Finish(int tokens);

    /// Rows that were left out.
    int64_t Missing() const { return missing_; }

  private:
    /// Puts the positions of one layer into chosen_, ascending; none if the row was never filled.
    void ReadChosen(int layer, const int32_t * positions);
    void AddPrompt(int layer);
    void AddAnswer(int layer);
    void BeginAnswer();
    LayerKinds Kinds() const;

    TraceShape shape_;
    int32_t textEnd_;
    int32_t position_ = 0; // of the next query
    int64_t missing_ = 0;
    std::shared_ptr<PromptStats> document_, question_;
    std::shared_ptr<Background> background_;
    std::shared_ptr<Trace> trace_;
    std::vector<int32_t> chosen_, before_; // of this layer, of the one before
    std::vector<float> scores_, mass_;
    /// By layer: it chose the same as the layer before, and there was something to choose from.
    std::vector<char> isSame_;
    bool hadChoice_ = false;
};

} // namespace sparselens
