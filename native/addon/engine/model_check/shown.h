#pragma once
#include <string>
#include <string_view>

namespace sparselens {

/// A file's own words as a sentence can quote them: on one line, and cut where they are long.
std::string Shown(std::string_view text);

} // namespace sparselens
