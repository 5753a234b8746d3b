#include "net/guessable.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/text.hpp"

namespace bowball::net {
namespace {

/// What stands on every page and every door of a regatta. Roles too: whoever shares an account calls it so.
constexpr auto field_words = std::to_array<std::string_view>({"bowball",   "regatta",  "rowing",     "athletics", "swimming", "canoeing", "timing",    "scoring",    "scoreboard", "results", "referee",
                                 "starter",   "judge",    "timekeeper", "admin",     "official", "organiser", "organizer", "boatrace",   "finish",     "finishline", "photofinish",
                                 "stopwatch", "password", "passwort",   "motdepasse", "welcome",  "startline", "falsestart", "worldrowing", "changeme",  "letmein"});

bool is_letter(char one) { return (one >= 'a' && one <= 'z') || static_cast<unsigned char>(one) >= 0x80; }

std::string small(std::string_view text) {
    std::string made{text};
    std::ranges::transform(made, made.begin(), [](char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one; });
    return made;
}

/// Its letters without what stands before and behind them.
std::string core_of(const std::string& text) {
    const auto first = std::ranges::find_if(text, is_letter);
    const auto last = std::find_if(text.rbegin(), text.rend(), is_letter).base();
    return first < last ? std::string{first, last} : std::string{};
}

const std::vector<std::string_view>& common() {
    static const auto sorted = [] {
        std::vector<std::string_view> words;
        for (const auto line : split(common_passwords(), '\n')) {
            if (!line.empty() && line.front() != '#') words.push_back(line);
        }
        std::ranges::sort(words);
        return words;
    }();
    return sorted;
}

}  // namespace

std::size_t characters_of(std::string_view text) {
    if (!is_utf8(text)) return text.size();
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char one) { return (static_cast<unsigned char>(one) & 0xC0) != 0x80; }));
}

bool is_easily_guessed(const std::string& password, const std::string& name) {
    if (password.empty()) return true;
    const auto plain = small(password);
    if (std::ranges::binary_search(common(), std::string_view{plain})) return true;
    if (plain.find_first_not_of(plain.front()) == std::string::npos) return true;
    const auto core = core_of(plain);
    if (core.empty()) return false;   // figures alone: the list has those that many take
    const auto own = small(name);
    return core == core_of(own) || plain == own || std::ranges::find(field_words, core) != field_words.end();
}

}  // namespace bowball::net
