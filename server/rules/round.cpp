#include "rules/round.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace bowball::rules {
namespace {

using Name = std::pair<std::string_view, RoundKind>;

/// The word at the front of a phase; what follows is a number, or the letters of the finals it leads to.
constexpr std::array names{
    Name{"FINAL", RoundKind::final},       Name{"F", RoundKind::final},
    Name{"SEMIFINAL", RoundKind::semifinal}, Name{"SF", RoundKind::semifinal}, Name{"S", RoundKind::semifinal},
    Name{"QUARTERFINAL", RoundKind::quarterfinal}, Name{"QF", RoundKind::quarterfinal}, Name{"Q", RoundKind::quarterfinal},
    Name{"HEAT", RoundKind::heat},         Name{"H", RoundKind::heat},
    Name{"REPECHAGE", RoundKind::repechage}, Name{"REP", RoundKind::repechage}, Name{"R", RoundKind::repechage},
    Name{"TT", RoundKind::time_trial},     Name{"PR", RoundKind::preliminary}, Name{"P", RoundKind::preliminary}, Name{"X", RoundKind::preliminary},
};

/// Capitals, without spaces: "Final B" and "FB" read alike.
std::string pressed(std::string_view phase) {
    std::string text;
    for (const auto c : phase) {
        if (c != ' ' && c != '-') text += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return text;
}

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

/// A number, nothing, or letters of finals as in "SA/B1": what may follow the word. "Sprint" is no semi-final.
bool is_tail(std::string_view tail, RoundKind kind) {
    const auto letters = static_cast<std::size_t>(std::ranges::find_if_not(tail, [](char c) { return is_letter(c) || c == '/'; }) - tail.begin());
    const auto is_number = std::ranges::all_of(tail.substr(letters), [](char c) { return c >= '0' && c <= '9'; });
    const auto single = letters == 0 || letters == 1 || tail.find('/') < letters;
    const auto lettered = kind == RoundKind::final || kind == RoundKind::semifinal || kind == RoundKind::quarterfinal;
    return is_number && single && (letters == 0 || lettered);
}

/// "B" of "FB", and of "F2", its other name. The first final is A.
char letter_of(std::string_view tail) {
    if (tail.empty() || tail.front() == '0') return 'A';
    return is_letter(tail.front()) ? tail.front() : static_cast<char>('A' + (tail.front() - '1'));
}

}  // namespace

Round round_of(std::string_view phase) {
    const auto text = pressed(phase);
    for (const auto& [word, kind] : names) {
        if (!text.starts_with(word)) continue;
        const auto tail = std::string_view{text}.substr(word.size());
        if (!is_tail(tail, kind)) continue;
        if (kind != RoundKind::final) return {kind, 0};
        return {kind, letter_of(tail)};
    }
    return {};
}

std::string_view to_string(RoundKind kind) {
    switch (kind) {
        case RoundKind::preliminary: return "preliminary";
        case RoundKind::time_trial: return "time_trial";
        case RoundKind::heat: return "heat";
        case RoundKind::repechage: return "repechage";
        case RoundKind::quarterfinal: return "quarterfinal";
        case RoundKind::semifinal: return "semifinal";
        case RoundKind::final: return "final";
        case RoundKind::other: return "other";
    }
    return "other";
}

}  // namespace bowball::rules
