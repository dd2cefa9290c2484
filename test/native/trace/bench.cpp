// usage: trace_bench [TOKENS=500] [LAYERS=61] [PROMPT=32768] [TOP_K=2048]
// Prints how many milliseconds each query takes (the best of five) on a trace of clustered selections.
#include "random_case.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <numeric>

using namespace sparselens;

static double Milliseconds(int rounds, const std::function<void()> & body) {
    double best = 1e9;
    for (int round = 0; round < rounds; round++) {
        const auto start = std::chrono::steady_clock::now();
        body();
        best =
            std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

/// Half of the positions near the query, the others anywhere, as a row of a real model looks.
static OwnedRow ClusteredRow(std::mt19937 & random, int position, int topK) {
    OwnedRow row;
    row.position = position;
    std::vector<bool> chosen(size_t(position) + 1);
    for (int i = 0; i < topK / 2; i++) chosen[size_t(position - i)] = true;
    for (int left = topK - topK / 2; left > 0;) {
        const size_t p = random() % chosen.size();
        left -= !chosen[p];
        chosen[p] = true;
    }
    for (size_t p = 0; p < chosen.size(); p++)
        if (chosen[p]) row.positions.push_back(int32_t(p)), row.scores.push_back(RandomScore(random));
    for (int i = 0; i < 64; i++) row.missed.push_back(int32_t(random() % chosen.size())), row.missedScores.push_back(1);
    return row;
}

int main(int argc, char ** argv) {
    const auto argument = [&](int i, int otherwise) { return argc > i ? std::atoi(argv[i]) : otherwise; };
    const int tokens = argument(1, 500), layers = argument(2, 61), prompt = argument(3, 32768),
              topK = argument(4, 2048);
    std::mt19937 random(1);
    TraceShape shape{topK, layers, prompt, {}, 1};
    for (int begin = 0; begin + 25 <= prompt; begin += 25) shape.sentences.push_back({begin, begin + 25});
    auto background = std::make_shared<Background>(layers, shape.sentences, 1);
    background->Finish();
    Trace trace(shape, nullptr, nullptr, background);
    std::vector<OwnedRow> kinds;
    for (int i = 0; i < 97; i++) kinds.push_back(ClusteredRow(random, prompt - 1, topK));
    for (OwnedRow & row : kinds)
        for (int i = 0; i < 256; i++)
            row.sentences.push_back(int32_t(random() % shape.sentences.size())), row.sentenceMax.push_back(3),
                row.sentenceLse.push_back(4);
    const double adding = Milliseconds(1, [&] {
        for (int token = 0; token < tokens; token++)
            for (int layer = 0; layer < layers; layer++) {
                OwnedRow & row = kinds[size_t(token * layers + layer) % kinds.size()];
                row.layer = layer;
                trace.AddAnswerRow(token, row.AsAnswer());
            }
    });
    std::vector<int32_t> all(size_t(layers), 0), few;
    std::iota(all.begin(), all.end(), 0);
    for (int layer = 0; layer < layers; layer += 6) few.push_back(layer);
    const Span span{0, tokens, all};

    std::printf("%d tokens x %d layers x %d of %d positions, %zu sentences\n", tokens, layers, topK, prompt,
                shape.sentences.size());
    const auto report = [](const char * name, double time) { std::printf("%-28s %9.2f ms\n", name, time); };
    report("add a row", adding / tokens / layers);
    const auto queries = [&](const Trace & of) {
        report("row", Milliseconds(5, [&] { of.Row(tokens / 2, layers / 2); }));
        report("totals", Milliseconds(5, [&] { of.Totals(span, shape.sentences); }));
        report("totals, one token", Milliseconds(5, [&] { of.Totals({1, 2, all}, shape.sentences); }));
        report("uses", Milliseconds(5, [&] { of.Uses({100, 125}, all); }));
        report("evidence, every 6th layer", Milliseconds(5, [&] { of.Evidence({0, tokens, few}); }));
        report("evidence, all layers", Milliseconds(2, [&] { of.Evidence(span); }));
    };
    queries(trace);
    const std::string path = (std::filesystem::temp_directory_path() / "trace-bench").u8string();
    report("save", Milliseconds(1, [&] { trace.Save(path, "{}"); }));
    std::printf("%.1f MB\n", double(std::filesystem::file_size(path)) / 1e6);
    report("open", Milliseconds(5, [&] { Trace::Open(path); }));
    report("verify", Milliseconds(1, [&] { Trace::Open(path)->Verify(); }));
    queries(*Trace::Open(path));
    std::filesystem::remove(path);
}
