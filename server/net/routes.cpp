#include "net/routes.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/command.hpp"
#include "formats/frame.hpp"
#include "formats/json_writer.hpp"
#include "net/gzip.hpp"
#include "net/link_preview.hpp"
#include "net/methods.hpp"
#include "net/network_of.hpp"
#include "net/order_answer.hpp"
#include "net/plain_file_name.hpp"
#include "net/topic.hpp"

namespace bowball::net {
namespace {

constexpr std::string_view api = "/api/v1/";
constexpr std::string_view views_prefix = "/api/v1/views/";
constexpr std::string_view feeds_prefix = "/feeds/";
constexpr std::string_view bearer = "Bearer ";
constexpr std::string_view log_path = "/api/v1/log";

/// What any page of any origin may read.
bool is_for_everybody(const std::string& path) { return path.starts_with(views_prefix) || path == log_path || path == events_path || path.starts_with(feeds_prefix); }

bool is_signable(const std::string& path) { return path.starts_with(views_prefix) || path.starts_with("/api/v1/traces/"); }

/// Why there is nothing may be read where the thing itself may: a page must be able to say what is wrong.
HttpAnswer open_refusal(HttpAnswer answer) {
    const auto is_open = std::ranges::any_of(answer.headers, [](const auto& one) { return one.first == "Access-Control-Allow-Origin"; });
    if (answer.status < 400 || is_open) return answer;
    answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
    answer.headers.emplace_back("Access-Control-Expose-Headers", "ETag, Retry-After");
    return answer;
}

/// The past that a feed is asked for is not there: what is shown now would be ahead of the picture.
HttpAnswer not_yet(std::int64_t begins_in_us) {
    const auto seconds = std::to_string((begins_in_us + 999'999) / 1'000'000);
    auto answer = refusal({errc::wrong_state, "The server knows nothing of that instant: what it holds of the past reaches so far back in " + seconds + " s. Keep what is shown, or ask with a smaller delay_ms."});
    answer.status = 503;
    answer.headers.emplace_back("Retry-After", seconds);
    return answer;
}

/// A picture of a race that goes on elsewhere is worse than none.
HttpAnswer leads_elsewhere(const std::vector<std::string>& others) {
    auto text = std::string{"Another server leads this meet now."};
    for (const auto& one : others) text += " Try " + one + ".";
    auto answer = refusal({errc::wrong_state, std::move(text)});
    answer.status = 503;
    answer.headers.emplace_back("Retry-After", "5");
    return answer;
}

/// Polls are counted by the second.
HttpAnswer refuse_poll(const Error& error) {
    auto answer = refusal(error);
    if (error.code == errc::too_many) answer.headers.emplace_back("Retry-After", "1");
    return answer;
}

}  // namespace

Routes::Routes(boost::asio::io_context& context, Rooms rooms, const std::string& web_folder) : context_(context), rooms_(std::move(rooms)), pages_(web_folder, rooms_.clients.others) {}

/// A page that came in the clear may be anybody's who poses as this server: it gives no order over TLS. In the clear itself either may stand,
/// for a proxy may end TLS before us.
bool Routes::is_same_origin(const HttpRequest& request) {
    if (request.origin.empty()) return true;  // not a browser, or its own page's GET
    const auto scheme_end = request.origin.find("://");
    if (request.is_secure && request.origin.substr(0, scheme_end) != "https") return false;
    return scheme_end != std::string::npos && request.origin.substr(scheme_end + 3) == request.host;
}

std::optional<HttpAnswer> Routes::refuse_host(const HttpRequest& request) {
    if (rooms_.host_names.knows(request.host)) return std::nullopt;
    rooms_.sign_in.refusals().note("a request for another host, \"" + printable(request.host, 100) + "\"", request.address);
    auto refused = refusal({errc::bad_input, "This server is not called \"" + printable(request.host, 100) + "\". Open it by its address, or put the name into names under [server] of its configuration."});
    refused.status = 421;
    return refused;
}

void Routes::note_other_site(const HttpRequest& request) {
    const auto name = rooms_.sign_in.who(request).name;
    rooms_.sign_in.refusals().note("a page of " + printable(request.origin, 100), request.address + (name.empty() ? "" : " with the cookie of " + name));
}

/// This very computer is not counted: behind it may stand a proxy with everybody in it.
std::optional<Error> Routes::refuse_often(const HttpRequest& request) {
    if (!rooms_.counts_requests || is_loopback(request.address)) return std::nullopt;
    const auto now = TokenBucket::Instant::clock::now();
    const auto network = network_of(request.address);
    if (!requests_.take(network, now)) return Error{errc::too_many, "There are too many requests from your network. Wait a moment."};
    if (request.method != "POST") return std::nullopt;
    const auto session = rooms_.sign_in.session_of(request);
    if (posts_.take(session.empty() ? network : session, now)) return std::nullopt;
    return Error{errc::too_many, "That is more than " + std::to_string(limits::posts_per_second) + " requests a second. Wait a moment."};
}

/// Whoever is refused, or sends what no page of ours does, is in the log; who only asks whether he is signed in was refused nothing.
void Routes::note_refused(const HttpRequest& request, const HttpAnswer& made) {
    const auto is_refusal = made.status == 400 || made.status == 403 || made.status == 413 || made.status == 429 || (made.status == 401 && request.path != "/api/v1/me" && request.path != "/api/v1/sign-in");
    if (!is_refusal) return;
    const auto name = rooms_.sign_in.who(request).name;
    const auto path = request.path.starts_with(feeds_prefix) ? std::string{feeds_prefix} + "..." : request.path;   // behind it stands a token
    rooms_.sign_in.refusals().note(std::to_string(made.status) + " " + printable(request.method + " " + path, 120), request.address + (name.empty() ? "" : " " + name));
}

void Routes::answer(const HttpRequest& request, Answer answer) {
    HttpRequest head;   // without what may be long
    head.method = request.method;
    head.path = request.path;
    head.address = request.address;
    head.cookie = request.cookie;
    head.is_secure = request.is_secure;
    answer = [this, head = std::move(head), then = std::move(answer)](HttpAnswer made) {
        note_refused(head, made);
        then(with_policy(std::move(made)));
    };
    if (is_for_everybody(request.path)) answer = [then = std::move(answer)](HttpAnswer made) { then(open_refusal(std::move(made))); };
    if (const auto often = refuse_often(request)) return answer(refuse_poll(*often));
    const auto methods = methods_of(request.path);
    if (request.method == "OPTIONS") return answer(answer_options(methods, is_for_everybody(request.path)));
    if (!methods.take(request.method)) return answer(refuse_method(request.method, methods));
    if (request.method == "POST") return post(request, std::move(answer));
    get(request, std::move(answer));
}

/// A view or a trace as the server said it, in a note that proves it to others: docs/verify.md. Whatever is 200 otherwise is one line.
void Routes::get_signed(const HttpRequest& request, Answer answer) {
    if (rooms_.sign_in.who(request).role == Role::viewer) return answer(refusal({errc::not_signed_in, "Sign in to have it signed."}));
    if (!rooms_.sign || !is_signable(request.path)) return answer(refusal({errc::not_found, "This is not signed. Views and traces are, by the server of the venue."}));
    auto plain = request;
    plain.query.clear();
    plain.accept_encoding.clear();
    plain.if_none_match.clear();
    get(plain, [sign = rooms_.sign, answer = std::move(answer)](HttpAnswer found) {
        if (found.status != 200) return answer(std::move(found));
        HttpAnswer note{200, "text/plain; charset=utf-8", sign(std::string{found.bytes()} + "\n"), {}};
        note.headers.emplace_back("Cache-Control", "no-store");
        answer(std::move(note));
    });
}

void Routes::get(const HttpRequest& request, Answer answer) {
    if (!query_value(request.query, "signed").empty()) return get_signed(request, std::move(answer));
    if (request.path.starts_with(views_prefix)) return rooms_.snapshots.get_view(request, request.path.substr(views_prefix.size()), std::move(answer));
    if (request.path == log_path) return rooms_.snapshots.get_log(request, std::move(answer));
    if (request.path.starts_with(feeds_prefix)) return answer(get_feed(request));
    if (Evidence::is_asked_for(request.path)) return rooms_.evidence.get(request, std::move(answer));
    if (WhatIfs::is_asked_for(request.path)) return rooms_.what_ifs.get(request, std::move(answer));
    if (SetupDesk::is_asked_for(request.path)) return rooms_.setup.get(request, std::move(answer));
    if (StandbyDesk::is_asked_for(request.path)) return rooms_.standby.get(request, std::move(answer));
    if (request.path == "/metrics") return answer(get_metrics(request));
    if (request.path == "/root.crt") return answer(get_root_certificate());
    if (request.path == "/api/v1/me") return answer(get_me(request));
    if (request.path == "/api/v1/health") return answer(get_health());
    if (request.path == "/api/v1/sessions") return answer(rooms_.sessions.list(request));
    if (request.path == "/api/v1/doors") return answer(describe_doors(rooms_.doors(), request.is_secure, rooms_.sign_in.who(request).role != Role::viewer));
    if (request.path.starts_with(api)) return answer(refusal({errc::not_found, "There is no " + request.path.substr(0, 100) + "."}));
    answer(pages_.find(request, Pages::may_have_preview(request.path) ? link_preview(rooms_.air, request.query) : ""));
}

/// A page of another site follows as the public does, whoever is signed in here: graphics are played from folders and hosts of their own.
Result<Admission> Routes::admit(const HttpRequest& request) {
    auto admission = rooms_.tickets.admit(request);
    if (is_same_origin(request)) return admission;
    if (!request.cookie.empty()) note_other_site(request);
    return Admission{};
}

std::optional<HttpAnswer> Routes::refuse_events(const HttpRequest& request, const Result<Admission>& admission) const {
    if (!admission) return open_refusal(refusal(admission.error()));
    const auto topics = topics_of(request);
    if (topics.empty()) return open_refusal(refusal({errc::bad_input, "Name what to follow: /api/v1/events?topics=current/board,meet."}));
    if (topics.size() > limits::topics_per_client) return open_refusal(refusal({errc::too_many, "At most " + std::to_string(limits::topics_per_client) + " topics at once."}));
    const auto is_official = admission->actor.role != Role::viewer;
    std::optional<Error> why;
    for (const auto& topic : topics) {
        const auto open = check_topic(topic, is_official);
        if (open) return std::nullopt;  // the others are refused in the stream
        why = why.value_or(open.error());
    }
    // A status, and no stream: a browser would come back for ever.
    return open_refusal(refusal(why->code == errc::not_allowed && !is_official ? Error{errc::not_signed_in, why->text} : *why));
}

std::size_t Routes::body_limit(const HttpRequest& request) const {
    const auto brings_list = request.method == "POST" && EntryDesk::is_asked_for(request.path) && !rooms_.entries.refuse_sender(request);
    return brings_list ? limits::entries_bytes : limits::http_body_bytes;
}

Error Routes::refuse_body(const HttpRequest& request) const {
    // Who may send none must not believe that his list is too long.
    if (EntryDesk::is_asked_for(request.path)) {
        if (auto refused = rooms_.entries.refuse_sender(request)) return std::move(*refused);
    }
    return {errc::too_large, "The request is too large: its body may have " + std::to_string(body_limit(request) / 1024) + " KiB here."};
}

void Routes::post(const HttpRequest& request, Answer answer) {
    if (!is_same_origin(request)) {
        note_other_site(request);
        return answer(refusal({errc::not_allowed, "The request came from another site."}));
    }
    if (request.path == "/api/v1/commands") return command(request, std::move(answer));
    if (const auto resting = refuse_resting(request)) return answer(refusal(*resting));
    if (EntryDesk::is_asked_for(request.path)) return rooms_.entries.post(request, std::move(answer));
    if (SetupDesk::is_asked_for(request.path)) return rooms_.setup.post(request, std::move(answer));
    if (StandbyDesk::is_asked_for(request.path)) return rooms_.standby.post(request, std::move(answer));
    if (request.path == "/api/v1/sign-in") return rooms_.sign_in.sign_in(request, std::move(answer));
    if (request.path == "/api/v1/sign-out") return rooms_.sign_in.sign_out(request, std::move(answer));
    if (request.path == "/api/v1/password") return rooms_.sign_in.change_password(request, std::move(answer));
    if (request.path == "/api/v1/unlock") return rooms_.sign_in.unlock(request, std::move(answer));
    if (request.path == "/api/v1/tickets") return answer(rooms_.tickets.issue(request));
    if (request.path == "/api/v1/sessions/end") return answer(rooms_.sessions.end(request));
    answer(refusal({errc::not_found, "There is no " + request.path.substr(0, 100) + "."}));
}

/// What changes the programme, who leads or who may sign in, asked of a session that has rested, or whose password is long ago.
std::optional<Error> Routes::refuse_resting(const HttpRequest& request) {
    const auto session = rooms_.sign_in.session_of(request);
    if (session.empty()) return std::nullopt;   // the desks say that themselves
    if (SetupDesk::changes_the_venue(request.path)) return rooms_.sign_in.refuse_unproved(session);
    const auto waits = EntryDesk::is_asked_for(request.path) || SetupDesk::is_asked_for(request.path) || StandbyDesk::is_asked_for(request.path);
    return waits ? rooms_.sign_in.refuse_locked(session) : std::nullopt;
}

std::optional<Error> Routes::refuse_order(const Actor& actor, const std::string& session, const std::string& address, const engine::Command& command) {
    const auto said = [&](Error why) {
        rooms_.sign_in.refusals().note("the order " + std::string{formats::name_of(command)}, address + (actor.name.empty() ? "" : " " + actor.name));
        return std::optional{std::move(why)};
    };
    if (actor.role == Role::viewer) return said({errc::not_signed_in, "Sign in first."});
    if (const auto allowed = engine::check_authority(actor.role, command); !allowed) return said(allowed.error());
    return rooms_.sign_in.refuse_locked(session, command);
}

HttpAnswer Routes::get_me(const HttpRequest& request) const {
    const auto actor = rooms_.sign_in.who(request);
    if (actor.role == Role::viewer) return refusal({errc::not_signed_in, "Nobody is signed in."});
    formats::JsonWriter out;
    out.begin_object().key("name").value(std::string_view{actor.name}).key("role").value(to_string(actor.role)).key("locked").value(rooms_.sign_in.is_locked(rooms_.sign_in.session_of(request))).end_object();
    return {200, "application/json", out.take(), {}};
}

/// /feeds/<token>/board.json
HttpAnswer Routes::get_feed(const HttpRequest& request) {
    const auto rest = request.path.substr(feeds_prefix.size());
    const auto slash = rest.find('/');
    if (slash == std::string::npos || !rooms_.feeds.find) return refusal({errc::not_found, "Feeds are at /feeds/<token>/board.json and so on."});
    if (const auto allowed = rooms_.feed_access.check(rest.substr(0, slash), "feeds"); !allowed) return refuse_poll(allowed.error());
    if (rooms_.clients.role == role_superseded) return leads_elsewhere(rooms_.clients.others);
    const auto parameter = [&](std::string_view name) { return query_value(request.query, name); };
    auto document = rooms_.feeds.find(rest.substr(slash + 1), parameter, rooms_.clients.now_us());
    if (!document) return refusal(document.error());
    if (document->begins_in_us > 0) return not_yet(document->begins_in_us);
    HttpAnswer answer;
    answer.content_type = document->content_type;
    answer.headers.emplace_back("ETag", document->etag);
    answer.headers.emplace_back("Cache-Control", "private, no-cache");  // the address holds a secret
    answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
    answer.headers.emplace_back("Access-Control-Expose-Headers", "ETag");
    answer.headers.emplace_back("Content-Disposition", "inline; filename=\"" + plain_file_name(rest.substr(slash + 1)) + "\"");
    answer.headers.emplace_back("Vary", "Accept-Encoding");
    if (has_tag(request.if_none_match, document->etag)) {
        answer.status = 304;
        return answer;
    }
    const auto gzip = takes_gzip(request.accept_encoding) ? packed_.of(document->body, std::chrono::steady_clock::now()) : nullptr;
    if (gzip) answer.headers.emplace_back("Content-Encoding", "gzip");
    const auto& body = gzip ? gzip : document->body;
    answer.shared = SharedBody{body, *body};
    return answer;
}

/// For an admin who is signed in, or for a program with a token that `bowball token add --metrics` made.
HttpAnswer Routes::get_metrics(const HttpRequest& request) const {
    const auto is_admin = rooms_.sign_in.who(request).role == Role::admin;
    if (!is_admin) {
        const auto has_token = request.authorization.starts_with(bearer);
        const auto allowed = has_token ? rooms_.feed_access.check(request.authorization.substr(bearer.size()), "metrics") : Error{errc::not_signed_in, "Metrics are for an admin: sign in, or send a token of bowball token add --metrics."};
        if (!allowed) return refusal(allowed.error());
    }
    HttpAnswer answer{200, "text/plain; version=0.0.4; charset=utf-8", rooms_.metrics(), {}};
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

/// For whoever watches the server; of an edge with the age of the venue's last word. A standby says that it is one, and so does who leads no more.
HttpAnswer Routes::get_health() const {
    formats::JsonWriter out;
    out.begin_object().key("ok").value(true).key("epoch").value(std::string_view{rooms_.air.epoch()}).key("seq").value(rooms_.air.head().value());
    if (const auto age_us = rooms_.venue_age_us()) out.key("venue_age_us").value(*age_us);
    if (rooms_.standby.is_standby()) out.key("standby").value(true);
    if (rooms_.clients.role == role_superseded) out.key("superseded").value(true);
    out.end_object();
    HttpAnswer answer{200, "application/json", out.take(), {}};
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

HttpAnswer Routes::get_root_certificate() const {
    auto pem = rooms_.root_certificate();
    if (pem.empty()) return refusal({errc::not_found, "This server has no root certificate of its own."});
    HttpAnswer answer{200, "application/x-x509-ca-cert", std::move(pem), {}};
    answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"bowball-root.crt\"");
    answer.headers.emplace_back("Cache-Control", "no-cache");
    return answer;
}

void Routes::command(const HttpRequest& request, Answer answer) {
    const auto actor = rooms_.sign_in.who(request);
    if (actor.role == Role::viewer) return answer(refusal({errc::not_signed_in, "Sign in first."}));
    auto parsed = formats::parse_command(request.body);
    if (!parsed) return answer(refusal(parsed.error()));
    if (const auto refused = refuse_order(actor, rooms_.sign_in.session_of(request), request.address, parsed->command)) return answer(refusal(*refused));
    const auto id = parsed->id;
    rooms_.clients.commands(std::move(parsed->command), {actor, id, std::move(parsed->reason)}, [this, id, answer = std::move(answer)](engine::Outcome outcome) mutable {
        boost::asio::post(context_, [id, answer = std::move(answer), outcome = std::move(outcome)] { answer(answer_of(id, outcome)); });
    });
}

}  // namespace bowball::net
