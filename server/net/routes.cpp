#include "net/routes.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/command.hpp"
#include "formats/frame.hpp"
#include "formats/json_writer.hpp"
#include "formats/trace_samples.hpp"

namespace bowball::net {
namespace {

constexpr std::string_view api = "/api/v1/";
constexpr std::string_view views_prefix = "/api/v1/views/";
constexpr std::string_view traces_prefix = "/api/v1/traces/";
constexpr std::string_view videos_path = "/api/v1/videos";
constexpr std::size_t entries_an_answer = 1000;

}  // namespace

Routes::Routes(boost::asio::io_context& context, ClientContext& clients, SignIn& sign_in, Videos& videos, RouteOptions options)
    : context_(context), clients_(clients), sign_in_(sign_in), videos_(videos), traces_(std::move(options.traces)), pages_(options.web_folder) {}

bool Routes::is_same_origin(const HttpRequest& request) {
    if (request.origin.empty()) return true;  // not a browser, or its own page's GET
    const auto scheme_end = request.origin.find("://");
    return scheme_end != std::string::npos && request.origin.substr(scheme_end + 3) == request.host;
}

void Routes::answer(const HttpRequest& request, Answer answer) {
    if (request.method == "POST") return post(request, std::move(answer));
    if (request.method != "GET" && request.method != "HEAD") {
        auto refused = refusal({errc::bad_input, "Only GET and POST are understood."});
        refused.status = 405;
        return answer(std::move(refused));
    }
    if (request.path.starts_with(views_prefix)) return answer(get_view(request));
    if (request.path == "/api/v1/log") return answer(get_log(request));
    if (request.path.starts_with(traces_prefix)) return get_trace(request, std::move(answer));
    if (request.path == videos_path || request.path.starts_with(std::string{videos_path} + "/")) return video(request, std::move(answer));
    if (request.path == "/api/v1/me") return answer(get_me(request));
    if (request.path == "/api/v1/health") return answer({200, "application/json", "{\"ok\":true,\"epoch\":\"" + clients_.hub.epoch() + "\",\"seq\":" + std::to_string(clients_.hub.head().value()) + "}", {}});
    if (request.path.starts_with(api)) return answer(refusal({errc::not_found, "There is no " + request.path.substr(0, 100) + "."}));
    answer(pages_.find(request));
}

/// Evidence is for those who decide: any official who has signed in.
void Routes::video(const HttpRequest& request, Answer answer) const {
    if (sign_in_.who(request).role == Role::viewer) return answer(refusal({errc::not_signed_in, "Sign in to see this."}));
    const auto rest = request.path.substr(videos_path.size());
    if (rest.empty()) return answer(videos_.list());
    if (rest == "/at") return answer(videos_.at(request));
    videos_.piece(rest.substr(1), request, std::move(answer));
}

void Routes::post(const HttpRequest& request, Answer answer) {
    if (!is_same_origin(request)) return answer(refusal({errc::not_allowed, "The request came from another site."}));
    if (request.path == "/api/v1/commands") return command(request, std::move(answer));
    if (request.path == "/api/v1/sign-in") return sign_in_.sign_in(request, std::move(answer));
    if (request.path == "/api/v1/sign-out") return sign_in_.sign_out(request, std::move(answer));
    if (request.path == "/api/v1/password") return sign_in_.change_password(request, std::move(answer));
    answer(refusal({errc::not_found, "There is no " + request.path.substr(0, 100) + "."}));
}

HttpAnswer Routes::get_view(const HttpRequest& request) const {
    const auto topic = request.path.substr(views_prefix.size());
    const auto snapshot = clients_.hub.snapshot(topic);
    if (!snapshot) return refusal({errc::not_found, "There is no view \"" + printable(topic, 60) + "\"."});
    const auto official = sign_in_.who(request).role != Role::viewer;
    if (snapshot->audience == views::Audience::officials && !official) return refusal({errc::not_signed_in, "Sign in to see this."});
    HttpAnswer answer;
    answer.headers.emplace_back("ETag", snapshot->etag);
    answer.headers.emplace_back("Cache-Control", "no-cache");
    if (request.if_none_match == snapshot->etag) answer.status = 304;
    else answer.body = snapshot->json;
    return answer;
}

HttpAnswer Routes::get_log(const HttpRequest& request) const {
    const auto& hub = clients_.hub;
    const auto since = query_value(request.query, "since");
    if (since.empty()) return {200, "application/json", hub.log_after(hub.log_dropped(), entries_an_answer), {}};
    const auto colon = since.find(':');
    const auto seq = colon == std::string::npos ? std::nullopt : parse_number(std::string_view{since}.substr(colon + 1));
    if (!seq) return refusal({errc::bad_input, "since is written as epoch:seq."});
    if (since.substr(0, colon) != hub.epoch() || Seq{*seq} > hub.head()) return refusal({errc::not_found, "This is another journal. Load the views anew."});
    if (Seq{*seq} < hub.log_dropped()) {
        const auto oldest = std::to_string(hub.log_dropped().value());
        const auto why = "Entries up to " + oldest + " are no longer held. Load the views anew, and resume with since=" + hub.epoch() + ":" + oldest + ".";
        return {410, "application/json", formats::encode_gap(hub.epoch(), hub.log_dropped(), why), {}};
    }
    return {200, "application/json", hub.log_after(Seq{*seq}, entries_an_answer), {}};
}

/// Samples never change: the journal's epoch and the entry's number say which they are.
void Routes::get_trace(const HttpRequest& request, Answer answer) const {
    if (sign_in_.who(request).role == Role::viewer) return answer(refusal({errc::not_signed_in, "Sign in to see this."}));
    const auto name = request.path.substr(traces_prefix.size());
    const auto none = refusal({errc::not_found, "There is no trace \"" + printable(name, 60) + "\"."});
    const auto id = parse_number(name);
    if (!id || !traces_) return answer(none);
    const auto etag = "\"" + clients_.hub.epoch() + "-" + std::to_string(*id) + "\"";
    const auto is_known = request.if_none_match == etag;
    traces_(ImpulseId{*id}, [this, none, etag, is_known, answer = std::move(answer)](std::optional<views::TraceSamples> trace) {
        boost::asio::post(context_, [none, etag, is_known, answer, trace = std::move(trace)] {
            if (!trace) return answer(none);
            HttpAnswer found;
            found.headers = {{"ETag", etag}, {"Cache-Control", "private, no-cache"}};
            if (is_known) found.status = 304;
            else found.body = formats::encode_trace_samples(*trace);
            answer(std::move(found));
        });
    });
}

HttpAnswer Routes::get_me(const HttpRequest& request) const {
    const auto actor = sign_in_.who(request);
    if (actor.role == Role::viewer) return refusal({errc::not_signed_in, "Nobody is signed in."});
    formats::JsonWriter out;
    out.begin_object().key("name").value(std::string_view{actor.name}).key("role").value(to_string(actor.role)).end_object();
    return {200, "application/json", out.take(), {}};
}

void Routes::command(const HttpRequest& request, Answer answer) {
    const auto actor = sign_in_.who(request);
    if (actor.role == Role::viewer) return answer(refusal({errc::not_signed_in, "Sign in first."}));
    auto parsed = formats::parse_command(request.body);
    if (!parsed) return answer(refusal(parsed.error()));
    if (const auto allowed = engine::check_authority(actor.role, parsed->command); !allowed) return answer(refusal(allowed.error()));
    const auto id = parsed->id;
    clients_.commands(std::move(parsed->command), {actor, id, std::move(parsed->reason)}, [this, id, answer = std::move(answer)](engine::Outcome outcome) {
        boost::asio::post(context_, [id, answer, outcome = std::move(outcome)] {
            if (!outcome) {
                auto refused = refusal(outcome.error());
                refused.body = formats::encode_refused(id, outcome.error());
                return answer(std::move(refused));
            }
            answer({200, "application/json", formats::encode_accepted(id, outcome->seq, outcome->repeated), {}});
        });
    });
}

}  // namespace bowball::net
