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
    {"serial", LinkKind::serial, true, "baud parity stop bits"}, {"tcp", LinkKind::tcp, false, ""},
    {"tcp-listen", LinkKind::tcp_listen, false, ""},             {"udp", LinkKind::udp, false, ""},
    {"folder", LinkKind::folder, true, "pattern rest_ms"},       {"replay", LinkKind::replay, true, "speed"},
};

Error refuse(std::string_view text, std::string_view why) {
    return {errc::bad_input, "link \"" + printable(text) + "\": " + std::string{why}};
}

bool is_numeric(std::string_view key) { return key == "baud" || key == "stop" || key == "bits" || key == "rest_ms" || key == "speed"; }

Result<void> take_options(LinkSpec& spec, std::string_view query, const Kind& kind) {
    const auto known = split(kind.options, ' ');
    for (const auto part : split(query, '&')) {
        const auto equals = part.find('=');
        const auto key = part.substr(0, equals);
        if (equals == std::string_view::npos || std::ranges::find(known, key) == known.end())
            return refuse(spec.text, "option \"" + std::string{key} + "\" is not known. Known are: " + std::string{kind.options} + ".");
        const auto value = part.substr(equals + 1);
        if (is_numeric(key) && !parse_number(value)) return refuse(spec.text, std::string{key} + " must be a number.");
        if (key == "parity" && value != "none" && value != "even" && value != "odd") return refuse(spec.text, "parity is none, even or odd.");
        spec.options.emplace_back(key, value);
    }
    return {};
}

Result<void> take_address(LinkSpec& spec, std::string_view address) {
    const auto colon = address.rfind(':');
    const auto port = colon == std::string_view::npos ? std::nullopt : parse_number(address.substr(colon + 1));
    if (!port || *port > 65535) return refuse(spec.text, "write it as host:port, with a port up to 65535.");
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
