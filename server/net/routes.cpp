#include "net/routes.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/command.hpp"
#include "formats/frame.hpp"
#include "formats/json_writer.hpp"
#include "net/topic.hpp"

namespace bowball::net {
namespace {

constexpr std::string_view api = "/api/v1/";
constexpr std::string_view views_prefix = "/api/v1/views/";
constexpr std::string_view log_path = "/api/v1/log";
constexpr std::string_view events_path = "/api/v1/events";

/// What any page of any origin may read.
bool is_for_everybody(const std::string& path) { return path.starts_with(views_prefix) || path == log_path || path == events_path; }

/// What a browser asks before it sends If-None-Match or Last-Event-ID from a page of another origin.
HttpAnswer allow_other_origins() {
    HttpAnswer answer;
    answer.status = 204;
    answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
    answer.headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD");
    answer.headers.emplace_back("Access-Control-Allow-Headers", "If-None-Match, Last-Event-ID, Cache-Control");
    answer.headers.emplace_back("Access-Control-Max-Age", "86400");
    return answer;
}

}  // namespace

Routes::Routes(boost::asio::io_context& context, ClientContext& clients, SignIn& sign_in, Snapshots& snapshots, const std::string& web_folder)
    : context_(context), clients_(clients), sign_in_(sign_in), snapshots_(snapshots), pages_(web_folder) {}

bool Routes::is_same_origin(const HttpRequest& request) {
    if (request.origin.empty()) return true;  // not a browser, or its own page's GET
    const auto scheme_end = request.origin.find("://");
    return scheme_end != std::string::npos && request.origin.substr(scheme_end + 3) == request.host;
}

void Routes::answer(const HttpRequest& request, Answer answer) {
    if (request.method == "POST") return post(request, std::move(answer));
    if (request.method == "GET" || request.method == "HEAD") return get(request, std::move(answer));
    if (request.method == "OPTIONS" && is_for_everybody(request.path)) return answer(allow_other_origins());
    auto refused = refusal({errc::bad_input, "Only GET and POST are understood."});
    refused.status = 405;
    refused.headers.emplace_back("Allow", "GET, HEAD, POST");
    answer(std::move(refused));
}

void Routes::get(const HttpRequest& request, Answer answer) {
    if (request.path.starts_with(views_prefix)) return snapshots_.get_view(request, request.path.substr(views_prefix.size()), std::move(answer));
    if (request.path == log_path) return snapshots_.get_log(request, std::move(answer));
    if (request.path == events_path) return answer(refusal({errc::bad_input, "Events are asked for with GET."}));
    if (request.path == "/api/v1/me") return answer(get_me(request));
    if (request.path == "/api/v1/health") return answer({200, "application/json", "{\"ok\":true,\"epoch\":\"" + clients_.hub.epoch() + "\",\"seq\":" + std::to_string(clients_.hub.head().value()) + "}", {}});
    if (request.path.starts_with(api)) return answer(refusal({errc::not_found, "There is no " + request.path.substr(0, 100) + "."}));
    answer(pages_.find(request));
}

std::optional<HttpAnswer> Routes::refuse_events(const HttpRequest& request) const {
    const auto topics = topics_of(request);
    if (topics.empty()) return refusal({errc::bad_input, "Name what to follow: /api/v1/events?topics=current/board,meet."});
    if (topics.size() > limits::topics_per_client) return refusal({errc::too_many, "At most " + std::to_string(limits::topics_per_client) + " topics at once."});
    const auto is_official = sign_in_.who(request).role != Role::viewer;
    std::optional<Error> why;
    for (const auto& topic : topics) {
        const auto open = check_topic(topic, is_official);
        if (open) return std::nullopt;  // the others are refused in the stream
        why = why.value_or(open.error());
    }
    // A status, and no stream: a browser would come back for ever.
    return refusal(why->code == errc::not_allowed && !is_official ? Error{errc::not_signed_in, why->text} : *why);
}

void Routes::post(const HttpRequest& request, Answer answer) {
    if (!is_same_origin(request)) return answer(refusal({errc::not_allowed, "The request came from another site."}));
    if (request.path == "/api/v1/commands") return command(request, std::move(answer));
    if (request.path == "/api/v1/sign-in") return sign_in_.sign_in(request, std::move(answer));
    if (request.path == "/api/v1/sign-out") return sign_in_.sign_out(request, std::move(answer));
    if (request.path == "/api/v1/password") return sign_in_.change_password(request, std::move(answer));
    answer(refusal({errc::not_found, "There is no " + request.path.substr(0, 100) + "."}));
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
