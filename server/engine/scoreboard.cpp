#include "engine/scoreboard.hpp"

#include <algorithm>
#include <vector>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "engine/decide_steps.hpp"
#include "engine/fold_steps.hpp"

namespace bowball::engine {
namespace {

/// One character: its number, and its bytes in the text.
struct Character {
    std::uint32_t code;
    std::string_view bytes;
};

/// Of well-formed UTF-8.
std::vector<Character> characters_of(std::string_view text) {
    std::vector<Character> characters;
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<std::uint8_t>(text[at]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        std::uint32_t code = length == 1 ? first : first & (0x7FU >> length);
        for (std::size_t next = 1; next < length; ++next) code = (code << 6U) | (static_cast<std::uint8_t>(text[at + next]) & 0x3FU);
        characters.push_back({code, text.substr(at, length)});
        at += length;
    }
    return characters;
}

constexpr bool is_between(std::uint32_t code, std::uint32_t first, std::uint32_t last) { return code >= first && code <= last; }

/// Line feed, vertical tab, form feed, return, and those of Unicode (UAX 14).
constexpr bool ends_line(std::uint32_t code) { return is_between(code, 0x0A, 0x0D) || code == 0x85 || is_between(code, 0x2028, 0x2029); }
constexpr bool is_control(std::uint32_t code) { return code < 0x20 || is_between(code, 0x7F, 0x9F); }
constexpr bool turns_direction(std::uint32_t code) { return is_between(code, 0x202A, 0x202E) || is_between(code, 0x2066, 0x2069); }
/// Spaces, joiners and fillers: a line of these alone looks like none.
constexpr bool is_blank(std::uint32_t code) {
    return code == ' ' || code == 0xA0 || code == 0xAD || code == 0x34F || is_between(code, 0x115F, 0x1160) || is_between(code, 0x2000, 0x200F) || code == 0x202F || code == 0x2800 ||
           is_between(code, 0x205F, 0x2064) || code == 0x3000 || code == 0x3164 || is_between(code, 0xFE00, 0xFE0F) || code == 0xFEFF;
}

/// Lines of which something can be seen, without the controls.
std::vector<std::vector<Character>> lines_of(std::string_view text) {
    std::vector<std::vector<Character>> lines(1);
    for (const auto& one : characters_of(text)) {
        if (ends_line(one.code)) lines.emplace_back();
        else if (one.code == '\t') lines.back().push_back({' ', " "});
        else if (!is_control(one.code) && !turns_direction(one.code)) lines.back().push_back(one);
    }
    std::erase_if(lines, [](const auto& line) { return std::ranges::all_of(line, is_blank, &Character::code); });
    return lines;
}

std::string text_of(const std::vector<Character>& line) {
    std::string text;
    for (const auto& one : line) text += one.bytes;
    return std::string{trim(text)};
}

}  // namespace

Result<std::string> message_of(std::string_view text) {
    if (!is_utf8(text)) return Error{errc::bad_input, "The message is no text in UTF-8."};
    const auto lines = lines_of(text);
    if (lines.empty()) return Error{errc::bad_input, "Write what the scoreboard is to say."};
    if (lines.size() > limits::message_lines) return Error{errc::bad_input, "A message has at most " + std::to_string(limits::message_lines) + " lines."};
    std::string message;
    for (const auto& line : lines) message += (message.empty() ? "" : "\n") + text_of(line);
    const auto length = characters_of(message).size();
    if (length > limits::message_characters)
        return Error{errc::bad_input, "A message has at most " + std::to_string(limits::message_characters) + " characters, and this one has " + std::to_string(length) + "."};
    return message;
}

Decided decide(const MeetState&, const Order&, const ShowOnBoard& command) {
    if (command.shows == BoardFace::message) {
        auto text = message_of(command.text);
        if (!text) return text.error();
        return Events{BoardSteered{command.shows, std::move(*text)}};
    }
    if (!command.text.empty()) return Error{errc::bad_input, "Only a message has a text."};
    return Events{BoardSteered{command.shows, {}}};
}

Problem fold(MeetState& state, const Entry& entry, const BoardSteered& event) {
    if ((event.shows == BoardFace::message) == event.text.empty()) return "A message has a text, and nothing else on a board has one.";
    if (event.shows == BoardFace::automatic) state.board.reset();
    else state.board = BoardChoice{event.shows, event.text, decision_of(entry)};
    return {};
}

}  // namespace bowball::engine
