// How many threads are left out because other programs want the cores.
#include "check.h"
#include "engine/spared_cores.h"

using sparselens::SparedCores;

CHECK_THAT("spared cores: one is left out where threads waited a fifth of the time, never the last") {
    SparedCores cores;
    EXPECT(cores.Of(4) == 4);
    EXPECT(!cores.Saw(4, 4, 1, 0.7)); // less than a fifth of four seconds
    EXPECT(cores.Of(4) == 4);
    EXPECT(cores.Saw(4, 4, 1, 0.9));
    EXPECT(cores.Of(4) == 3);
    EXPECT(cores.Saw(3, 4, 1, 2));
    EXPECT(cores.Of(4) == 2);
    EXPECT(cores.Saw(2, 4, 1, 2) && !cores.Saw(1, 4, 1, 1)); // the last one stays
    EXPECT(cores.Of(4) == 1 && cores.Of(2) == 1 && cores.Of(1) == 1);
}

CHECK_THAT("spared cores: it comes back after some stretches without waiting, and later each time it fails") {
    SparedCores cores;
    const auto stretchesUntilBack = [&] {
        cores.Saw(2, 2, 1, 1);
        int stretches = 0;
        for (; cores.Of(2) == 1; stretches++) cores.Saw(1, 2, 1, 0);
        return stretches;
    };
    const int first = stretchesUntilBack(), second = stretchesUntilBack();
    EXPECT(first == 8 && second == 16);
    for (int i = 0; i < 10; i++) stretchesUntilBack();
    EXPECT(stretchesUntilBack() == 64); // a quarter of a minute at most
    cores.Saw(2, 2, 1, 0);              // it went well in between
    EXPECT(stretchesUntilBack() == 8);
}
