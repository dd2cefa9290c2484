#pragma once
#include "../check/runner.h"

#include <cmath>

/// A check; TEST(function, name) registers one.
#define TEST(function, name)                                                                                           \
    static void function();                                                                                            \
    static Registered function##Registered(name, function);                                                            \
    static void function()
#define EXPECT(condition, what)                                                                                        \
    do {                                                                                                               \
        if (!(condition)) Fail(__FILE__, __LINE__, std::string(#condition) + ": " + (what));                           \
    } while (0)
