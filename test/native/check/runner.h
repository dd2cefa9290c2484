// The smallest test framework that does: named checks that register themselves, and a main that runs them all.
#pragma once

#include <functional>
#include <string>
#include <vector>

struct Check {
    const char * name;
    std::function<void()> run;
};

std::vector<Check> & AllChecks();
/// Reports a failure of the check that is running.
void Fail(const char * file, int line, const std::string & what);

struct Registered {
    Registered(const char * name, std::function<void()> run) { AllChecks().push_back({name, std::move(run)}); }
};

/// usage: PROGRAM [PART OF A NAME]: runs the checks, prints each one's name; 1 if any failed, or none ran.
int RunChecks(int argc, char ** argv);
