#include "engine/model_check/shown.h"

namespace sparselens {
namespace {

constexpr size_t kLongest = 80;

bool ContinuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

/// The length of a character at `at` that turns the direction of what follows it, in UTF-8; else 0.
size_t TurnsDirection(std::string_view text, size_t at) {
    const std::string_view next = text.substr(at, 3);
    const bool turns = (next >= "\u202a" && next <= "\u202e") || (next >= "\u2066" && next <= "\u2069");
    return turns ? next.size() : 0;
}

} // namespace

std::string Shown(std::string_view text) {
    size_t length = text.size();
    if (length > kLongest) {
        length = kLongest;
        while (length > 0 && ContinuesCharacter(text[length])) length--;
    }
    std::string shown(text.substr(0, length));
    for (char & c : shown) {
        if (static_cast<unsigned char>(c) < ' ' || c == 127) c = '?';
    }
    for (size_t at = 0; at < shown.size(); at++)
        if (const size_t turning = TurnsDirection(shown, at)) shown.replace(at, turning, "?");
    return length < text.size() ? shown + "..." : shown;
}

} // namespace sparselens
