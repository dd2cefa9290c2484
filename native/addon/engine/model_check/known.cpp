#include "engine/model_check/known.h"

#include "engine/backend.h"
#include "engine/model_check/metadata.h"
#include "error.h"
#include "llama.h"

namespace sparselens {

void CheckKnown(const std::string & path) {
    llama_model_params params = llama_model_default_params();
    params.vocab_only = true;
    TakeLastComplaint();
    llama_model * model = llama_model_load_from_file(path.c_str(), params);
    if (model) return llama_model_free(model);
    const std::string why = TakeLastComplaint();
    const size_t unknown = why.find("unknown model architecture");
    if (unknown != std::string::npos) {
        throw EngineError("wrong-architecture",
                          FileName(path) + " is a model that this version of llama.cpp doesn't know (" +
                              why.substr(unknown) + "); get a newer SparseLens or another model.");
    }
    throw EngineError("model-refused", "llama.cpp could not read " + FileName(path) +
                                           (why.empty() ? "" : " (" + why + ")") +
                                           "; get another conversion of the model or a newer SparseLens.");
}

} // namespace sparselens
