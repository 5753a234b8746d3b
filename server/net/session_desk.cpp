#include "net/session_desk.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/json_writer.hpp"
#include "formats/parse_json.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {
namespace {

/// Whose sessions somebody may see and end: empty for everybody's.
std::string reach_of(const Actor& actor) { return actor.role == Role::admin ? std::string{} : actor.name; }

Error sign_in_first() { return {errc::not_signed_in, "Sign in first."}; }

}  // namespace

HttpAnswer SessionDesk::list(const HttpRequest& request) const {
    const auto actor = sign_in_.who(request);
    if (actor.role == Role::viewer) return refusal(sign_in_first());
    const auto own = sign_in_.session_of(request);
    formats::JsonWriter out;
    out.begin_object().key("sessions").begin_array();
    for (const auto& one : sign_in_.sessions().described(reach_of(actor), sign_in_.terms().now())) {
        out.begin_object().key("id").value(std::string_view{one.id}).key("name").value(std::string_view{one.actor.name}).key("role").value(to_string(one.actor.role));
        out.key("address").value(std::string_view{one.address}).key("secure").value(one.is_secure);
        out.key("age_s").value(std::int64_t{one.age / 1s}).key("unused_s").value(std::int64_t{one.unused / 1s}).key("own").value(own.starts_with(one.id)).end_object();
    }
    out.end_array().end_object();
    HttpAnswer answer{200, "application/json", out.take(), {}};
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

HttpAnswer SessionDesk::end(const HttpRequest& request) {
    const auto actor = sign_in_.who(request);
    if (actor.role == Role::viewer) return refusal(sign_in_first());
    const auto document = formats::parse_json(request.body, limits::inbound_message_bytes);
    const auto id = document && document->root.is_object() && document->root.contains("id") ? document->root.at("id") : nlohmann::json{};
    if (!id.is_string()) return refusal({errc::bad_input, "Send {\"id\"}."});
    const auto own = sign_in_.session_of(request);
    if (const auto unproved = sign_in_.refuse_unproved(own)) return refusal(*unproved);
    const auto key = sign_in_.sessions().close_by_id(id.get<std::string>(), reach_of(actor));
    if (key.empty()) return refusal({errc::not_found, "There is no such session: it has ended, or it is somebody else's."});
    log_->info("session ended id={} by={}", key.substr(0, 8), printable(actor.name, limits::name_bytes));
    end_sockets_(key, close_code::sign_in);
    return list(request);
}

}  // namespace bowball::net
