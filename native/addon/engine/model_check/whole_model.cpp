#include "engine/model_check/whole_model.h"

#include "engine/model_check/shown.h"
#include "error.h"

#include <algorithm>

namespace sparselens {
namespace {

bool Holds(const ModelFile & model, const std::string & name) {
    return std::any_of(model.tensors.begin(), model.tensors.end(),
                       [&](const TensorPlace & tensor) { return tensor.name.find(name) != std::string::npos; });
}

[[noreturn]] void Throw(const std::string & path, const std::string & what) {
    throw EngineError("missing-tensor", FileName(path) + " " + what + "; choose the file of the whole model.");
}

} // namespace

void CheckWholeModel(const ModelFile & model, const Gguf & first, const std::string & path) {
    const std::string type = Text(first, "general.type");
    if (type == "adapter" || type == "imatrix" || type == "mmproj" || type == "controlvector")
        Throw(path, "is no model, but goes with one (general.type is \"" + Shown(type) + "\")");
    if (model.architecture == "clip") Throw(path, "is no model, but goes with one: it turns pictures into tokens");
    if (model.tensors.empty()) Throw(path, "holds no weights, only metadata and a vocabulary");
    if (Holds(model, ".lora_a")) Throw(path, "is no model, but an adapter for one (LoRA)");
    if (!Holds(model, "blk.0.") && Holds(model, ".nextn.eh_proj.weight"))
        Throw(path, "holds only the block that predicts a further token");
}

void CheckPredictingBlocks(const ModelFile & model, const std::string & path) {
    const std::string key = "deepseek32.nextn_predict_layers";
    for (int64_t block = 0; block < model.blocks; block++) {
        const std::string begin = "blk." + std::to_string(block) + ".";
        const bool counted = block >= model.layers, predicts = Holds(model, begin + "nextn.");
        if (counted == predicts || (counted && !Holds(model, begin))) continue;
        const std::string what = predicts ? " holds a block that predicts a further token (" + begin +
                                                "nextn.*), but doesn't count it (" + key + ")"
                                          : " says that its last block predicts a further token (" + key +
                                                "), but lacks what that takes (" + begin + "nextn.*)";
        throw EngineError("damaged-model", FileName(path) + what + "; get another conversion of the model.");
    }
}

} // namespace sparselens
