#include "engine/model_check/other_kinds.h"

#include "engine/model_check/metadata.h"
#include "engine/model_check/shown.h"
#include "error.h"

#include <algorithm>
#include <vector>

namespace sparselens {
namespace {

struct OtherKind {
    const char * what;
    std::vector<const char *> architectures;
};

/// As GGUF files call them: llama.cpp's (src/llama-arch.cpp), and those of programs for pictures and for speech.
const OtherKind kOtherKinds[] = {
    {"turns texts into numbers, for search (an embedding model)",
     {"bert", "modern-bert", "nomic-bert", "nomic-bert-moe", "neo-bert", "jina-bert-v2", "jina-bert-v3", "eurobert",
      "gemma-embedding", "llama-embed"}},
    {"reads a whole text before it writes another (T5), or only reads it for another model", {"t5", "t5encoder"}},
    {"writes all words of a text at once and mends them (a diffusion model)", {"dream", "llada", "llada-moe", "rnd1"}},
    {"drafts tokens for another model", {"eagle3", "dflash", "gemma4-assistant"}},
    {"is for speech or sounds", {"whisper", "wavtokenizer-dec", "qwen3tts", "pockettts", "kokoro", "parakeet"}},
    {"makes pictures or films",
     {"flux", "sd1", "sdxl", "sd3", "aura", "hidream", "chroma", "cosmos", "ltxv", "hyvid", "wan", "lumina2",
      "qwen_image", "pig"}},
};

} // namespace

void CheckAnswers(const std::string & architecture, const std::string & path) {
    for (const OtherKind & kind : kOtherKinds) {
        const bool is = std::any_of(kind.architectures.begin(), kind.architectures.end(),
                                    [&](const char * other) { return architecture == other; });
        if (!is) continue;
        throw EngineError("wrong-architecture", FileName(path) + " writes no answers: its architecture, \"" +
                                                    Shown(architecture) + "\", " + kind.what +
                                                    "; choose a language model.");
    }
}

} // namespace sparselens
