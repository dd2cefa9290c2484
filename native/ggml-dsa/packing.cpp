#include "packing.h"

#include "packed_weights.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace dsa {
namespace {

/// Bytes that are worth a thread: starting it takes about as long as packing 100 KiB.
constexpr size_t kThreadBytes = size_t(4) << 20;
/// More would wait for memory.
constexpr size_t kMostThreads = 16;

size_t ThreadsFor(size_t bytes) {
    const size_t there = std::max(1u, std::thread::hardware_concurrency());
    return std::clamp<size_t>(bytes / kThreadBytes, 1, std::min(there, kMostThreads));
}

/// Calls run(first group, how many) for parts of all groups of outputs, each in a thread.
template <typename Run> void EachPart(int groups, size_t bytes, const Run & run) {
    const auto parts = int64_t(ThreadsFor(bytes));
    const auto start = [&](int64_t part) { return int(groups * part / parts); };
    std::vector<std::thread> others;
    for (int64_t part = 1; part < parts; part++)
        others.emplace_back([&, part] { run(start(part), start(part + 1) - start(part)); });
    run(0, start(1));
    for (std::thread & other : others) other.join();
}

struct Shape {
    explicit Shape(const ggml_tensor * weight)
        : type(*WeightTypeOf(weight)), groups(int(weight->ne[1] * weight->ne[2] / kGroup)),
          blocks(int(weight->ne[0] / kBlock)), packedGroup(GroupBytes(type, blocks)),
          fileGroup(kGroup * RowBytes(type, blocks)) {}
    WeightType type;
    int groups, blocks;
    size_t packedGroup, fileGroup; // bytes
};

} // namespace

std::optional<WeightType> WeightTypeOf(const ggml_tensor * weight) {
    switch (weight->type) {
        case GGML_TYPE_Q4_0: return WeightType::Q4_0;
        case GGML_TYPE_Q4_1: return WeightType::Q4_1;
        case GGML_TYPE_Q5_0: return WeightType::Q5_0;
        case GGML_TYPE_Q5_1: return WeightType::Q5_1;
        case GGML_TYPE_Q8_0: return WeightType::Q8_0;
        case GGML_TYPE_IQ4_NL: return WeightType::IQ4_NL;
        case GGML_TYPE_Q2_K: return WeightType::Q2_K;
        case GGML_TYPE_Q3_K: return WeightType::Q3_K;
        case GGML_TYPE_Q4_K: return WeightType::Q4_K;
        case GGML_TYPE_Q5_K: return WeightType::Q5_K;
        case GGML_TYPE_Q6_K: return WeightType::Q6_K;
        case GGML_TYPE_IQ4_XS: return WeightType::IQ4_XS;
        default: return std::nullopt;
    }
}

void PackTensor(const ggml_tensor * weight, const void * data) {
    const Shape shape(weight);
    EachPart(shape.groups, ggml_nbytes(weight), [&](int first, int count) {
        PackWeights(shape.type, count * kGroup, shape.blocks, (const char *)data + first * shape.fileGroup,
                    (char *)weight->data + first * shape.packedGroup);
    });
}

void UnpackTensor(const ggml_tensor * weight, void * data) {
    const Shape shape(weight);
    EachPart(shape.groups, ggml_nbytes(weight), [&](int first, int count) {
        UnpackWeights(shape.type, count * kGroup, shape.blocks, (const char *)weight->data + first * shape.packedGroup,
                      (char *)data + first * shape.fileGroup);
    });
}

} // namespace dsa
