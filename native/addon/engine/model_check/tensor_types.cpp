#include "engine/model_check/tensor_types.h"

#include "engine/model_check/metadata.h"
#include "engine/model_check/shown.h"
#include "error.h"

#include <algorithm>
#include <cstdio>

namespace sparselens {
namespace {

/// Types of ggml's that are no weights: whole numbers, and what activations are packed into. Some architectures have
/// tables of whole numbers among their tensors, as deepseek4 has of experts by token.
constexpr const char * kNoWeights[] = {"i8", "i16", "i32", "i64", "f64", "q8_1", "q8_K"};

bool EndsWith(const std::string & text, const std::string & end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// Added or multiplied element by element, which ggml's CPU does in one type only.
bool IsVector(const std::string & name) { return EndsWith(name, "norm.weight") || EndsWith(name, ".bias"); }

bool HasTables(const ModelFile & model) { return model.architecture != "deepseek32"; }

int64_t BlockOf(const std::string & name, int64_t otherwise) {
    int block = 0;
    return std::sscanf(name.c_str(), "blk.%d.", &block) == 1 ? block : otherwise;
}

} // namespace

void CheckTensorTypes(const ModelFile & model, int64_t cpuBlocks) {
    for (const TensorPlace & tensor : model.tensors) {
        const bool vector = IsVector(tensor.name);
        const bool onCpu = BlockOf(tensor.name, model.blocks) < cpuBlocks;
        const bool noWeights = !HasTables(model) && std::any_of(std::begin(kNoWeights), std::end(kNoWeights),
                                                                [&](const char * type) { return tensor.type == type; });
        if (!noWeights && !(vector && onCpu && tensor.type != "f32")) continue;
        throw EngineError("unknown-tensor-type", FileName(tensor.file) + " stores " + Shown(tensor.name) + " as " +
                                                     tensor.type + ", which llama.cpp can't compute with here" +
                                                     (vector ? " (it needs f32)" : "") +
                                                     "; get another quantization of the model.");
    }
}

} // namespace sparselens
