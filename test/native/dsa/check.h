#pragma once
#include <cmath>
#include <string>
#include <vector>

/// A named check; TEST(name) registers one.
struct Check {
    const char * name;
    void (*run)();
};
std::vector<Check> & allChecks();
void fail(const char * file, int line, const std::string & what);

struct Registered {
    Registered(const char * name, void (*run)()) { allChecks().push_back({name, run}); }
};
#define TEST(function, name)                                                                                                 \
    static void function();                                                                                                  \
    static Registered function##Registered(name, function);                                                                  \
    static void function()
#define EXPECT(condition, what)                                                                                              \
    do {                                                                                                                     \
        if (!(condition)) fail(__FILE__, __LINE__, std::string(#condition) + ": " + (what));                                 \
    } while (0)
