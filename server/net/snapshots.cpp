#include "net/snapshots.hpp"

#include <algorithm>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "net/gzip.hpp"

namespace bowball::net {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t entries_an_answer = 1000;

struct Since {
    std::string epoch;
    Seq seq;
};

Result<Since> parse_since(const std::string& text) {
    const auto colon = text.find(':');
    const auto seq = colon == std::string::npos ? std::nullopt : parse_number(std::string_view{text}.substr(colon + 1));
    if (!seq) return Error{errc::bad_input, "since is written as epoch:seq."};
    return Since{text.substr(0, colon), Seq{*seq}};
}

/// How long the request is willing to wait; zero: not at all.
Result<Duration> parse_wait(const HttpRequest& request) {
    const auto text = query_value(request.query, "wait_ms");
    if (text.empty()) return Duration{0};
    const auto ms = parse_number(text);
    if (!ms) return Error{errc::bad_input, "wait_ms is a number of milliseconds."};
    return std::min<Duration>(std::chrono::milliseconds{std::min<std::uint64_t>(*ms, 3'600'000)}, limits::long_poll_longest);
}

void add_public_headers(HttpAnswer& answer) {
    answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
    answer.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Retry-After");
    // A browser asks each time, and mostly hears 304; a cache between asks once a second for all behind it.
    answer.headers.emplace_back("Cache-Control", "public, max-age=0, s-maxage=1");
    answer.headers.emplace_back("Vary", "Accept-Encoding");
}

}  // namespace

void Snapshots::get_view(const HttpRequest& request, const std::string& topic, Answer answer) {
    answer_or_wait(request, [this, request, topic](bool is_last) { return view_now(request, topic, is_last); }, std::move(answer));
}

void Snapshots::get_log(const HttpRequest& request, Answer answer) {
    answer_or_wait(request, [this, since = query_value(request.query, "since")](bool is_last) { return log_now(since, is_last); }, std::move(answer));
}

void Snapshots::answer_or_wait(const HttpRequest& request, const Look& look, Answer answer) {
    const auto wait = parse_wait(request);
    if (!wait) return answer(refusal(wait.error()));
    if (auto now = look(*wait == Duration{0})) return answer(std::move(*now));
    std::erase_if(waiting_, [](const Waiting& one) { return one.asker.expired(); });
    if (waiting_.size() >= limits::long_polls) {
        auto refused = refusal({errc::too_many, "Too many wait for news. Ask without wait_ms, or try again later."});
        refused.headers.emplace_back("Retry-After", "5");
        return answer(std::move(refused));
    }
    ++tally_.long_polls;
    waiting_.push_back({request.asker, look, std::move(answer), steady_clock::now() + *wait});
    set_timer();
}

std::optional<HttpAnswer> Snapshots::view_now(const HttpRequest& request, const std::string& topic, bool is_last) {
    const auto takes_compressed = takes_gzip(request.accept_encoding);
    const auto snapshot = air_.snapshot(topic, false);
    if (!snapshot) return refusal({errc::not_found, "There is no view \"" + printable(topic, 60) + "\"."});
    const auto is_public = snapshot->audience == views::Audience::everyone;
    if (!is_public && sign_in_.who(request).role == Role::viewer) return refusal({errc::not_signed_in, "Sign in to see this."});
    HttpAnswer answer;
    if (is_public) add_public_headers(answer);
    else answer.headers.emplace_back("Cache-Control", "private, no-cache");
    answer.headers.emplace_back("ETag", snapshot->etag);
    if (const auto text = query_value(request.query, "since"); !text.empty()) {
        const auto since = parse_since(text);
        if (!since) return refusal(since.error());
        if (since->epoch == air_.epoch() && snapshot->seq <= since->seq) answer.status = 204;
    } else if (has_tag(request.if_none_match, snapshot->etag)) {
        answer.status = 304;
    }
    if (answer.status != 200) return is_last ? std::optional{std::move(answer)} : std::nullopt;
    if (takes_compressed && snapshot->packet->json().size() >= least_gzip_bytes) {
        const auto compressed = air_.snapshot(topic, true)->gzip;
        answer.headers.emplace_back("Content-Encoding", "gzip");
        answer.shared = SharedBody{compressed, *compressed};
    } else {
        answer.shared = SharedBody{snapshot->packet, snapshot->packet->json()};
    }
    return answer;
}

std::optional<HttpAnswer> Snapshots::log_now(const std::string& text, bool is_last) const {
    HttpAnswer answer;
    add_public_headers(answer);
    if (text.empty()) {
        answer.body = air_.log_after(air_.log_dropped(), entries_an_answer);
        return answer;
    }
    const auto since = parse_since(text);
    if (!since) return refusal(since.error());
    if (since->epoch != air_.epoch() || (since->seq > air_.head() && !may_be_behind_)) return refusal({errc::not_found, "This is another journal. Load the views anew."});
    if (since->seq < air_.log_dropped()) {
        const auto oldest = std::to_string(air_.log_dropped().value());
        const auto why = "Entries up to " + oldest + " are no longer held. Load the views anew, and resume with since=" + air_.epoch() + ":" + oldest + ".";
        answer.status = 410;
        answer.body = formats::encode_gap(air_.epoch(), air_.log_dropped(), why);
        return answer;
    }
    if (!is_last && !air_.has_after(since->seq)) return std::nullopt;
    answer.body = air_.log_after(since->seq, entries_an_answer);
    return answer;
}

void Snapshots::look() {
    const auto now = steady_clock::now();
    for (auto at = waiting_.begin(); at != waiting_.end();) {
        auto answer = at->asker.expired() ? std::nullopt : at->look(now >= at->until);
        if (answer) at->answer(std::move(*answer));
        at = answer || at->asker.expired() ? waiting_.erase(at) : std::next(at);
    }
    set_timer();
}

void Snapshots::set_timer() {
    if (waiting_.empty()) return timer_.cancel(), void();
    timer_.expires_at(std::ranges::min_element(waiting_, {}, &Waiting::until)->until);
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) look();
    });
}

void Snapshots::send_all_away(const std::function<std::int64_t()>& retry_ms) {
    timer_.cancel();
    for (auto& one : std::exchange(waiting_, {})) {
        HttpAnswer answer = refusal({errc::too_many, "The server restarts. Come back after Retry-After."});
        answer.status = 503;
        answer.headers.emplace_back("Retry-After", std::to_string((retry_ms() + 999) / 1000));
        one.answer(std::move(answer));
    }
}

}  // namespace bowball::net
