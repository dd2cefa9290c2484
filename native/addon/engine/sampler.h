#pragma once
#include "llama.h"

#include <memory>

namespace sparselens {

struct SamplerOptions {
    float temperature = 0; // 0: greedy
    float topP = 1;        // nucleus sampling; 1: off
    uint32_t seed = 0;
    float repeatPenalty = 1; // divides the logits of recent answer tokens; 1: off
    int repeatWindow = 64;   // answer tokens that count as recent
};

struct Sampled {
    llama_token token;
    float logProbability; // under the model's own distribution, before temperature and penalties
};

/// Chooses the next token from a context's logits. One seed gives the same choices twice.
class Sampler {
  public:
    Sampler(const SamplerOptions & options, int vocabularySize);
    /// Chooses from the logits of token `row` of the last ubatch (-1: the last one) and remembers the choice.
    Sampled Sample(llama_context * context, int row = -1);

  private:
    int vocabularySize_;
    std::unique_ptr<llama_sampler, decltype(&llama_sampler_free)> chain_;
};

} // namespace sparselens
