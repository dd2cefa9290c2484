#include "engine/sampler.h"

#include <algorithm>
#include <cmath>

namespace sparselens {
namespace {

/// log(softmax(logits)[token])
float LogProbability(const float * logits, int count, llama_token token) {
    const float highest = *std::max_element(logits, logits + count);
    double sum = 0;
    for (int i = 0; i < count; i++) sum += std::exp(double(logits[i]) - highest);
    return float(logits[token] - highest - std::log(sum));
}

} // namespace

Sampler::Sampler(const SamplerOptions & options, int vocabularySize)
    : vocabularySize_(vocabularySize),
      chain_(llama_sampler_chain_init(llama_sampler_chain_default_params()), llama_sampler_free) {
    if (options.repeatPenalty != 1) {
        llama_sampler_chain_add(chain_.get(), llama_sampler_init_penalties(vocabularySize, options.repeatWindow,
                                                                           options.repeatPenalty, 0, 0));
    }
    if (options.temperature <= 0) {
        llama_sampler_chain_add(chain_.get(), llama_sampler_init_greedy());
        return;
    }
    if (options.topP < 1) llama_sampler_chain_add(chain_.get(), llama_sampler_init_top_p(options.topP, 1));
    llama_sampler_chain_add(chain_.get(), llama_sampler_init_temp(options.temperature));
    llama_sampler_chain_add(chain_.get(), llama_sampler_init_dist(options.seed));
}

Sampled Sampler::Sample(llama_context * context, int row) {
    const llama_token token = llama_sampler_sample(chain_.get(), context, row); // accepts it as well
    return {token, LogProbability(llama_get_logits_ith(context, row), vocabularySize_, token)};
}

} // namespace sparselens
