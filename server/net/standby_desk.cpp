#include "net/standby_desk.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/json_writer.hpp"
#include "formats/parse_json.hpp"

namespace bowball::net {
namespace {

constexpr std::string_view standby_path = "/api/v1/standby";
constexpr std::string_view take_over_path = "/api/v1/standby/take_over";

std::string reason_of(const std::string& body) {
    const auto document = formats::parse_json(body, limits::inbound_message_bytes);
    if (!document || !document->root.is_object()) return {};
    const auto found = document->root.find("reason");
    return found != document->root.end() && found->is_string() ? std::string{trim(found->get<std::string>())} : std::string{};
}

HttpAnswer fresh(std::string json) {
    HttpAnswer answer{200, "application/json", std::move(json), {}};
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

}  // namespace

bool StandbyDesk::is_asked_for(const std::string& path) { return path == standby_path || path == take_over_path; }

std::optional<Error> StandbyDesk::refuse(const Actor& actor) const {
    if (actor.role == Role::viewer) return Error{errc::not_signed_in, "Sign in first."};
    if (!is_standby()) return Error{errc::not_found, "This server is no standby: it leads."};
    return std::nullopt;
}

void StandbyDesk::get(const HttpRequest& request, Answer answer) {
    if (const auto refused = refuse(sign_in_.who(request))) return answer(refusal(*refused));
    source_.look([this, here = std::weak_ptr{here_}, number = wait(std::move(answer))](std::string json) {
        if (here.expired()) return;
        boost::asio::post(context_, [this, number, json = std::move(json)]() mutable { give(number, fresh(std::move(json))); });
    });
}

void StandbyDesk::post(const HttpRequest& request, Answer answer) {
    const auto actor = sign_in_.who(request);
    const auto decides = actor.role == Role::judge || actor.role == Role::referee || actor.role == Role::admin;
    if (actor.role != Role::viewer && !decides) return answer(refusal({errc::not_allowed, "A " + std::string{to_string(actor.role)} + " may not let this server take over: a judge, a referee or an admin may."}));
    if (const auto refused = refuse(actor)) return answer(refusal(*refused));
    auto reason = reason_of(request.body);
    if (reason.empty()) return answer(refusal({errc::needs_reason, "Say why this server takes over: it stands in the journal."}));
    if (reason.size() > limits::reason_bytes) return answer(refusal({errc::too_large, "The reason is too long."}));
    log_->warn("standby: {} orders it to take over: {}", printable(actor.name, 100), printable(reason, 200));
    source_.take_over(actor, std::move(reason), [this, here = std::weak_ptr{here_}, number = wait(std::move(answer))](Result<Seq> taken) {
        if (here.expired()) return;
        boost::asio::post(context_, [this, number, taken = std::move(taken)] {
            if (!taken) return give(number, refusal(taken.error()));
            formats::JsonWriter out;
            out.begin_object().key("seq").value(taken->value()).end_object();
            give(number, fresh(out.take()));
        });
    });
}

std::uint64_t StandbyDesk::wait(Answer answer) {
    waiting_.emplace(++asked_, std::move(answer));
    return asked_;
}

void StandbyDesk::give(std::uint64_t number, HttpAnswer what) {
    auto found = waiting_.extract(number);
    if (!found.empty()) found.mapped()(std::move(what));
}

}  // namespace bowball::net
