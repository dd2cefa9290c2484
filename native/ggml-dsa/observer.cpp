#include "observer.h"

#include <algorithm>
#include <cmath>

namespace dsa {
namespace {

/// Heads whose products are kept at a time: 8 MiB at 128K positions.
constexpr int kHeads = 16;

/// Adds softmax(scale * products) to mass. `sink`: of the head, or null.
void AddProbabilities(std::vector<float> & products, float scale, const float * sink, float * mass) {
    const float largest = *std::max_element(products.begin(), products.end());
    double total = sink ? std::exp(double(*sink) - double(scale) * largest) : 0;
    for (float & x : products) total += x = std::exp(scale * (x - largest));
    for (size_t i = 0; i < products.size(); i++) mass[i] += float(products[i] / total);
}

} // namespace

void ObserveAttention(const Kernels & kernels, const AttentionBatch & batch, int token, const int32_t * positions,
                      int count, float * mass) {
    std::fill_n(mass, count, 0.0f);
    if (count == 0) return;
    AttentionTask task = TaskOf(batch, token, positions, count);
    std::vector<float> tile(size_t(kGather) * batch.keyDim), some(kHeads * kGather);
    std::vector<std::vector<float>> products(kHeads, std::vector<float>(count));
    for (int head = 0; head < batch.heads; head += kHeads) {
        task.heads = std::min(kHeads, batch.heads - head);
        task.query = batch.queries + token * batch.queryToken + head * batch.queryHead;
        for (int first = 0; first < count; first += kGather) {
            kernels.products(task, first, tile.data(), some.data());
            for (int j = 0; j < task.heads; j++) {
                std::copy_n(some.data() + j * kGather, std::min(kGather, count - first), products[j].begin() + first);
            }
        }
        for (int j = 0; j < task.heads; j++)
            AddProbabilities(products[j], batch.scale, batch.sinks ? batch.sinks + head + j : nullptr, mass);
    }
}

} // namespace dsa
