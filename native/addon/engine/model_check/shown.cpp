#include "engine/model_check/shown.h"

namespace sparselens {
namespace {

constexpr size_t kLongest = 80;

bool ContinuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

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
    return length < text.size() ? shown + "..." : shown;
}

} // namespace sparselens
