#include "net/routes.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/command.hpp"
#include "formats/frame.hpp"
#include "formats/json_writer.hpp"
#include "formats/parse_json.hpp"

namespace bowball::net {
namespace {

constexpr std::string_view api = "/api/v1/";
constexpr std::string_view views_prefix = "/api/v1/views/";

/// A hash of nothing, so that an unknown name takes as long to refuse as a wrong password.
const std::string& decoy_hash() {
    static const auto hash = hash_password("nobody has this password").value();
    return hash;
}

std::string text_of(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

Error too_many_tries() { return {errc::too_many, "Too many wrong tries. Wait a minute."}; }
Error wrong() { return {errc::not_signed_in, "Name or password is wrong."}; }

}  // namespace

Routes::Routes(boost::asio::io_context& context, ClientContext& clients, AccountStore accounts, const std::string& web_folder, std::function<HostTime()> now)
    : context_(context), clients_(clients), accounts_(std::move(accounts)), pages_(web_folder), now_(std::move(now)), throttle_(limits::wrong_tries) {}

Routes::~Routes() {
    hashing_.stop();
    hashing_.join();
}

Actor Routes::who(const HttpRequest& request) const {
    return sessions_.find(cookie_value(request.cookie, "bowball"), now_()).value_or(Actor{});
}

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
    if (request.path == "/api/v1/me") return answer(get_me(request));
    if (request.path == "/api/v1/health") return answer({200, "application/json", "{\"ok\":true,\"epoch\":\"" + clients_.hub.epoch() + "\",\"seq\":" + std::to_string(clients_.hub.head().value()) + "}", {}});
    if (request.path.starts_with(api)) return answer(refusal({errc::not_found, "There is no " + request.path.substr(0, 100) + "."}));
    answer(pages_.find(request));
}

void Routes::post(const HttpRequest& request, Answer answer) {
    if (!is_same_origin(request)) return answer(refusal({errc::not_allowed, "The request came from another site."}));
    if (request.path == "/api/v1/sign-in") return sign_in(request, std::move(answer));
    if (request.path == "/api/v1/commands") return command(request, std::move(answer));
    if (request.path == "/api/v1/password") return change_password(request, std::move(answer));
    if (request.path == "/api/v1/sign-out") {
        sessions_.close(cookie_value(request.cookie, "bowball"));
        HttpAnswer done{200, "application/json", "{}", {}};
        done.headers.emplace_back("Set-Cookie", "bowball=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
        return answer(std::move(done));
    }
    answer(refusal({errc::not_found, "There is no " + request.path.substr(0, 100) + "."}));
}

HttpAnswer Routes::get_view(const HttpRequest& request) const {
    const auto topic = request.path.substr(views_prefix.size());
    const auto snapshot = clients_.hub.snapshot(topic);
    if (!snapshot) return refusal({errc::not_found, "There is no view \"" + printable(topic, 60) + "\"."});
    const auto official = who(request).role != Role::viewer;
    if (snapshot->audience == views::Audience::officials && !official) return refusal({errc::not_signed_in, "Sign in to see this."});
    HttpAnswer answer;
    answer.headers.emplace_back("ETag", snapshot->etag);
    answer.headers.emplace_back("Cache-Control", "no-cache");
    if (request.if_none_match == snapshot->etag) answer.status = 304;
    else answer.body = snapshot->json;
    return answer;
}

HttpAnswer Routes::get_log(const HttpRequest& request) const {
    const auto since = query_value(request.query, "since");
    const auto colon = since.find(':');
    const auto seq = parse_number(std::string_view{since}.substr(colon == std::string::npos ? 0 : colon + 1));
    if (!since.empty() && !seq) return refusal({errc::bad_input, "since is written as epoch:seq."});
    if (colon != std::string::npos && since.substr(0, colon) != clients_.hub.epoch()) return refusal({errc::not_found, "This is another journal. Load the views anew."});
    return {200, "application/json", clients_.hub.log_after(Seq{seq.value_or(0)}, 1000), {}};
}

HttpAnswer Routes::get_me(const HttpRequest& request) const {
    const auto actor = who(request);
    if (actor.role == Role::viewer) return refusal({errc::not_signed_in, "Nobody is signed in."});
    formats::JsonWriter out;
    out.begin_object().key("name").value(std::string_view{actor.name}).key("role").value(to_string(actor.role)).end_object();
    return {200, "application/json", out.take(), {}};
}

HttpAnswer Routes::welcome(const Actor& actor) {
    formats::JsonWriter out;
    out.begin_object().key("name").value(std::string_view{actor.name}).key("role").value(to_string(actor.role)).end_object();
    HttpAnswer answer{200, "application/json", out.take(), {}};
    const auto life = std::to_string(limits::session_life / 1s);
    answer.headers.emplace_back("Set-Cookie", "bowball=" + sessions_.open(actor, now_()) + "; Path=/; Max-Age=" + life + "; HttpOnly; SameSite=Strict");
    clients_.log->info("signed in name={} role={}", actor.name, to_string(actor.role));
    return answer;
}

void Routes::sign_in(const HttpRequest& request, Answer answer) {
    const auto document = formats::parse_json(request.body, limits::inbound_message_bytes);
    if (!document || !document->root.is_object()) return answer(refusal({errc::bad_input, "Send {\"name\",\"password\"} or {\"code\"}."}));
    const auto code = text_of(document->root, "code");
    if (code.empty()) return sign_in_by_password(text_of(document->root, "name"), text_of(document->root, "password"), request.address, std::move(answer));
    // By address alone: who guesses codes would give a new name with each.
    if (throttle_.is_blocked(request.address, now_())) return answer(refusal(too_many_tries()));
    const auto actor = sessions_.redeem(code);
    if (!actor) {
        throttle_.note_wrong(request.address, now_());
        return answer(refusal({errc::not_signed_in, "The code is wrong or was used already."}));
    }
    answer(welcome(*actor));
}

void Routes::sign_in_by_password(std::string name, std::string password, const std::string& address, Answer answer) {
    auto key = address + " " + name.substr(0, limits::name_bytes);
    if (throttle_.is_blocked(key, now_())) return answer(refusal(too_many_tries()));
    if (waiting_sign_ins_ >= limits::waiting_sign_ins) return answer(refusal({errc::too_many, "Many people are signing in. Try again in a moment."}));
    const auto account = accounts_.find(name);
    if (!account) return answer(refusal(account.error()));
    const auto usable = account->has_value() && !(*account)->disabled && !(*account)->hash.empty();
    ++waiting_sign_ins_;
    boost::asio::post(hashing_, [this, usable, hash = usable ? (*account)->hash : std::string{}, role = usable ? (*account)->role : Role::viewer, name = std::move(name),
                                 password = std::move(password), key = std::move(key), answer = std::move(answer)]() mutable {
        const auto right = verify_password(usable ? hash : decoy_hash(), password) && usable;
        boost::asio::post(context_, [this, right, role, name = std::move(name), key = std::move(key), answer = std::move(answer)] {
            --waiting_sign_ins_;
            if (right) {
                throttle_.note_right(key);
                return answer(welcome({name, role}));
            }
            throttle_.note_wrong(key, now_());
            answer(refusal(wrong()));
        });
    });
}

void Routes::change_password(const HttpRequest& request, Answer answer) {
    const auto actor = who(request);
    if (actor.role == Role::viewer) return answer(refusal({errc::not_signed_in, "Sign in first."}));
    const auto document = formats::parse_json(request.body, limits::inbound_message_bytes);
    const auto password = document && document->root.is_object() ? text_of(document->root, "password") : std::string{};
    if (const auto good = check_password(password); !good) return answer(refusal(good.error()));
    if (waiting_sign_ins_ >= limits::waiting_sign_ins) return answer(refusal({errc::too_many, "Many people are signing in. Try again in a moment."}));
    ++waiting_sign_ins_;
    boost::asio::post(hashing_, [this, actor, password, answer = std::move(answer)]() mutable {
        const auto hash = hash_password(password);
        boost::asio::post(context_, [this, actor, hash, answer = std::move(answer)] {
            --waiting_sign_ins_;
            if (!hash) return answer(refusal(hash.error()));
            if (const auto stored = accounts_.put({actor.name, actor.role, *hash, false}); !stored) return answer(refusal(stored.error()));
            answer({200, "application/json", "{}", {}});
        });
    });
}

void Routes::command(const HttpRequest& request, Answer answer) {
    const auto actor = who(request);
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
