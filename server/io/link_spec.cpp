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
};

/// What an option may say, where that is a list.
struct Choice {
    std::string_view key;
    std::string_view values;   ///< blanks between
};
constexpr Choice choices[] = {
    {"baud", "1200 2400 4800 9600 19200 38400 57600 115200"}, {"parity", "none even odd"}, {"stop", "1 2"}, {"bits", "7 8"}, {"arrival", "counts ignored"},
};

/// Numbers of other options: 1 up to this. A file rests for ten minutes at the longest, a day is played in a minute.
constexpr std::uint64_t largest_number = 600'000;

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
    if (key != "rest_ms" && key != "speed") return {};
    const auto number = parse_number(value);
    if (number && *number >= 1 && *number <= largest_number) return {};
    return refuse(spec.text, std::string{key} + " must be a number from 1 to " + std::to_string(largest_number) + ".");
}

Result<void> take_options(LinkSpec& spec, std::string_view query, const Kind& kind) {
    const auto known = split(kind.options, ' ');
    for (const auto part : split(query, '&')) {
        const auto equals = part.find('=');
        const auto key = part.substr(0, equals);
        if (equals == std::string_view::npos || std::ranges::find(known, key) == known.end())
            return refuse(spec.text, "option \"" + std::string{key} + "\" is not known. Known are: " + std::string{kind.options} + ".");
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
        return refuse(text, "begin with serial://, tcp://, tcp-listen://, udp://, folder:// or replay://.");
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
        return spec;
    }
    if (const auto taken = take_address(spec, rest); !taken) return taken.error();
    return spec;
}

}  // namespace bowball::io
