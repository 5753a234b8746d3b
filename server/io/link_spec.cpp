#include "io/link_spec.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace bowball::io {
namespace {

struct Kind {
    std::string_view scheme;
    LinkKind kind;
    bool has_path;
    std::string_view options;  ///< known ones, blanks between
};
constexpr Kind kinds[] = {
    {"serial", LinkKind::serial, true, "baud parity stop bits arrival"}, {"tcp", LinkKind::tcp, false, "arrival"},
    {"tcp-listen", LinkKind::tcp_listen, false, "arrival"},              {"udp", LinkKind::udp, false, "arrival"},
    {"folder", LinkKind::folder, true, "pattern rest_ms"},               {"replay", LinkKind::replay, true, "speed arrival"},
    {"gpio", LinkKind::gpio, true, "in out edge bias active_low debounce_us clock buffer"},
    {"modem", LinkKind::modem, true, "lines"},                           {"pps", LinkKind::pps, true, ""},
    {"ptp", LinkKind::ptp, true, ""},
};

/// What an option may say, where that is a list.
struct Choice {
    std::string_view key;
    std::string_view values;   ///< blanks between
};
constexpr Choice choices[] = {
    {"baud", "1200 2400 4800 9600 19200 38400 57600 115200"}, {"parity", "none even odd"}, {"stop", "1 2"}, {"bits", "7 8"}, {"arrival", "counts ignored"},
    {"edge", "both rising falling"}, {"bias", "pull-up pull-down none"}, {"clock", "monotonic hte"},
};

/// What an option may say, where that is a number.
struct Range {
    std::string_view key;
    std::uint64_t least;
    std::uint64_t most;
};
constexpr Range ranges[] = {
    {"rest_ms", 1, 600'000},        // a file rests for ten minutes at the longest
    {"speed", 1, 600'000},          // a day is played in less than a second
    {"debounce_us", 0, 1'000'000},  // a contact that bounces for a second is broken
    {"buffer", 16, 1024},           // what the kernel grants (protocols 7.1)
};

/// The kernel takes so many lines at once.
constexpr std::size_t most_lines = 64;
constexpr std::uint64_t largest_line = 4095;
constexpr std::string_view modem_lines = "dcd cts dsr ri";

Error refuse(std::string_view text, std::string_view why) {
    return {errc::bad_input, "link \"" + printable(text) + "\": " + std::string{why}};
}

Result<void> check_option(const LinkSpec& spec, std::string_view key, std::string_view value) {
    const auto choice = std::ranges::find(choices, key, &Choice::key);
    if (choice != std::end(choices)) {
        const auto values = split(choice->values, ' ');
        if (std::ranges::find(values, value) != values.end()) return {};
        return refuse(spec.text, std::string{key} + " is one of " + std::string{choice->values} + ".");
    }
    const auto range = std::ranges::find(ranges, key, &Range::key);
    if (range == std::end(ranges)) return {};
    const auto number = parse_number(value);
    if (number && *number >= range->least && *number <= range->most) return {};
    return refuse(spec.text, std::string{key} + " must be a number from " + std::to_string(range->least) + " to " + std::to_string(range->most) + ".");
}

/// "5,6,7", each once.
Result<void> check_line_list(const LinkSpec& spec, std::string_view key) {
    const auto text = spec.option(key, "");
    const auto parts = split(text, ',');
    for (const auto part : parts) {
        if (text.empty()) break;
        const auto line = parse_number(part);
        if (!line || *line > largest_line) return refuse(spec.text, std::string{key} + " is a list of line numbers with commas between, such as " + std::string{key} + "=5,6.");
    }
    auto lines = spec.lines(key);
    std::ranges::sort(lines);
    if (std::ranges::adjacent_find(lines) != lines.end()) return refuse(spec.text, std::string{key} + " names a line twice.");
    if (lines.size() > most_lines) return refuse(spec.text, std::string{key} + " has more than " + std::to_string(most_lines) + " lines. Make two devices of it.");
    return {};
}

Result<void> check_gpio(const LinkSpec& spec) {
    for (const auto* key : {"in", "out", "active_low"}) {
        if (const auto checked = check_line_list(spec, key); !checked) return checked.error();
    }
    const auto inputs = spec.lines("in");
    const auto outputs = spec.lines("out");
    const auto has = [](const auto& lines, std::uint32_t line) { return std::ranges::find(lines, line) != lines.end(); };
    if (inputs.empty() && outputs.empty()) return refuse(spec.text, "say which lines to use, with in=, out= or both.");
    for (const auto line : outputs) {
        if (has(inputs, line)) return refuse(spec.text, "line " + std::to_string(line) + " cannot be an input and an output.");
    }
    for (const auto line : spec.lines("active_low")) {
        if (!has(inputs, line) && !has(outputs, line)) return refuse(spec.text, "active_low names line " + std::to_string(line) + ", which is neither in nor out.");
    }
    return {};
}

Result<void> check_modem(const LinkSpec& spec) {
    const auto text = spec.option("lines", "dcd");
    const auto known = split(modem_lines, ' ');
    for (const auto line : split(text, ',')) {
        if (std::ranges::find(known, line) == known.end()) return refuse(spec.text, "lines is a list of " + std::string{modem_lines} + " with commas between.");
    }
    return {};
}

Result<void> take_options(LinkSpec& spec, std::string_view query, const Kind& kind) {
    const auto known = split(kind.options, ' ');
    for (const auto part : split(query, '&')) {
        const auto equals = part.find('=');
        const auto key = part.substr(0, equals);
        if (kind.options.empty()) return refuse(spec.text, "this kind of link has no options.");
        if (equals == std::string_view::npos || std::ranges::find(known, key) == known.end())
            return refuse(spec.text, "option \"" + printable(key, 40) + "\" is not known. Known are: " + std::string{kind.options} + ".");
        const auto value = part.substr(equals + 1);
        if (const auto checked = check_option(spec, key, value); !checked) return checked.error();
        spec.options.emplace_back(key, value);
    }
    return {};
}

Result<void> take_address(LinkSpec& spec, std::string_view address) {
    const auto colon = address.rfind(':');
    const auto port = colon == std::string_view::npos ? std::nullopt : parse_number(address.substr(colon + 1));
    if (!port || *port > 65535 || colon == 0) return refuse(spec.text, "write it as host:port, with a port up to 65535.");
    spec.host = std::string{address.substr(0, colon)};
    if (spec.host.size() > 2 && spec.host.front() == '[') spec.host = spec.host.substr(1, spec.host.size() - 2);
    spec.port = static_cast<std::uint16_t>(*port);
    return {};
}

}  // namespace

std::string LinkSpec::option(std::string_view key, std::string_view otherwise) const {
    const auto found = std::ranges::find(options, key, [](const auto& one) { return std::string_view{one.first}; });
    return found == options.end() ? std::string{otherwise} : found->second;
}

std::vector<std::uint32_t> LinkSpec::lines(std::string_view key) const {
    std::vector<std::uint32_t> lines;
    const auto list = option(key, "");
    for (const auto part : split(list, ',')) {
        if (const auto line = parse_number(part)) lines.push_back(static_cast<std::uint32_t>(*line));
    }
    return lines;
}

std::uint64_t LinkSpec::number(std::string_view key, std::uint64_t otherwise) const {
    return parse_number(option(key, "")).value_or(otherwise);
}

bool LinkSpec::arrival_counts() const { return option("arrival", number("speed", 1) > 1 ? "ignored" : "counts") == "counts"; }

Result<LinkSpec> parse_link(std::string_view text) {
    LinkSpec spec;
    spec.text = std::string{text};
    const auto colon = text.find("://");
    const auto scheme = text.substr(0, colon);
    const auto kind = std::ranges::find(kinds, scheme, &Kind::scheme);
    if (colon == std::string_view::npos || kind == std::end(kinds))
        return refuse(text, "begin with serial://, tcp://, tcp-listen://, udp://, folder://, replay://, gpio://, modem://, pps:// or ptp://.");
    spec.kind = kind->kind;
    auto rest = text.substr(colon + 3);
    const auto question = rest.find('?');
    if (question != std::string_view::npos) {
        if (const auto taken = take_options(spec, rest.substr(question + 1), *kind); !taken) return taken.error();
        rest = rest.substr(0, question);
    }
    if (kind->has_path) {
        if (rest.empty()) return refuse(text, "the path is missing.");
        spec.path = std::string{rest};
        auto checked = spec.kind == LinkKind::gpio ? check_gpio(spec) : spec.kind == LinkKind::modem ? check_modem(spec) : Result<void>{};
        if (!checked) return checked.error();
        return spec;
    }
    if (const auto taken = take_address(spec, rest); !taken) return taken.error();
    return spec;
}

}  // namespace bowball::io
