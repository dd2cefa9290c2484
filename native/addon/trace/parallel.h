// A large question, asked by a few threads. The model may be running beside it, so there are never many.
#pragma once

#include <algorithm>
#include <cstddef>
#include <future>
#include <thread>
#include <vector>

namespace sparselens {

/// Into how many parts to split work on so many rows: 1 up to about 5 ms of it.
inline int PartsFor(size_t rows) {
    constexpr size_t kRowsOfOnePart = 700;
    constexpr int kMaxParts = 4;
    if (rows <= kRowsOfOnePart) return 1;
    return std::clamp(int(std::thread::hardware_concurrency()), 1, kMaxParts);
}

/// Runs body(part) for every part, each on a thread of its own, the last on this one; throws what one of them threw.
template <typename Body> void InParallel(int parts, const Body & body) {
    std::vector<std::future<void>> others;
    for (int part = 0; part + 1 < parts; part++)
        others.push_back(std::async(std::launch::async, [&body, part] { body(part); }));
    body(parts - 1);
    for (std::future<void> & other : others) other.get();
}

} // namespace sparselens
