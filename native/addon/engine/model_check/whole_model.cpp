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

} // namespace sparselens
