#pragma once
#include "ggml-backend.h"
#include "llama.h"

#include <string>
#include <vector>

/// A text that a model reads, in one process with and without ggml-dsa.
struct Text {
    llama_model * model;
    std::vector<llama_token> tokens;
    int prefill;   // tokens read before anything is compared
    int positions; // compared after that, half of them one by one
    ggml_type cache;
    int threads;
};

/// From a program's arguments: LIBRARIES BACKEND MODEL TEXT PREFILL POSITIONS [f16|q8_0 [THREADS]]. Loads llama.cpp's
/// libraries and the model, not the backend. Exits with 2 if something is missing.
Text OpenText(int argc, char ** argv);

struct ReadOptions {
    bool flash; // flash attention; without it llama.cpp attends in F32
    ggml_backend_sched_eval_callback callback;
    void * user;
    bool * compared = nullptr; // set while positions that are compared are read
};

/// Reads the text with a context of its own and returns the logits of what is compared: [positions][vocabulary].
std::vector<float> ReadText(const Text & text, const ReadOptions & options);
