#include "net/http.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "formats/frame.hpp"

namespace bowball::net {
namespace {

unsigned status_of(errc code) {
    switch (code) {
        case errc::not_signed_in: return 401;
        case errc::not_allowed: return 403;
        case errc::not_found:
        case errc::unknown_race:
        case errc::unknown_lane:
        case errc::unknown_crew:
        case errc::unknown_event:
        case errc::unknown_impulse: return 404;
        case errc::wrong_state:
        case errc::needs_reason:
        case errc::needs_consent:
        case errc::needs_photo:
        case errc::already_exists: return 409;
        case errc::too_large: return 413;
        case errc::too_many: return 429;
        case errc::io_failed:
        case errc::corrupt: return 500;
        case errc::bad_input:
        case errc::clock_unsynced: return 400;
    }
    return 400;
}

int hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

}  // namespace

HttpAnswer with_policy(HttpAnswer answer) {
    const auto has_own = std::ranges::any_of(answer.headers, [](const auto& one) { return one.first == "Content-Security-Policy"; });
    if (!has_own) answer.headers.emplace_back("Content-Security-Policy", policy_of_data);
    return answer;
}

HttpAnswer refusal(const Error& error) {
    HttpAnswer answer;
    answer.status = status_of(error.code);
    answer.body = formats::encode_error(error);
    return with_policy(std::move(answer));
}

std::string cookie_value(std::string_view cookies, std::string_view name) {
    for (const auto part : split(cookies, ';')) {
        const auto pair = trim(part);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name) return std::string{pair.substr(equals + 1)};
    }
    return {};
}

bool has_tag(std::string_view if_none_match, std::string_view etag) {
    const auto opaque = [](std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; };
    if (trim(if_none_match) == "*") return true;
    return std::ranges::any_of(split(if_none_match, ','), [&](std::string_view one) { return opaque(trim(one)) == opaque(etag); });
}

std::string query_value(std::string_view query, std::string_view name) {
    for (const auto part : split(query, '&')) {
        const auto equals = part.find('=');
        if (equals == std::string_view::npos || part.substr(0, equals) != name) continue;
        const auto raw = part.substr(equals + 1);
        std::string value;
        for (std::size_t i = 0; i < raw.size(); ++i) {
            const auto coded = raw[i] == '%' && i + 2 < raw.size() && hex_digit(raw[i + 1]) >= 0 && hex_digit(raw[i + 2]) >= 0;
            if (coded) {
                value += static_cast<char>(hex_digit(raw[i + 1]) * 16 + hex_digit(raw[i + 2]));
                i += 2;
            } else {
                value += raw[i] == '+' ? ' ' : raw[i];
            }
        }
        return value;
    }
    return {};
}

}  // namespace bowball::net
