#include "net/snapshots.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "net/gzip.hpp"
#include "net/returns.hpp"
#include "net/topic.hpp"

namespace bowball::net {
namespace {

using std::chrono::steady_clock;

/// How long the request is willing to wait; zero: not at all.
Result<Duration> parse_wait(const HttpRequest& request, Duration longest) {
    const auto text = query_value(request.query, "wait_ms");
    if (text.empty()) return Duration{0};
    const auto ms = parse_number(text);
    if (!ms) return Error{errc::bad_input, "wait_ms is a number of milliseconds."};
    return std::min<Duration>(std::chrono::milliseconds{std::min<std::uint64_t>(*ms, 3'600'000)}, longest);
}

void add_public_headers(HttpAnswer& answer, bool may_change = true) {
    answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
    answer.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Retry-After");
    // A browser asks each time, and mostly hears 304; a cache between asks once a second for all behind it.
    answer.headers.emplace_back("Cache-Control", may_change ? "public, max-age=0, s-maxage=1" : "public, max-age=86400, immutable");
    answer.headers.emplace_back("Vary", "Accept-Encoding");
}

}  // namespace

void Snapshots::get_view(const HttpRequest& request, const std::string& topic, Answer answer) {
    answer_or_wait(request, topic, [this, request, topic](bool is_last) { return view_now(request, topic, is_last); }, std::move(answer));
}

void Snapshots::get_log(const HttpRequest& request, Answer answer) {
    answer_or_wait(request, "", [this, request](bool is_last) { return log_now(request, is_last); }, std::move(answer));
}

void Snapshots::answer_or_wait(const HttpRequest& request, const std::string& topic, const Look& look, Answer answer) {
    const auto wait = parse_wait(request, longest_wait_);
    if (!wait) return answer(refusal(wait.error()));
    if (auto now = look(*wait == Duration{0})) return answer(std::move(*now));
    std::erase_if(waiting_, [](const auto& one) { return one.second.asker.expired(); });
    if (waiting() >= limits::long_polls) return answer(refuse_to_wait());
    ++tally_.long_polls;
    const auto until = steady_clock::now() + *wait;
    waiting_.emplace(topic, Waiting{request.asker, look, std::move(answer), until});
    if (waiting_.size() == 1 || until < timer_.expiry()) set_timer();
}

/// The places become free until the last of those who have one must be answered: come back some time in between.
HttpAnswer Snapshots::refuse_to_wait() const {
    auto refused = refusal({errc::too_many, "Too many wait for news. Ask without wait_ms, or try again later."});
    auto latest = steady_clock::now();
    for (const auto& [topic, one] : waiting_) latest = std::max(latest, one.until);
    refused.headers.emplace_back("Retry-After", std::to_string(random_seconds(latest - steady_clock::now())));
    return refused;
}

/// epoch:seq, or, of a frame that a client has, epoch:seq:sent_us.
Result<Snapshots::Since> Snapshots::parse_since(const std::string& text) {
    const auto parts = split(text, ':');
    const auto seq = parts.size() < 2 ? std::nullopt : parse_number(parts[1]);
    const auto sent_us = parts.size() < 3 ? std::nullopt : parse_number(parts[2]);
    if (!seq || parts.size() > 3 || (parts.size() == 3 && !sent_us)) return Error{errc::bad_input, "since is written as epoch:seq, or of a view as epoch:seq:sent_us."};
    Since since{std::string{parts[0]}, Seq{*seq}, std::nullopt};
    if (sent_us) since.sent_us = static_cast<std::int64_t>(*sent_us);
    return since;
}

/// Whether the client has not got what the view says now. Its frame's sent_us is a time of whoever sent it, another edge perhaps or the venue before
/// it was started anew, and then tells nothing here: it counts only where this server sent that very frame. Else the entry's number tells, which
/// is the same everywhere. It cannot tell where a view has changed without an entry, as the health of devices does; then the content's own tag
/// tells if the client sent it, and else the view is sent again, for nothing may be missed.
bool Snapshots::is_news(const std::string& topic, const Air::Snapshot& view, const Since& since, const std::string& tags) const {
    if (since.epoch != air_.epoch()) return true;
    if (since.sent_us && air_.has_sent(topic, since.seq, *since.sent_us)) return false;
    if (!tags.empty()) return !has_tag(tags, view.etag);
    return view.changed_seq > since.seq || (view.changed_seq == since.seq && view.has_changed_again);
}

std::optional<HttpAnswer> Snapshots::view_now(const HttpRequest& request, const std::string& topic, bool is_last) {
    const auto takes_compressed = takes_gzip(request.accept_encoding);
    const auto snapshot = air_.snapshot(topic, false);
    const auto is_viewer = sign_in_.who(request).role == Role::viewer;
    const auto open = check_topic(topic, false);   // whether there is one is theirs to know
    if (!snapshot && is_viewer && !open && open.error().code == errc::not_allowed) return refusal({errc::not_signed_in, "Sign in to see this."});
    if (!snapshot) return refusal({errc::not_found, "There is no view \"" + printable(topic, 60) + "\"."});
    const auto is_public = snapshot->audience == views::Audience::everyone;
    if (!is_public && is_viewer) return refusal({errc::not_signed_in, "Sign in to see this."});
    HttpAnswer answer;
    if (is_public) add_public_headers(answer);
    else answer.headers.emplace_back("Cache-Control", "private, no-store");
    answer.headers.emplace_back("ETag", snapshot->etag);
    if (const auto text = query_value(request.query, "since"); !text.empty()) {
        const auto since = parse_since(text);
        if (!since) return refusal(since.error());
        if (!is_news(topic, *snapshot, *since, request.if_none_match)) answer.status = 204;
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

std::optional<HttpAnswer> Snapshots::log_now(const HttpRequest& request, bool is_last) {
    const auto text = query_value(request.query, "since");
    auto after = air_.log_dropped();
    if (!text.empty()) {
        const auto since = parse_since(text);
        if (!since) return refusal(since.error());
        if (since->sent_us) return refusal({errc::bad_input, "since is written as epoch:seq."});
        if (since->epoch != air_.epoch() || (since->seq > air_.head() && !may_be_behind_)) return refusal({errc::not_found, "This is another journal. Load the views anew."});
        if (since->seq < air_.log_dropped()) return no_longer_held();
        after = since->seq;
    }
    const auto found = air_.log_page(after, takes_gzip(request.accept_encoding));
    if (!found) return refusal({errc::too_many, "Too many pages of the log are on their way. Come back after Retry-After."});
    const auto& page = *found;
    if (!text.empty() && !is_last && page.is_empty) return std::nullopt;
    HttpAnswer answer;
    // What stands after an entry in a full page stays so. Without `since` it begins where the ring does.
    add_public_headers(answer, text.empty() || !page.is_full);
    answer.headers.emplace_back("ETag", page.etag);
    if (has_tag(request.if_none_match, page.etag)) {
        answer.status = 304;
        return is_last ? std::optional{std::move(answer)} : std::nullopt;
    }
    if (page.gzip) answer.headers.emplace_back("Content-Encoding", "gzip");
    const auto& body = page.gzip ? page.gzip : page.json;
    answer.shared = SharedBody{body, *body};
    return answer;
}

HttpAnswer Snapshots::no_longer_held() const {
    HttpAnswer answer;
    add_public_headers(answer);
    const auto oldest = std::to_string(air_.log_dropped().value());
    const auto why = "Entries up to " + oldest + " are no longer held. Load the views anew, and resume with since=" + air_.epoch() + ":" + oldest + ".";
    answer.status = 410;
    answer.body = formats::encode_gap(air_.epoch(), air_.log_dropped(), why);
    return answer;
}

void Snapshots::look(const Broadcast& news) {
    if (waiting_.empty()) return;
    if (news.turns) wake_where([](const std::string& topic, const Waiting&) { return topic.starts_with(current_topics); });
    for (const auto& view : news.views) wake(view.packet->topic());
    if (!news.entries.empty()) wake("");
    if (!is_answering_) answer_some();
}

void Snapshots::wake(const std::string& topic) {
    const auto [begin, end] = waiting_.equal_range(topic);
    for (auto at = begin; at != end; at = waiting_.erase(at)) due_.emplace_back(at->first, std::move(at->second));
}

void Snapshots::wake_where(const std::function<bool(const std::string& topic, const Waiting&)>& is_due) {
    for (auto at = waiting_.begin(); at != waiting_.end();) {
        const auto is_one = is_due(at->first, at->second);
        if (is_one) due_.emplace_back(at->first, std::move(at->second));
        at = is_one ? waiting_.erase(at) : std::next(at);
    }
}

/// Two thousand may wait for one view: in between others are served.
void Snapshots::answer_some() {
    is_answering_ = false;
    const auto now = steady_clock::now();
    for (auto left = std::min(due_.size(), limits::poll_slice); left > 0; --left) {
        auto [topic, one] = std::move(due_.front());
        due_.pop_front();
        if (one.asker.expired()) continue;
        if (auto answer = one.look(now >= one.until)) one.answer(std::move(*answer));
        else waiting_.emplace(std::move(topic), std::move(one));
    }
    set_timer();
    if (due_.empty()) return;
    is_answering_ = true;
    boost::asio::post(context_, [this] {
        if (is_answering_) answer_some();
    });
}

void Snapshots::set_timer() {
    if (waiting_.empty()) return timer_.cancel(), void();
    timer_.expires_at(std::ranges::min_element(waiting_, {}, [](const auto& one) { return one.second.until; })->second.until);
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (cancelled) return;
        const auto now = steady_clock::now();
        wake_where([&](const std::string&, const Waiting& one) { return now >= one.until || one.asker.expired(); });
        if (!is_answering_) answer_some();
    });
}

void Snapshots::send_all_away(const std::function<std::int64_t()>& retry_ms) {
    timer_.cancel();
    wake_where([](const std::string&, const Waiting&) { return true; });
    for (auto& [topic, one] : std::exchange(due_, {})) {
        HttpAnswer answer = refusal({errc::too_many, "The server restarts. Come back after Retry-After."});
        answer.status = 503;
        answer.headers.emplace_back("Retry-After", std::to_string((retry_ms() + 999) / 1000));
        one.answer(std::move(answer));
    }
}

}  // namespace bowball::net
