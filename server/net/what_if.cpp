#include "net/what_if.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/what_if.hpp"

namespace bowball::net {
namespace {

const std::string races_prefix = "/api/v1/races/";
constexpr std::string_view last_part = "what_if";

/// A reaction over ten seconds is none.
constexpr Duration longest_threshold = 10s;

Error wrong(std::string_view name, const std::string& why) { return {errc::bad_input, std::string{name} + ": " + why}; }

/// "90" or "89.5": thousandths of a second, with up to six digits after the point.
std::optional<Duration> milliseconds_of(std::string_view text) {
    const auto parts = split(text, '.');
    if (parts.size() > 2) return std::nullopt;
    const auto whole = parse_number(parts.front());
    if (!whole || *whole > static_cast<std::uint64_t>(longest_threshold / 1ms)) return std::nullopt;
    Duration span = std::chrono::milliseconds{*whole};
    if (parts.size() == 1) return span;
    auto digits = std::string{parts.back()};
    if (digits.empty() || digits.size() > 6) return std::nullopt;
    digits.resize(6, '0');
    const auto rest = parse_number(digits);
    if (!rest) return std::nullopt;
    return span + std::chrono::nanoseconds{*rest};
}

Result<void> read_threshold(const std::string& text, engine::WhatIf& question) {
    if (text == "none") question.reaction_threshold.emplace(std::nullopt);
    else if (const auto span = milliseconds_of(text); span && *span <= longest_threshold) question.reaction_threshold = span;
    else return wrong("reaction_threshold_ms", "\"" + printable(text, 40) + "\" is neither a number of milliseconds from 0 to 10000 nor none.");
    return {};
}

template <class T>
Result<void> take(std::string_view name, const Result<T>& read, std::optional<T>& into) {
    if (!read) return wrong(name, read.error().text);
    into = *read;
    return {};
}

Result<void> read(std::string_view name, const std::string& value, engine::WhatIf& question) {
    if (name == "rules") return take(name, Result<std::string>{value}, question.rules);
    if (name == "reaction_threshold_ms") return read_threshold(value, question);
    if (name == "algorithm") return take(name, rules::parse_onset_algorithm(value), question.algorithm);
    if (name == "prefer") return take(name, rules::parse_reaction_source(value), question.prefer);
    return wrong(printable(name, 40), "is no parameter. Known are rules, reaction_threshold_ms, algorithm and prefer.");
}

/// Absent where the path does not name a race in digits.
std::optional<RaceId> race_of(std::string_view path) {
    const auto parts = split(path.substr(races_prefix.size()), '/');
    if (parts.size() != 2 || parts.back() != last_part) return std::nullopt;
    const auto number = parse_number(parts.front());
    if (!number || *number > UINT32_MAX) return std::nullopt;
    return RaceId{static_cast<std::uint32_t>(*number)};
}

HttpAnswer answer_of(const Result<views::WhatIfAnswer>& found) {
    if (!found) return refusal(found.error());
    HttpAnswer answer;
    answer.headers.emplace_back("Cache-Control", "no-store");
    answer.body = formats::encode_what_if(*found);
    return answer;
}

}  // namespace

Result<engine::WhatIf> what_if_of(std::string_view query) {
    engine::WhatIf question;
    for (const auto part : split(query, '&')) {
        if (part.empty()) continue;
        const auto name = part.substr(0, part.find('='));
        auto value = query_value(query, name);
        if (value.empty()) return wrong(printable(name, 40), "has no value.");
        if (value.size() > limits::name_bytes || !is_utf8(value)) return wrong(printable(name, 40), "is too long, or no text.");
        if (const auto sound = read(name, value, question); !sound) return sound.error();
    }
    return question;
}

bool WhatIfs::is_asked_for(const std::string& path) { return path.starts_with(races_prefix); }

void WhatIfs::get(const HttpRequest& request, Answer answer) {
    if (sign_in_.who(request).role == Role::viewer) return answer(refusal({errc::not_signed_in, "Sign in to see this."}));
    const auto race = race_of(request.path);
    if (!race || !source_) return answer(refusal({errc::not_found, "There is no " + printable(request.path, 100) + "."}));
    auto question = what_if_of(request.query);
    if (!question) return answer(refusal(question.error()));
    if (waiting_ >= limits::what_ifs_waiting) return answer(refusal({errc::too_many, "Others are asking as well. Ask again in a moment."}));
    ++waiting_;
    source_(*race, std::move(*question), [this, answer = std::move(answer)](Result<views::WhatIfAnswer> found) mutable {
        boost::asio::post(context_, [this, answer = std::move(answer), found = std::move(found)] {
            --waiting_;
            answer(answer_of(found));
        });
    });
}

}  // namespace bowball::net
